using Microsoft.Playwright;

namespace Samspill.Browser.Tests.Journeys;

public sealed class GsiJourney(Stage stage)
{
    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task The_principal_checks_the_report_says_what_is_asked_and_delivers_it(int width)
    {
        await using var window = await stage.OpenAsync("Marit", width);
        var page = window.Page;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        var year = today.Month < 10 ? today.Year - 1 : today.Year; // the last counting day that has come
        await window.GoAsync($"/gsi/tall?ar={year}");
        await page.Locator("#B7-hours").FillAsync($"{width}"); // another figure each time: what says the same is not delivered again
        await page.Locator("#C9-refunded").FillAsync("40");
        await LookAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre tallene" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Tallene er lagret.");
        await Pictures.TakeAsync(page, "reiser", $"gsi-1-skjema {width}");
        await LookAsync(page);

        await page.Locator("#linje-A2 a").Last.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("A2");
        await LookAsync(page);
        await window.GoAsync($"/gsi?dato={year}-10-01");
        var asked = await page.Locator("textarea[id^='merknad-']").EvaluateAllAsync<string[]>("all => all.map(one => one.id)");
        foreach (var remark in asked)
        {
            await page.Locator($"#{remark}").FillAsync("Nytt tilbud fra høsten.");
            await page.Locator($"form:has(#{remark}) button").ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("er lagret.");
        }
        await page.Locator("form[action*='handler=Deliver'] button").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Levert som versjon");
        await Pictures.TakeAsync(page, "reiser", $"gsi-2-levert {width}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Versjon 1" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Levert av Marit Lund");
        await LookAsync(page);
        await window.GoAsync("/kostra");
        await LookAsync(page);
        window.TakeComplaints().ShouldBeEmpty();
        await using var db = stage.Database();
        (await db.GsiDeliveries.CountAsync()).ShouldBeGreaterThan(0);
    }

    private static async Task LookAsync(IPage page)
    {
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
        (await Sweep.Look.AtShapeAsync(page)).ShouldBeEmpty();
    }
}
