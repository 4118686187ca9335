using System.Net;
using AngleSharp.Dom;
using Samspill.Domain.Admission;
using Samspill.Tests.Cast;
using Samspill.Tests.Features.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Family;

/// <summary>The family's own page and its offers, without script. Nina is guardian of everybody in a scene; Kari is another family.</summary>
public abstract class OfferPageTests(TestServer server) : OnDatabase(server)
{
    private static readonly KeyValuePair<string, string>[] AsItIs = [];

    [Fact]
    public async Task What_must_be_answered_stands_first_and_others_see_nothing_of_it()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 3);
        var offer = (await scene.FillAsync()).Single();

        using var nina = await Server.SignInAsync(Server.World.Nina);
        var page = await nina.OpenAsync("/min-side");
        var main = page.QuerySelector("main")!;
        main.QuerySelectorAll(".s-offer a.ds-button").Select(a => a.GetAttribute("href")).ShouldContain($"/trondheim/tilbud-om-plass/{offer.Id.Value}?svar=ja");
        main.QuerySelector(".s-offer")!.CompareDocumentPosition(main.QuerySelector(".s-panel")!).HasFlag(DocumentPositions.Following).ShouldBeTrue();
        main.TextContent.ShouldContain("Svar innen");
        main.TextContent.ShouldContain("Barn1 er nummer 1 av 2.");
        main.TextContent.ShouldContain("Barn2 er nummer 2 av 2.");
        page.QuerySelectorAll("a").Select(a => a.TextContent).ShouldContain("Hvorfor nummer 2?");
        page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ShouldContain($"/trondheim/sok/endre/{scene.Pupils[1].Value}");

        using var kari = await Server.SignInAsync(Server.World.Kari);
        (await kari.OpenAsync("/min-side")).Body!.TextContent.ShouldNotContain("Barn1");
        using var elsewhere = await kari.GetAsync($"/tilbud-om-plass/{offer.Id.Value}");
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var office = await Server.SignInAsync(Server.World.Per);
        using var staff = await office.GetAsync("/min-side");
        staff.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Saying_yes_twice_takes_one_place()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 1);
        var offer = (await scene.FillAsync()).Single();
        var path = $"/tilbud-om-plass/{offer.Id.Value}";

        using var nina = await Server.SignInAsync(Server.World.Nina);
        var confirm = await nina.OpenAsync(path + "?svar=ja");
        confirm.QuerySelector("h1")!.TextContent.ShouldStartWith("Ja til Fløyte");
        for (var twice = 0; twice < 2; twice++)
        {
            using var answer = await nina.SubmitAsync(confirm, path, AsItIs, "/tilbud-om-plass/");
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            answer.Headers.Location!.ToString().ShouldBe($"/trondheim{path}");
        }

        (await nina.OpenAsync(path)).QuerySelector("main")!.TextContent.ShouldContain("Dere sa ja");
        var mine = (await nina.OpenAsync("/min-side")).QuerySelector("main")!;
        mine.TextContent.ShouldContain("Har plass på");
        mine.InnerHtml.ShouldNotContain(offer.Id.Value.ToString());
        await using var db = Server.Database();
        (await db.Places.CountAsync(p => p.Course == scene.Course)).ShouldBe(1);
    }

    [Fact]
    public async Task No_but_staying_keeps_the_number_and_no_and_leaving_does_not()
    {
        var scene = await Scene.MakeAsync(Server, seats: 2, waiting: 3);
        var offers = await scene.FillAsync();
        using var nina = await Server.SignInAsync(Server.World.Nina);

        var (stays, leaves) = (offers.Single(o => o.Application == scene.Waiting[0]), offers.Single(o => o.Application == scene.Waiting[1]));
        var path = $"/tilbud-om-plass/{stays.Id.Value}";
        (await nina.OpenAsync(path)).QuerySelectorAll("main a.ds-button").Select(a => a.TextContent.Trim()).ShouldBe(["Ja takk til plassen", "Nei takk, men bli i køen", "Nei takk, og gå ut av køen"]);
        using (var answer = await nina.SubmitAsync($"{path}?svar=behold", AsItIs, "/tilbud-om-plass/")) answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var kept = (await nina.OpenAsync(path)).QuerySelector("main")!.TextContent;
        kept.ShouldContain("Barn0 beholdt plassen i køen");
        kept.ShouldContain("Barn0 er nummer 1 av 1.");

        path = $"/tilbud-om-plass/{leaves.Id.Value}";
        var confirm = await nina.OpenAsync($"{path}?svar=nei");
        confirm.QuerySelector("main")!.TextContent.ShouldContain("Barn1 går ut av køen");
        using (var answer = await nina.SubmitAsync(confirm, path, AsItIs, "/tilbud-om-plass/")) answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await nina.OpenAsync(path)).QuerySelector("main")!.TextContent.ShouldContain("Barn1 gikk ut av køen");
        (await scene.ApplicationAsync(1)).State.ShouldBe(ApplicationState.Withdrawn);

        // Somebody who has answered and changes the mind in another tab is told how it stands.
        using var changed = await nina.SubmitAsync(confirm, path, [new("svar", "ja")], "/tilbud-om-plass/");
        changed.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Browser.ReadAsync(changed)).QuerySelector("main")!.TextContent.ShouldContain("Barn1 gikk ut av køen");
    }

    [Fact]
    public async Task Too_late_is_said_in_words_with_how_it_stands()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 1);
        var offer = (await scene.FillAsync()).Single();
        var path = $"/tilbud-om-plass/{offer.Id.Value}";
        Server.Clock.Advance(offer.AnswerBy - Server.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
        using var nina = await Server.SignInAsync(Server.World.Nina);
        var confirm = await nina.OpenAsync($"{path}?svar=ja");
        Server.Clock.Advance(TimeSpan.FromMinutes(2));

        using var answer = await nina.SubmitAsync(confirm, path, AsItIs, "/tilbud-om-plass/");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = await Browser.ReadAsync(answer);
        page.QuerySelector(".ds-error-summary").ShouldNotBeNull();
        page.QuerySelector("main")!.TextContent.ShouldContain("Svarfristen gikk ut");
        page.QuerySelectorAll("main form").ShouldBeEmpty();
        (await nina.OpenAsync("/min-side")).QuerySelectorAll(".s-offer").ShouldBeEmpty();
    }

    [Fact]
    public async Task Staying_in_the_queue_is_not_a_choice_when_the_rules_do_not_allow_it()
    {
        await AdoptAsync(AdmissionRules.Default with { KeepQueueWhenDeclining = false });
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 1);
        var offer = (await scene.FillAsync()).Single();
        await AdoptAsync(AdmissionRules.Default);
        var path = $"/tilbud-om-plass/{offer.Id.Value}";

        using var nina = await Server.SignInAsync(Server.World.Nina);
        (await nina.OpenAsync(path)).QuerySelectorAll("#svar a").ShouldHaveSingleItem().TextContent.ShouldBe("Nei takk, og gå ut av køen");
        (await nina.OpenAsync($"{path}?svar=behold")).QuerySelectorAll("main form").ShouldBeEmpty();
        var confirm = await nina.OpenAsync($"{path}?svar=nei");
        using var forced = await nina.SubmitAsync(confirm, path, [new("svar", "behold")], "/tilbud-om-plass/");
        forced.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await scene.OpenOffersAsync()).ShouldHaveSingleItem();
        using var nonsense = await nina.SubmitAsync(confirm, path, [new("svar", "kanskje")], "/tilbud-om-plass/");
        nonsense.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_pupil_of_sixteen_sees_the_offer_and_cannot_answer_it()
    {
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 0);
        await using (var db = Server.Database())
        {
            db.Applications.Add(new Application(ApplicationId.New(), $"{scene.Course.Value:N}", Server.World.Ola.Person, scene.Course, null, 1, 1, Server.Clock.GetUtcNow().AddDays(-9), ""));
            await db.SaveChangesAsync();
        }
        var offer = (await scene.FillAsync()).Single();

        using var ola = await Server.SignInAsync(Server.World.Ola);
        (await ola.OpenAsync("/min-side")).QuerySelector(".s-offer")!.TextContent.ShouldContain("En foresatt må svare");
        var page = await ola.OpenAsync($"/tilbud-om-plass/{offer.Id.Value}?svar=ja");
        page.QuerySelectorAll("main form, main a.ds-button").ShouldBeEmpty();
        using var api = await ola.Http.PutAsync($"api/v1/offers/{offer.Id.Value}/acceptance", null);
        api.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_new_guardian_reads_what_the_page_is_for_and_has_one_thing_to_do()
    {
        using var berit = await Server.SignInAsync(Server.World.Berit);
        var main = (await berit.OpenAsync("/min-side")).QuerySelector("main")!;
        main.QuerySelector("h1")!.TextContent.ShouldBe("Hei, Berit");
        main.QuerySelectorAll("a.ds-button").ShouldHaveSingleItem().GetAttribute("href").ShouldBe($"/{World.OtherSchool}/sok");
    }

    private async Task AdoptAsync(AdmissionRules rules)
    {
        await using var db = Server.Database();
        var now = Server.Clock.GetUtcNow();
        db.RuleSets.Add(new RuleSet(RuleSetId.New(), await db.RuleSets.MaxAsync(r => r.Version) + 1, new DateOnly(2026, 1, 1), "Bystyret", now, rules));
        await db.SaveChangesAsync();
    }
}

public sealed class OfferPageOnSqlite(OnSqlite server) : OfferPageTests(server), IClassFixture<OnSqlite>;

public sealed class OfferPageOnPostgres(OnPostgres server) : OfferPageTests(server), IClassFixture<OnPostgres>;
