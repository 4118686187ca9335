using Microsoft.Playwright;
using Samspill.Features.Surveys;

namespace Samspill.Browser.Tests.Journeys;

public sealed class SurveyJourney(Stage stage)
{
    [Theory]
    [InlineData(360)]
    [InlineData(1440)]
    public async Task The_office_asks_and_a_receiver_answers_in_a_minute_without_signing_in(int width)
    {
        var title = $"Hvordan trives du, {width}?";
        await using (var office = await stage.OpenAsync("Per", width))
        {
            var desk = office.Page;
            await office.GoAsync("/undersokelser");
            await desk.GetByLabel("Hva heter den nye undersøkelsen?").FillAsync(title);
            await desk.GetByRole(AriaRole.Button, new() { Name = "Lag undersøkelse" }).ClickAsync();
            await desk.Locator("#Input_Audience").SelectOptionAsync("Teachers");
            await desk.Locator("#Input_Questions_0__Kind").SelectOptionAsync("Scale");
            await desk.Locator("#Input_Questions_0__Nb").FillAsync("Hvor godt trives du?");
            await desk.Locator("#ma-0").CheckAsync();
            await desk.Locator("#Input_Questions_1__Kind").SelectOptionAsync("Text");
            await desk.Locator("#Input_Questions_1__Nb").FillAsync("Hva bør vi gjøre mer av?");
            await desk.GetByRole(AriaRole.Button, new() { Name = "Lagre", Exact = true }).ClickAsync();
            await Assertions.Expect(desk.GetByRole(AriaRole.Status).First).ToContainTextAsync("Undersøkelsen er lagret.");
            await LookAsync(desk);
            await desk.GetByRole(AriaRole.Button, new() { Name = "Send til" }).ClickAsync();
            await Assertions.Expect(desk.GetByRole(AriaRole.Status).First).ToContainTextAsync("Undersøkelsen er sendt.");
            office.TakeComplaints().ShouldBeEmpty();
        }
        await using var db = stage.Database();
        var survey = (await db.Surveys.AsNoTracking().OrderByDescending(s => s.MadeAt).Take(20).ToListAsync()).First(s => s.Title.Nb == title);
        var invitation = await db.SurveyInvitations.Where(i => i.Survey == survey.Id).OrderBy(i => i.Id).FirstAsync();

        await using var window = await stage.OpenAsync(null, width);
        var page = window.Page;
        await window.GoAsync($"/undersokelse/{SurveyLink.Of(stage.School.Cipher, invitation.Id)}");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Svaret er anonymt.");
        await LookAsync(page);
        await page.GetByLabel("Hva bør vi gjøre mer av?").FillAsync("Mer samspill.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send svaret" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Svar på dette spørsmålet.");
        await Assertions.Expect(page.GetByLabel("Hva bør vi gjøre mer av?")).ToHaveValueAsync("Mer samspill."); // what was typed stays
        await LookAsync(page);
        await page.GetByLabel("5, mest").CheckAsync();
        await Pictures.TakeAsync(page, "reiser", $"undersokelse-1-svar {width}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send svaret" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("Takk. Svaret er mottatt.");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Du har svart.");
        await LookAsync(page);
        window.TakeComplaints().Where(c => !c.Contains("status of", StringComparison.Ordinal)).ShouldBeEmpty(); // the refusal was a 422
        (await db.SurveyAnswers.CountAsync(a => a.Survey == survey.Id)).ShouldBe(1);
    }

    private static async Task LookAsync(IPage page)
    {
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
        (await Sweep.Look.AtShapeAsync(page)).ShouldBeEmpty();
    }
}
