using System.Diagnostics;
using System.Text.Json;
using Samspill.Tests.HouseRules;

namespace Samspill.Tests.Features.Lessons.RealReader;

/// <summary>An event as a program that others wrote understands it.</summary>
internal sealed record ReadEvent(string Uid, int Sequence, string Summary, string? Location, string? Description, string Status, DateTimeOffset Start, DateTimeOffset End);

/// <summary>The npm package ical.js, in a process of its own.</summary>
internal static class CalendarReader
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly SemaphoreSlim Once = new(1);

    public static async Task<IReadOnlyList<ReadEvent>> ReadAsync(string calendar)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Samspill.Tests", "Features", "Lessons", "RealReader");
        await Once.WaitAsync();
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules", "ical.js")))
            {
                using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]) { WorkingDirectory = folder })!;
                await npm.WaitForExitAsync();
                npm.ExitCode.ShouldBe(0);
            }
        }
        finally { Once.Release(); }
        using var node = Process.Start(new ProcessStartInfo("node", ["read.mjs"]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await node.StandardInput.WriteAsync(calendar);
        node.StandardInput.Close();
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0);
        return JsonSerializer.Deserialize<List<ReadEvent>>(said, Web)!;
    }
}
