using System.Diagnostics;
using System.Text.Json;
using Samspill.Tests.HouseRules;

namespace Samspill.Tests.Features.Statistics.RealReader;

/// <summary>A dataset as a program that others wrote understands it.</summary>
internal sealed record ReadDataset(string Kind, string Label, IReadOnlyList<string> Dimensions, IReadOnlyList<string> Time, IReadOnlyList<string> Geo, IReadOnlyList<IReadOnlyList<string>> Categories, IReadOnlyList<decimal?> Values, IReadOnlyList<int> Hidden);

/// <summary>The npm package jsonstat-toolkit, in a process of its own.</summary>
internal static class StatisticsReader
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly SemaphoreSlim Once = new(1);

    public static async Task<ReadDataset> ReadAsync(string json)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Samspill.Tests", "Features", "Statistics", "RealReader");
        await Once.WaitAsync();
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules", "jsonstat-toolkit")))
            {
                using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })!;
                await npm.WaitForExitAsync();
                npm.ExitCode.ShouldBe(0);
            }
        }
        finally { Once.Release(); }
        using var node = Process.Start(new ProcessStartInfo("node", ["read.mjs"]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await node.StandardInput.WriteAsync(json);
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0);
        return JsonSerializer.Deserialize<ReadDataset>(said, Web)!;
    }
}
