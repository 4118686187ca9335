using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Samspill.Bench;

/// <summary>The demo, served by the published program on a free port of this machine only. Ends with its owner.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process process;

    private RunningProgram(Process process, Uri address, double seconds) =>
        (this.process, Address, SecondsToFirstPage, ProcessorSeconds) = (process, address, seconds, process.TotalProcessorTime.TotalSeconds);

    public Uri Address { get; }

    /// <summary>From starting the process to the last byte of its first page.</summary>
    public double SecondsToFirstPage { get; }

    /// <summary>Processor time the program had used by then: what a busy machine does not stretch.</summary>
    public double ProcessorSeconds { get; }

    /// <summary>Processor time the program has used until now, in seconds.</summary>
    public double Processor
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Resident memory now and at most so far, MB.</summary>
    public (double Now, double Most) Memory
    {
        get
        {
            var lines = File.ReadAllLines($"/proc/{process.Id}/status");
            double Of(string name) => int.Parse(lines.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
            return (Of("VmRSS:"), Of("VmHWM:"));
        }
    }

    public static Task<RunningProgram> StartDemoAsync(string path, string data, string? connection, string firstPage) =>
        StartAsync(path, port => ["demo", "--data", data, "--port", port, .. Connecting(connection)], FreePort(), firstPage);

    /// <summary>Serves the schools that are in the folder, on a port that may be taken over from one that was killed.</summary>
    public static Task<RunningProgram> StartServeAsync(string path, string data, string? connection, int port) =>
        StartAsync(path, at => ["serve", "--data", data, "--urls", $"http://localhost:{at}", "--public-url", $"http://localhost:{at}", .. Connecting(connection)], port, "/health/ready");

    private static string[] Connecting(string? connection) => connection is null ? [] : ["--connection", connection];

    private static async Task<RunningProgram> StartAsync(string path, Func<string, string[]> arguments, int port, string firstPage)
    {
        var clock = Stopwatch.StartNew();
        var program = Process.Start(new ProcessStartInfo(path, arguments(port.ToString(CultureInfo.InvariantCulture))) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() })!;
        program.OutputDataReceived += (_, _) => { };
        program.ErrorDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        while (true)
        {
            if (program.HasExited) throw new InvalidOperationException($"the program ended with {program.ExitCode}");
            try
            {
                using var answer = await http.GetAsync(firstPage);
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && clock.Elapsed < TimeSpan.FromMinutes(3)) { await Task.Delay(50); continue; } // it says itself that it is not ready
                if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{firstPage} answers {(int)answer.StatusCode}");
                return new RunningProgram(program, http.BaseAddress, clock.Elapsed.TotalSeconds);
            }
            catch (HttpRequestException) when (clock.Elapsed < TimeSpan.FromMinutes(3))
            {
                await Task.Delay(10); // not listening yet
            }
        }
    }

    /// <summary>As if the power went: no handler runs, nothing is written any more.</summary>
    public void KillNow()
    {
        process.Kill(entireProcessTree: true); // SIGKILL
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
