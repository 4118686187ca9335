using Microsoft.Playwright;
using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Browser.Tests.Journeys;

/// <summary>From a closed round to the families' answers, at the small school.</summary>
public sealed class AdmissionJourney(Stage stage)
{
    [Fact]
    public async Task The_office_runs_and_publishes_and_families_answer_on_a_phone_and_at_a_desk()
    {
        await using (var office = await stage.OpenAsync("Rune"))
        {
            var page = office.Page;
            await office.GoAsync("/opptak");
            await page.Locator("main table th a").First.ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Kjør opptaket" }).ClickAsync();
            await Pictures.TakeAsync(page, "reiser", "opptak-1-kjort 1440");
            await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Publiser") }).First.ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Dette skjer når kjøring") })).ToBeVisibleAsync();
            await Pictures.TakeAsync(page, "reiser", "opptak-2-publiser 1440");
            (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Publiser og send") }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("familiene får beskjed");
            await Pictures.TakeAsync(page, "reiser", "opptak-3-publisert 1440");
            office.TakeComplaints().ShouldBeEmpty();
        }

        var offers = await OpenOffersAsync();
        offers.Count.ShouldBe(3, "three families to answer");
        await AnswerAsync(offers[0], 360, "ja", $"Ja, {offers[0].Child} tar plassen", OfferStatus.Accepted);
        await AnswerAsync(offers[1], 1440, "behold", $"Nei takk, {offers[1].Child} blir i køen", OfferStatus.Declined);
        await AnswerAsync(offers[2], 360, "nei", $"Nei takk, {offers[2].Child} går ut av køen", OfferStatus.Declined);
    }

    private async Task AnswerAsync(Waiting of, int width, string answer, string button, OfferStatus becomes)
    {
        await using var window = await stage.OpenAsAsync(DemoSchools.Klabu, of.Guardian, width);
        var page = window.Page;
        await window.GoAsync("/min-side");
        await Pictures.TakeAsync(page, "reiser", $"svar-1-min-side {answer} {width}");
        await page.Locator($"main a[href*='/tilbud-om-plass/{of.Offer.Value}']").First.ClickAsync();
        if (!window.Path.Contains("svar=", StringComparison.Ordinal) || answer != "ja") await window.GoAsync($"/tilbud-om-plass/{of.Offer.Value}?svar={answer}");
        await Pictures.TakeAsync(page, "reiser", $"svar-2-bekreft {answer} {width}");
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();
        await Pictures.TakeAsync(page, "reiser", $"svar-3-svart {answer} {width}");
        (await Sweep.Look.AtAccessAsync(page)).ShouldBeEmpty();
        (await Sweep.Look.AtShapeAsync(page)).ShouldBeEmpty();
        window.TakeComplaints().ShouldBeEmpty();

        await window.GoAsync($"/vedtak/{of.Application.Value}");
        await Pictures.TakeAsync(page, "reiser", $"svar-4-vedtak {answer} {width}");
        await using var db = stage.Database(DemoSchools.Klabu);
        (await db.Offers.Where(o => o.Id == of.Offer).Select(o => o.Status).SingleAsync()).ShouldBe(becomes);
    }

    /// <summary>Open offers of three families, each of a child with a guardian who uses the web.</summary>
    private async Task<IReadOnlyList<Waiting>> OpenOffersAsync()
    {
        await using var db = stage.Database(DemoSchools.Klabu);
        var all = await (from offer in db.Offers
                         where offer.Status == OfferStatus.Open
                         join application in db.Applications on offer.Application equals application.Id
                         join pupil in db.People on application.Pupil equals pupil.Id
                         join guardianship in db.Guardianships on pupil.Id equals guardianship.Pupil
                         where guardianship.Online
                         orderby application.Code
                         select new Waiting(offer.Id, application.Id, pupil.GivenName, guardianship.Guardian)).ToListAsync();
        return [.. all.DistinctBy(w => w.Guardian).DistinctBy(w => w.Offer).Take(3)];
    }

    private sealed record Waiting(OfferId Offer, ApplicationId Application, string Child, PersonId Guardian);
}
