using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Samspill.Bench;

/// <summary>The program as it is released: published for release into artifacts/bench.</summary>
internal static class Published
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>Publishes, and gives the path of the program. What has not changed since the last time is not built again.</summary>
    public static string Program(TextWriter output)
    {
        var folder = Path.Combine(Root, "artifacts", "bench", "published");
        var clock = Stopwatch.StartNew();
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Path.Combine(Root, "src", "Samspill"), "-c", "Release", "-r", "linux-x64", "--no-self-contained", "-o", folder, "-v", "q", "--nologo", "-p:RunAnalyzers=false"])
        {
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var said = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        if (publish.ExitCode != 0) throw new InvalidOperationException("publishing failed: " + said);
        output.WriteLine($"published in {clock.Elapsed.TotalSeconds:0} s (not part of any figure)");
        return Path.Combine(folder, "samspill");
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
