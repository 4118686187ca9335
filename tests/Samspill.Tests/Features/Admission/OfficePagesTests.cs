using System.Net;
using AngleSharp.Dom;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Admission;

/// <summary>The office's pages of the admission, as a browser without script meets them.</summary>
public abstract class OfficePagesTests(TestServer server) : OnDatabase(server)
{
    private string Round => $"opptak/{Server.World.Round.Value}";

    [Fact]
    public async Task The_office_runs_looks_publishes_and_reads_the_answers()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var made = await per.SubmitAsync(Round, [], "handler=Run");
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var run = made.Headers.Location!.ToString().Split('/')[^1];

        var shown = await per.OpenAsync($"opptak/kjoring/{run}?vis=hvem&utfall=-1");
        shown.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        shown.Body!.TextContent.ShouldNotContain("Skjult");
        (await per.SubmitAsync($"opptak/kjoring/{run}", [], "handler=Replay")).StatusCode.ShouldBe(HttpStatusCode.OK);

        var preview = await per.OpenAsync($"{Round}?publiser={run}");
        preview.QuerySelector("#publiser")!.ParentElement!.TextContent.ShouldContain("1 plass tilbys 1 barn");
        (await per.SubmitAsync(preview, Round, [], "handler=Publish")).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var offers = await per.OpenAsync("tilbud-om-plass?status=open");
        offers.QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        offers.QuerySelector("tbody th")!.TextContent.ShouldContain("Sperret");
        (await per.OpenAsync("kontor")).QuerySelector("h1")!.TextContent.ShouldBe("Hovedopptak 2026");

