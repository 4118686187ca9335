using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Samspill.Browser.Tests.Sweep;

/// <summary>Every page of the program, seen by somebody who may see it, at a phone's and a desk's width, light and dark.</summary>
public sealed class EveryPageTests(Stage stage)
{
    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task Every_page_is_whole_and_open_to_all_who_read_it(int width)
    {
        var pages = PageOnSite.All(stage.Services.GetRequiredService<EndpointDataSource>()).Where(p => Filled.PassedThrough(p.Route) is null).ToList();
        pages.Count.ShouldBeGreaterThan(2);
        var findings = new List<string>();
        foreach (var seen in pages.GroupBy(p => p.Who))
        {
            await using var window = await stage.OpenAsync(seen.Key, width);
            foreach (var page in seen)
            {
                List<string> found;
                try { found = await LookAsync(window, page, width); }
                catch (Exception never) when (never is TimeoutException or PlaywrightException) { found = [$"never came: {never.Message}"]; } // the others are looked at all the same
                findings.AddRange(found.Select(f => $"{page.Route} ({page.Face}): {f}"));
            }
        }
        findings.ShouldBeEmpty($"{pages.Count} pages looked at");
    }

    private async Task<List<string>> LookAsync(Window window, PageOnSite page, int width)
    {
        var found = new List<string>();
        if (await Filled.GoAsync(window, page.Route, stage) is not { } answer) return [$"nothing is known to fill it with: add it to {nameof(Filled)}"];
        if (answer.Status != Filled.StatusOf(page.Route)) found.Add($"answers {answer.Status}");
        if (!page.Matches(window.Path)) found.Add($"leads on to {window.Path}");

        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        found.AddRange(await Look.AtShapeAsync(window.Page));
        found.AddRange(await Look.AtAccessAsync(window.Page));
        await Pictures.TakeAsync(window.Page, page.Face, $"{page.Name}-{width}");

        await window.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        found.AddRange((await Look.AtColoursAsync(window.Page)).Select(f => $"dark: {f}"));
        await Pictures.TakeAsync(window.Page, page.Face, $"{page.Name}-{width}-dark");

        var complaints = window.TakeComplaints();
        found.AddRange(Filled.StatusOf(page.Route) == 200 ? complaints : complaints.Where(c => !c.Contains("status of", StringComparison.Ordinal)));
        return found;
    }
}
