using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Browser.Tests.Journeys;

public sealed class LogVisitJourney(Stage stage)
{
    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task An_adviser_logs_a_visit_in_one_tap_and_three_fields_and_corrects_it(int width)
    {
        await using var window = await stage.OpenAsync("Siri", width);
        var page = window.Page;
        var teachers = (7000 + width).ToString(CultureInfo.InvariantCulture); // nobody else's number

        await window.GoAsync("/strategi");
        await LookAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Logg noe som er gjort" }).ClickAsync(); // one tap from where one comes in
        await Assertions.Expect(page.Locator("#Day")).Not.ToHaveValueAsync("");
        await page.Locator("#Kind").SelectOptionAsync(nameof(ActivityKind.MunicipalVisit));
        await page.Locator("#Municipality").SelectOptionAsync("5001");
        await page.Locator("#Teachers").FillAsync(teachers);
        await Pictures.TakeAsync(page, "reiser", $"logg-1-besok {width}");
        await LookAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Logg", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Aktiviteten er logget.");

        await page.GetByRole(AriaRole.Link, new() { Name = "Se det du logget" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Kommunebesøk, Trondheim");
        await page.GetByRole(AriaRole.Link, new() { Name = "Rett", Exact = true }).ClickAsync();
        await page.Locator("#Leaders").FillAsync("2");
        await page.Locator("#Reason").FillAsync("rektorene var også med");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lagre rettingen" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("rektorene var også med");
        await Pictures.TakeAsync(page, "reiser", $"logg-2-rettet {width}");
        await LookAsync(page);

        await window.GoAsync("/arshjul");
        await Assertions.Expect(page.Locator("svg.s-wheel")).ToBeVisibleAsync();
        await Pictures.TakeAsync(page, "reiser", $"logg-3-arshjul {width}");
        await LookAsync(page);
        window.TakeComplaints().ShouldBeEmpty();

        await using var council = stage.Services.GetRequiredService<Schools>().Council!.Database(Actor.System, TimeProvider.System);
        var logged = await council.Activities.AsNoTracking().OrderByDescending(a => a.LoggedAt).FirstAsync(a => a.Kind == ActivityKind.MunicipalVisit);
        logged.Municipalities.ShouldBe(["5001"]);
        logged.Attended.Select(a => a.Count).ShouldBe([2, int.Parse(teachers, CultureInfo.InvariantCulture)]);
        (await council.ActivityChanges.CountAsync(c => c.Activity == logged.Id)).ShouldBe(1);
    }

    private static async Task LookAsync(IPage page)
    {
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
        (await Sweep.Look.AtShapeAsync(page)).ShouldBeEmpty();
    }
}
