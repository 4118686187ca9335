using System.Diagnostics;
using System.Text.Json;
using Samspill.Tests.HouseRules;

namespace Samspill.Tests.Features.Lessons;

/// <summary>The taps that a browser keeps, with the script itself in a process of its own.</summary>
public sealed class TapsTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private sealed record Left(IReadOnlyList<string> Sent, IReadOnlyList<long> Ages, IReadOnlyList<string> Kept, IReadOnlyList<string> Refused);

    [Fact]
    public async Task Two_tabs_lose_no_tap_and_what_is_refused_is_kept_to_be_told()
    {
        var folder = Path.Combine(Repository.Root, "tests", "Samspill.Tests", "Features", "Lessons");
        var script = new Uri(Path.Combine(Repository.Root, "src", "Samspill", "assets", "js", "taps.js")).AbsoluteUri;
        using var node = Process.Start(new ProcessStartInfo("node", ["taps.mjs", script]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0);
        var left = JsonSerializer.Deserialize<Left>(said, Web)!;
        left.Sent.ShouldBe(["a:Here", "d:Here", "c:Here"]);
        left.Ages[1].ShouldBeInRange(60_000, 90_000); // how long ago, whatever the clock shows
        left.Kept.ShouldBe(["c:Here"]); // tapped in the other tab meanwhile, and not received yet
        left.Refused.ShouldBe(["2026-06-05T08:00:00Z Timen er avlyst."]);
    }
}