        using var vera = await Server.SignInAsync(Server.World.Vera);
        (await vera.OpenAsync("tilbud-om-plass")).QuerySelector("tbody th")!.TextContent.ShouldContain("Skjult");
        await using var db = Server.Database();
        (await db.AuditEntries.CountAsync(e => e.Action == "looked" && e.Actor == "Vera")).ShouldBe(1);
    }

    [Fact]
    public async Task New_rules_are_a_new_version_and_faults_are_told_in_words_with_everything_typed_kept()
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        var typed = new Dictionary<string, string> { ["Input.MaxWishes"] = "99", ["Input.AdoptedBy"] = "Bystyret, sak 31/26" };
        var refused = await marit.SubmitAsync("opptak/regler/ny", typed, "regler/ny");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(refused);
        page.QuerySelector(".ds-error-summary")!.TextContent.ShouldContain("Skriv et tall fra 1 til 20.");
        page.QuerySelector("[name='Input.AdoptedBy']")!.GetAttribute("value").ShouldBe("Bystyret, sak 31/26");

        typed["Input.MaxWishes"] = "4";
        (await marit.SubmitAsync("opptak/regler/ny", typed, "regler/ny")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database();
        var newest = await db.RuleSets.OrderByDescending(r => r.Version).FirstAsync();
        (newest.Rules.MaxWishes, newest.AdoptedBy, newest.Rules.Order.Count).ShouldBe((4, "Bystyret, sak 31/26", AdmissionRules.Default.Order.Count));
    }

    [Theory]
    [InlineData("kontor?fag=-1&alder=x&side=-5")]
    [InlineData("kontor?fag=99")]
    [InlineData("tilbud-om-plass?status=-1&apne=x")]
    [InlineData("revisjon?fra=0001-01-01&til=9999-12-31")]
    [InlineData("meldingslogg?tilstand=-1&om=tull")]
    public async Task A_filter_that_means_nothing_filters_nothing(string address)
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        (await marit.OpenAsync(address)).QuerySelectorAll(".s-filters select option[selected]:not([value=''])").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rule_moves_up_without_script_and_nothing_else_is_lost()
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        var page = await marit.OpenAsync("opptak/regler/ny");
        var first = Chosen(page);
        page.QuerySelector("#regler")!.SetAttribute("action", page.QuerySelector("button[value='up:school:1']")!.GetAttribute("formaction")!.Replace("?", "opptak/regler/ny?", StringComparison.Ordinal));
        var moved = await marit.SubmitAsync(page, "opptak/regler/ny", [new("what", "up:school:1"), new("Input.AnswerDays", "12")], "handler=Change");
        var after = await Browser.ReadAsync(moved);
        Chosen(after).ShouldBe([first[1], first[0], .. first.Skip(2)]);
        after.QuerySelector("[name='Input.AnswerDays']")!.GetAttribute("value").ShouldBe("12");
    }

    [Theory]
    [InlineData("kontor")]
    [InlineData("opptak")]
    [InlineData("opptak/regler")]
    [InlineData("tilbud-om-plass")]
    [InlineData("ko/gitar-midtbyen")]
    public async Task Only_those_who_see_the_admission_open_its_pages(string path)
    {
        foreach (var (member, status) in new[] { (Server.World.Per, HttpStatusCode.OK), (Server.World.Eva, HttpStatusCode.OK), (Server.World.Trine, HttpStatusCode.Forbidden), (Server.World.Kari, HttpStatusCode.Forbidden), (Server.World.Siri, HttpStatusCode.Forbidden) })
        {
            using var browser = await Server.SignInAsync(member);
            foreach (var language in new[] { "nb", "nn", "en" })
            {
                browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
                (await browser.GetAsync(path)).StatusCode.ShouldBe(status, $"{member.Name} {path}");
                browser.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
            }
        }
    }

    [Fact]
    public async Task Who_may_only_look_has_no_buttons_and_cannot_run()
    {
        using var eva = await Server.SignInAsync(Server.World.Eva);
        (await eva.OpenAsync(Round)).QuerySelectorAll("main form").ShouldBeEmpty();
        (await eva.OpenAsync("kontor")).QuerySelectorAll("main form[method=post]").ShouldBeEmpty();
        (await eva.GetAsync("opptak/regler/ny")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static List<string> Chosen(AngleSharp.Html.Dom.IHtmlDocument page) =>
        [.. page.QuerySelectorAll("[name^='Input.Order'][name$='.By']").Select(s => s.GetAttribute("value") ?? s.QuerySelector("option[selected]")!.GetAttribute("value")!)];
}

public sealed class OfficePagesOnSqlite(OnSqlite server) : OfficePagesTests(server), IClassFixture<OnSqlite>;

public sealed class OfficePagesOnPostgres(OnPostgres server) : OfficePagesTests(server), IClassFixture<OnPostgres>;

/// <summary>A world of its own: it puts more children in the queue.</summary>
public abstract class QueuePageTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task The_queue_masks_a_protected_child_but_keeps_its_row()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var scene = await Scene.MakeAsync(Server, seats: 1, waiting: 2);
        await using var db = Server.Database();
        db.Applications.Add(new Application(ApplicationId.New(), $"{scene.Course.Value:N}", Server.World.Skjult, scene.Course, null, 1, 1, Server.Clock.GetUtcNow().AddDays(-900), ""));
        await db.SaveChangesAsync();
        var code = await db.Courses.Where(c => c.Id == scene.Course).Select(c => c.Code).SingleAsync();

        var queue = await per.OpenAsync($"ko/{code}");
        var rows = queue.QuerySelectorAll("tbody tr");
        rows.Length.ShouldBe(3);
        queue.Body!.TextContent.ShouldNotContain("Skjult");
        var masked = rows.Single(row => row.QuerySelector("th")!.TextContent.Contains("Sperret", StringComparison.Ordinal));
        masked.QuerySelectorAll("td").Skip(1).Select(cell => cell.TextContent.Trim()).ShouldAllBe(text => text == "–");
        (await per.OpenAsync($"ko/{code}?q=skjult")).QuerySelectorAll("tbody tr").ShouldBeEmpty();

        (await per.SubmitAsync($"ko/{code}", [], "handler=Fill")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.OpenOffersAsync()).Count.ShouldBe(1);
    }
}

public sealed class QueuePageOnSqlite(OnSqlite server) : QueuePageTests(server), IClassFixture<OnSqlite>;

public sealed class QueuePageOnPostgres(OnPostgres server) : QueuePageTests(server), IClassFixture<OnPostgres>;
