using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Samspill.Bench;

/// <summary>A PostgreSQL of this run's own, which may be killed. It never touches another: a process is killed only when it works in this run's folder.</summary>
internal sealed class PostgresOfOurOwn : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql";
    private readonly string folder = Directory.CreateTempSubdirectory("samspill-drill-pg-").FullName;
    private readonly int port = RunningProgram.FreePort();

    public string Server => $"Host=127.0.0.1;Port={port};Username=samspill";
    private string Data => Path.Combine(folder, "data");

    public static async Task<PostgresOfOurOwn> StartAsync()
    {
        var postgres = new PostgresOfOurOwn();
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", ["postgres", postgres.folder]); // PostgreSQL refuses to be root
        await RunAsync(As(Program("initdb"), "-D", postgres.Data, "-U", "samspill", "-A", "trust", "-E", "UTF8", "--no-locale", "--data-checksums"));
        await postgres.BeginAsync();
        return postgres;
    }

    /// <summary>The postmaster and all its children at once, as when the machine goes; nothing is cleaned up.</summary>
    public async Task KillNowAsync()
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        if (new FileInfo($"/proc/{postmaster}/cwd").ResolveLinkTarget(returnFinalTarget: true)?.FullName != Data) throw new InvalidOperationException("the process is not ours");
        int[] all = [postmaster, .. ChildrenOf(postmaster)];
        foreach (var id in all)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill(); // SIGKILL
            }
            catch (ArgumentException) { } // a child that ended meanwhile
        }
        while (all.Any(process => Directory.Exists($"/proc/{process}") && !IsDead(process))) await Task.Delay(10);
    }

    /// <summary>Starts it on what is on disk, and waits until it takes connections again.</summary>
    public async Task BeginAsync()
    {
        var (program, arguments) = As(Program("postgres"), "-D", Data, "-p", port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", folder);
        var started = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        for (var clock = Stopwatch.StartNew(); ;)
        {
            try
            {
                await using var connection = new NpgsqlConnection($"{Server};Database=postgres;Pooling=false;Timeout=3");
                await connection.OpenAsync();
                return;
            }
            catch (Exception notYet) when (notYet is NpgsqlException or TimeoutException && clock.Elapsed < TimeSpan.FromMinutes(2) && !started.HasExited) { await Task.Delay(50); }
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await KillNowAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static string Program(string name) =>
        Directory.EnumerateDirectories(Programs).Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin", name)).LastOrDefault(File.Exists) ?? throw new InvalidOperationException($"there is no {name} under {Programs}");

    private static (string, string[]) As(string program, params string[] arguments) => Environment.IsPrivilegedProcess ? ("runuser", ["-u", "postgres", "--", program, .. arguments]) : (program, arguments);

    private static Task RunAsync((string Program, string[] Arguments) what) => RunAsync(what.Program, what.Arguments);

    private static async Task RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() })!;
        var (said, faults) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await said;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program}: {await faults}");
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        Directory.EnumerateDirectories($"/proc/{parent}/task").SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToList();

    /// <summary>Dead, but its parent has not looked yet.</summary>
    private static bool IsDead(int process)
    {
        try { return File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].StartsWith('Z'); }
        catch (IOException) { return true; }
    }
}
