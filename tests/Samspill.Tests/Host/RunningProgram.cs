using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Samspill.Data;

namespace Samspill.Tests.Host;

/// <summary>The program as its operator starts it: a process of its own on a free port of this machine.</summary>
public sealed class RunningProgram : IDisposable
{
    private readonly Process process;

    private RunningProgram(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Serves the schools of a storage, and is there when it answers that it is ready.</summary>
    public static async Task<RunningProgram> ServeAsync(Storage storage, string? connection)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}");
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "samspill.dll"), "serve", "--data", storage.Folder, "--urls", address.ToString().TrimEnd('/'), "--public-url", "http://localhost", .. connection is null ? [] : new[] { "--connection", connection }];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var said = new System.Text.StringBuilder();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var program = new RunningProgram(process, address);
        using var http = new HttpClient { BaseAddress = address };
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"The program ended with {process.ExitCode}: {said}");
            try
            {
                using var answer = await http.GetAsync("health/ready");
                if (answer.StatusCode == HttpStatusCode.OK) return program;
            }
            catch (HttpRequestException) { } // not listening yet
            await Task.Delay(50);
        }
    }

    /// <summary>kill -9: nothing is finished, nothing is flushed.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
