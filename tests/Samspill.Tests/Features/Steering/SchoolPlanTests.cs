using System.Net;
using Samspill.Domain.Strategy;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Steering;

/// <summary>A school's own plan over the web, and its year as a wheel.</summary>
public abstract class SchoolPlanTests(TestServer server) : OnDatabase(server)
{
    private const string Text = "# 1 En skole for alle\n## 1.1 Flere får plass\n- 1 Gruppetilbud\n* Reknet | pupils + 200 - pupils | 250\n* Spurt | @Rektor | 90\n* Ukjent | pupils / children";

    [Fact]
    public async Task The_principal_begins_writes_adopts_and_answers_and_the_office_reads()
    {
        using var principal = await Server.SignInAsync(Server.World.Marit);
        var plan = await GoesAsync(principal, "/plan", [new("Name", "Kulturskolen mot 2029"), new("From", "2026-08-01"), new("To", "2029-07-31")], "handler=Begin");
        using var wrong = await principal.SubmitAsync(plan, [new("Text", "# 1 A\n## 1.1 B\n* x | 1 +")], "handler=Write");
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await GoesAsync(principal, plan, [new("Text", Text)], "handler=Write");
        await GoesAsync(principal, plan, [new("AdoptedBy", "Bystyret"), new("AdoptedOn", "2026-05-01")], "handler=Adopt");

        await using (var db = Server.Database())
        {
            var asked = (await db.Plans.AsNoTracking().SingleAsync(p => p.Name == "Kulturskolen mot 2029")).Goals.Single().Indicators.Single(i => i.AnsweredBy is not null).Key;
            foreach (var number in new[] { "60", "72,5" }) await GoesAsync(principal, plan, [new("indicator", asked.ToString()), new("value", number)], "handler=Answer");
        }
        var next = await GoesAsync(principal, plan, [], "handler=Next");
        next.ShouldNotBe(plan, "what is adopted is followed by a draft");
        (await principal.OpenAsync(plan)).QuerySelectorAll("form[action*='handler=Write']").ShouldBeEmpty("what is adopted is not written");

        using var office = await Server.SignInAsync(Server.World.Per);
        var page = await office.OpenAsync(plan);
        var facts = page.QuerySelector("main dl")!.TextContent;
        facts.ShouldContain("200 mål 250");
        facts.ShouldContain("72,5");
        facts.ShouldContain("opp 12,5");
        page.QuerySelectorAll("main form[method=post]").ShouldBeEmpty();
        using var teacher = await Server.SignInAsync(Server.World.Trine);
        (await teacher.GetAsync("/plan")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_is_refused_in_one_form_leaves_the_others_as_they_are()
    {
        using var principal = await Server.SignInAsync(Server.World.Marit);
        var plan = await GoesAsync(principal, "/plan", [new("Name", "Planen mot 2033"), new("From", "2030-08-01"), new("To", "2033-07-31")], "handler=Begin");
        await GoesAsync(principal, plan, [new("Text", "# 1 A\n## 1.1 B\n* Kjent | @Rektor | 1 000")], "handler=Write");
        using var nameless = await principal.SubmitAsync(plan, [new("Name", "")], "handler=Begin");
        nameless.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await Browser.ReadAsync(nameless);
        page.QuerySelector("textarea[name=Text]")!.TextContent.ShouldContain("* Kjent | @Rektor | 1000");
        page.QuerySelector("input[name=Revision]")!.GetAttribute("value").ShouldBe("1");
        page.QuerySelector("input[name=AdoptedOn]")!.GetAttribute("value").ShouldNotBeNullOrEmpty();
        using var unseen = await principal.SubmitAsync(plan, [new("Text", ""), new("Revision", "")], "handler=Write");
        unseen.StatusCode.ShouldBe(HttpStatusCode.Conflict, "who has not seen the text cannot empty it");

        using var misspelt = await principal.SubmitAsync(plan, [new("Text", "# 1 A\n## 1.1 B\n* Halv | pupilz / 2")], "handler=Write");
        misspelt.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(misspelt)).QuerySelector("main")!.TextContent.ShouldContain("«pupilz»");
        await GoesAsync(principal, plan, [new("value", "1 200,5")], "handler=Answer");
        using var endless = await principal.SubmitAsync(plan, [new("value", "79228162514264337593543950335")], "handler=Answer");
        endless.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using var db = Server.Database();
        var id = new PlanId(Guid.Parse(plan[^36..]));
        var asked = (await db.Plans.AsNoTracking().SingleAsync(p => p.Id == id)).Goals.Single().Indicators.Single().Key;
        (await db.IndicatorAnswers.Where(a => a.Indicator == asked).Select(a => a.Value).ToListAsync()).ShouldBe([1200.5m]);
    }

    [Fact]
    public async Task The_year_wheel_gathers_what_comes_across_the_modules()
    {
        using var teacher = await Server.SignInAsync(Server.World.Trine);
        var page = await teacher.OpenAsync("/arshjul?ar=2025");
        var table = page.QuerySelector("main table")!.TextContent;
        table.ShouldContain("GSI, telledato");
        table.ShouldContain("Søknadsfrist");
        table.ShouldContain("Helligdag");
        page.QuerySelectorAll("main table a").ShouldBeEmpty("a teacher has no way into the pages that make them");
        page.QuerySelectorAll("svg.s-wheel .w-dot, svg.s-wheel .w-arc").Length.ShouldBe(page.QuerySelectorAll("main table tbody tr").Length);
        using var office = await Server.SignInAsync(Server.World.Per);
        (await office.OpenAsync("/arshjul?ar=2025")).QuerySelectorAll("main table a").ShouldNotBeEmpty();
    }

    private static async Task<string> GoesAsync(Browser browser, string path, KeyValuePair<string, string>[] fields, string form)
    {
        using var answer = await browser.SubmitAsync(path, fields, form);
        if (answer.StatusCode != HttpStatusCode.SeeOther) Assert.Fail($"{path} {form}: {(int)answer.StatusCode} {(await Browser.ReadAsync(answer)).QuerySelector("[role=alert]")?.TextContent}");
        var to = answer.Headers.Location!.ToString();
        return to[to.IndexOf("/plan", StringComparison.Ordinal)..];
    }
}

public sealed class SchoolPlanTestsOnSqlite(OnSqlite server) : SchoolPlanTests(server), IClassFixture<OnSqlite>;

public sealed class SchoolPlanTestsOnPostgres(OnPostgres server) : SchoolPlanTests(server), IClassFixture<OnPostgres>;
