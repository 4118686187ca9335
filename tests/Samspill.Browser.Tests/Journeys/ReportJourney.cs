using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Host;

namespace Samspill.Browser.Tests.Journeys;

public sealed class ReportJourney(Stage stage)
{
    [Fact]
    public async Task An_adviser_hands_in_a_report_and_the_council_publishes_the_joint_one()
    {
        ReportingRound round;
        await using (var db = stage.Services.GetRequiredService<Schools>().Council!.Database(Actor.System, TimeProvider.System))
            round = await db.Rounds.Where(r => r.State == RoundState.Open).OrderBy(r => r.Id).FirstAsync();

        await using (var adviser = await stage.OpenAsync("Siri"))
        {
            var page = adviser.Page;
            await adviser.GoAsync("/");
            await page.GetByRole(AriaRole.Link, new() { Name = "Fyll ut" }).First.ClickAsync();
            await LookAsync(page);
            await Pictures.TakeAsync(page, "reiser", "melding-1-skjema");
            var question = page.Locator("form:has(textarea[name='words'])").First;
            await question.Locator("textarea").FillAsync("Vi har besøkt kommunene og holdt ledersamling.");
            await question.GetByRole(AriaRole.Button).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Svaret er lagret.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Godkjenn" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("godkjent");
            await page.GetByRole(AriaRole.Button, new() { Name = "Lever meldingen" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Meldingen er levert.");
            await LookAsync(page);
            adviser.TakeComplaints().ShouldBeEmpty();
        }

        await using var national = await stage.OpenAsync("Nils");
        var desk = national.Page;
        await national.GoAsync($"/runder/{round.Id.Value}");
        await LookAsync(desk);
        await Pictures.TakeAsync(desk, "reiser", "melding-2-kart");
        await desk.GetByRole(AriaRole.Link, new() { Name = "Samlet melding" }).ClickAsync();
        await LookAsync(desk);
        await desk.Locator("textarea[name='words']").First.FillAsync("Året som gikk, samlet for hele landet.");
        await desk.Locator("form:has(textarea[name='words'])").First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(desk.GetByRole(AriaRole.Status).First).ToContainTextAsync("Teksten er lagret.");
        if (await desk.Locator("#Correction").CountAsync() > 0) await desk.Locator("#Correction").FillAsync("Flere fylker har levert.");
        await desk.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publiser ") }).ClickAsync();
        await Assertions.Expect(desk.GetByRole(AriaRole.Status).First).ToContainTextAsync("Meldingen er publisert.");
        await Assertions.Expect(desk.Locator("main")).ToContainTextAsync("Året som gikk, samlet for hele landet.");
        await LookAsync(desk);
        await Pictures.TakeAsync(desk, "reiser", "melding-3-publisert");
        var file = await desk.RunAndWaitForDownloadAsync(() => desk.GetByRole(AriaRole.Link, new() { Name = ".docx" }).ClickAsync());
        file.SuggestedFilename.ShouldEndWith(".docx");
        national.TakeComplaints().ShouldBeEmpty();
    }

    private static async Task LookAsync(IPage page)
    {
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
        (await Sweep.Look.AtShapeAsync(page)).ShouldBeEmpty();
    }
}
