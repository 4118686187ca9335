using System.Net;
using AngleSharp.Html.Dom;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>The office applies for somebody: on paper, by telephone, and for a family that must not use the web.</summary>
public abstract class ApplyForTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_mother_who_rings_is_found_and_her_childs_application_says_who_took_it_and_why()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var found = await per.OpenAsync("/sok-for?q=solberg");
        var link = found.QuerySelectorAll("main th a").OfType<IHtmlAnchorElement>().Single(a => a.TextContent.Contains("Nina Solberg", StringComparison.Ordinal));
        link.GetAttribute("href").ShouldBe($"/trondheim/sok-for/{Server.World.Nina.Person.Value}");

        using var sent = await per.SubmitAsync(AddressOf(Server.World.Nina), Filled(Server.World.Kasper, "gitar-midtbyen", "Phone", "Mor ringte, hun har ikke nett"), "sok-for");
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var receipt = sent.Headers.Location!.ToString().Split('=')[1];
        (await per.OpenAsync($"/sok-for?kvittering={receipt}")).QuerySelector("[role=status]")!.TextContent.ShouldContain(receipt);

        await using var db = Server.Database();
        var submission = await db.Submissions.SingleAsync(s => s.Receipt == receipt);
        (submission.Applicant, submission.Channel, submission.RecordedBy, submission.Reason).ShouldBe((Server.World.Nina.Person, SubmissionChannel.Phone, "Per", "Mor ringte, hun har ikke nett"));
        (await db.Applications.SingleAsync(a => a.Submission == submission.Id)).Pupil.ShouldBe(Server.World.Kasper);
        (await db.Messages.SingleAsync(m => m.Body.Contains(receipt))).To.ShouldBe(Server.World.Nina.Person);
        (await db.AuditEntries.AnyAsync(e => e.Actor == "Per" && e.Subject == $"Submission {submission.Id.Value}" && e.Detail!.Contains("Phone"))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_form_on_paper_from_a_family_that_nobody_knows_makes_the_guardian_the_child_and_one_application()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var registered = await per.SubmitAsync("/sok-for", [new("New.GivenName", "Papir"), new("New.FamilyName", "Posten"), new("New.Phone", "41 23 45 67"), new("New.Language", "nn")], "sok-for");
        registered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var form = registered.Headers.Location!.ToString().Replace("/trondheim", "", StringComparison.Ordinal);

        var page = await per.OpenAsync(form);
        KeyValuePair<string, string>[] typed = [new("Known", ""), new("Child.GivenName", "Lill"), new("Child.FamilyName", "Posten"), new("Child.Born", "17.05.2018"), new("Child.Sex", "F"), new("Child.PostalCode", "7010"), new("Child.Wishes", "barnekor-ila"), new("Channel", "Paper"), new("Reason", "Skjema i posten 3. juni")];
        var sent = await Task.WhenAll(per.SubmitAsync(page, form, typed, "sok-for"), per.SubmitAsync(page, form, typed, "sok-for"));
        sent.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.SeeOther);
        sent.Select(answer => answer.Headers.Location!.ToString()).Distinct().ShouldHaveSingleItem("a double click is one application");

        await using var db = Server.Database();
        var lill = await db.People.SingleAsync(p => p.GivenName == "Lill");
        var application = await db.Applications.SingleAsync(a => a.Pupil == lill.Id);
        (await db.Submissions.SingleAsync(s => s.Id == application.Submission)).Channel.ShouldBe(SubmissionChannel.Paper);
        var guardian = await db.People.SingleAsync(p => p.FamilyName == "Posten" && p.GuardianCode != null);
        (guardian.Language, await db.Guardianships.AnyAsync(g => g.Guardian == guardian.Id && g.Pupil == lill.Id)).ShouldBe(("nn", true));
    }

    [Fact]
    public async Task Without_how_or_why_nothing_is_kept_but_what_was_typed()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        await using var db = Server.Database();
        var before = await db.Submissions.CountAsync();
        using var answer = await per.SubmitAsync(AddressOf(Server.World.Kari), Filled(Server.World.Elle, "piano-midtbyen", null, ""), "sok-for");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(answer);
        page.QuerySelectorAll(".ds-validation-message").Length.ShouldBeGreaterThanOrEqualTo(2);
        page.QuerySelectorAll("select[name='Child.Wishes']").OfType<IHtmlSelectElement>().First().Value.ShouldBe("piano-midtbyen");
        (await db.Submissions.CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_protected_family_is_taken_by_its_handler_and_is_nobody_to_the_rest_of_the_office()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.GetAsync(AddressOf(Server.World.Hemmelig))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await per.OpenAsync("/sok-for?q=verge")).QuerySelectorAll("main th a").ShouldBeEmpty();

        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await vera.OpenAsync("/sok-for?q=verge")).QuerySelectorAll("main th a").ShouldHaveSingleItem();
        using var sent = await vera.SubmitAsync(AddressOf(Server.World.Hemmelig), Filled(Server.World.Skjult, "piano-midtbyen", "InPerson", "Møtte på kontoret"), "sok-for");
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var receipt = sent.Headers.Location!.ToString().Split('=')[1];
        await using var db = Server.Database();
        (await db.Submissions.SingleAsync(s => s.Receipt == receipt)).RecordedBy.ShouldBe("Vera");
        (await db.Messages.SingleAsync(m => m.Pupil == Server.World.Skjult && m.About == "receipt")).Body.ShouldNotContain("Piano");
    }

    [Fact]
    public async Task The_dashboard_and_a_persons_page_lead_there_for_those_who_may()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        Links(await per.OpenAsync("/kontor")).ShouldContain("/trondheim/sok-for");
        Links(await per.OpenAsync($"/personer/{Server.World.Nina.Person.Value}")).ShouldContain($"/trondheim/sok-for/{Server.World.Nina.Person.Value}");
        Links(await per.OpenAsync($"/personer/{Server.World.Jonas.Value}")).ShouldContain($"/trondheim/sok-for/{Server.World.Kari.Person.Value}");
        using var eva = await Server.SignInAsync(Server.World.Eva);
        Links(await eva.OpenAsync("/kontor")).ShouldNotContain("/trondheim/sok-for");
        (await eva.GetAsync("/sok-for")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string AddressOf(Member guardian) => $"/sok-for/{guardian.Person.Value}";

    private static List<string?> Links(IHtmlDocument page) => [.. page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href"))];

    private static List<KeyValuePair<string, string>> Filled(PersonId child, string wish, string? channel, string reason)
    {
        List<KeyValuePair<string, string>> typed = [new("Known", child.Value.ToString()), new("Child.Wishes", wish), new("Reason", reason)];
        if (channel is not null) typed.Add(new("Channel", channel));
        return typed;
    }
}

public sealed class ApplyForOnSqlite(OnSqlite server) : ApplyForTests(server), IClassFixture<OnSqlite>;

public sealed class ApplyForOnPostgres(OnPostgres server) : ApplyForTests(server), IClassFixture<OnPostgres>;
