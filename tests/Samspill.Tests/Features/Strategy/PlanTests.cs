using System.Net;
using Samspill.Domain.Strategy;
using Samspill.Tests.Features.Council;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Strategy;

/// <summary>Plans over the web: the nation's, a county's under it, adopted, followed, compared; and the log.</summary>
public abstract class PlanTests(TestServer server) : OnDatabase(server)
{
    private const string Text = "# 1 Samfunn\n## 1.1 Tydelig profil\n- 1 Alle barn\n* Besøkt | 100 * municipalities-reached / municipalities | 60\n* Egen plan | @Fagsjefen | 75";

    [Fact]
    public async Task A_plan_is_begun_written_adopted_followed_and_compared()
    {
        using var national = await Server.AtCouncilAsync(CouncilServer.National);
        using var begun = await national.SubmitAsync("/strategi", [new("Name", "Strategi 2030"), new("From", "2027-01-01"), new("To", "2030-12-31")]);
        begun.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var plan = begun.Headers.Location!.ToString()["/council".Length..^"/endre".Length];
        await GoesAsync(national, $"{plan}/endre", [new("Text", Text)]);
        (await national.OpenAsync(plan)).Body!.TextContent.ShouldContain("Tydelig profil");

        using var wrong = await national.SubmitAsync($"{plan}/endre", [new("Text", "## 1.1 uten område")]);
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var unknown = await national.SubmitAsync($"{plan}/endre", [new("Text", Text + "\n* Tall | activitees")]);
        unknown.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "the log has no such figure");
        await GoesAsync(national, plan, [new("AdoptedBy", "Landsmøtet, sak 7/26"), new("AdoptedOn", "2020-01-02")], "handler=Adopt");
        (await national.GetAsync($"{plan}/endre")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "what is adopted is not written");

        using var adviser = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        (await adviser.GetAsync($"{plan}/endre")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var county = await GoesAsync(adviser, plan, [new("county", "50")], "handler=County");
        await GoesAsync(adviser, $"{county}/endre", [new("Text", "# 1 Samfunn\n## 1.1 Tydelig profil\n- 1 Besøke alle")]);
        using var nations = await adviser.SubmitAsync($"{county}/endre", [new("Text", "# 1 Noe annet\n## 1.1 Tydelig profil")]);
        nations.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var other = await Server.AtCouncilAsync(CouncilServer.Vestland);
        (await other.GetAsync($"{county}/endre")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "another county's");

        var next = await GoesAsync(national, plan, [], "handler=Next");
        await GoesAsync(national, $"{next}/endre", [new("Text", Text.Replace("Alle barn", "Hvert barn", StringComparison.Ordinal) + "\n- 2 Nytt tiltak")]);
        var beside = (await national.OpenAsync($"/strategi/sammenlign?en={plan.Split('/')[^1]}&to={next.Split('/')[^1]}")).Body!.TextContent;
        beside.ShouldContain("2 linjer er ulike");
        (await national.OpenAsync(plan)).Body!.TextContent.ShouldContain("Alle barn", Case.Sensitive, "what is adopted never changes");

        var period = await GoesAsync(national, plan, [new("NextName", "Strategi 2034"), new("NextFrom", "2031-01-01"), new("NextTo", "2034-12-31")], "handler=Period");
        (await national.OpenAsync(period)).Body!.TextContent.ShouldContain("Tydelig profil");

        await using var db = Server.Council();
        var indicator = (await db.Plans.AsNoTracking().Where(p => p.Name == "Strategi 2030" && p.County == null && p.Version == 1).SingleAsync()).Goals.Single().Indicators.Single(i => i.AnsweredBy is not null).Key;
        foreach (var number in new[] { "40", "55,5", "55,5" }) await GoesAsync(national, plan, [new("indicator", indicator.ToString()), new("value", number)], "handler=Answer");
        (await national.OpenAsync(plan)).Body!.TextContent.ShouldContain("opp 15,5");
    }

    [Fact]
    public async Task A_visit_is_logged_and_proposes_itself_again()
    {
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        var day = Samspill.Host.Oslo.Today(Server.Clock).AddDays(-170).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var logged = await adviser.SubmitAsync("/aktiviteter/ny", [new("Kind", nameof(ActivityKind.LeaderGathering)), new("Day", day), new("Every", nameof(Recurrence.HalfYear)), new("Leaders", "31"), new("Municipalities", "5001")]);
        logged.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var list = (await adviser.OpenAsync("/aktiviteter")).Body!.TextContent;
        list.ShouldContain("31 ledere");
        list.ShouldContain("Tid for det igjen?");
        var due = Samspill.Host.Oslo.Today(Server.Clock).AddDays(-170).AddMonths(6).Year;
        (await adviser.OpenAsync($"/arshjul?fylke=50&ar={due}")).Body!.InnerHtml.ShouldContain("aktiviteter/ny?som=");
        using var national = await Server.AtCouncilAsync(CouncilServer.National);
        (await national.OpenAsync($"/arshjul?fylke=50&ar={due}")).Body!.InnerHtml.ShouldNotContain("aktiviteter/ny?som=", Case.Sensitive, "who works for no county logs nothing");

        using var elsewhere = await adviser.SubmitAsync("/aktiviteter/ny", [new("Kind", nameof(ActivityKind.Meeting)), new("Municipalities", "4601")]);
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "Bergen is not in Trøndelag");
    }

    private static async Task<string> GoesAsync(Browser browser, string path, KeyValuePair<string, string>[] fields, string? form = null)
    {
        using var answer = await browser.SubmitAsync(path, fields, form);
        if (answer.StatusCode != HttpStatusCode.SeeOther) Assert.Fail($"{path} {form}: {(int)answer.StatusCode} {(await Browser.ReadAsync(answer)).QuerySelector("[role=alert], .ds-error-summary")?.TextContent}");
        return answer.Headers.Location!.ToString()["/council".Length..];
    }
}

public sealed class PlanTestsOnSqlite(CouncilOnSqlite server) : PlanTests(server), IClassFixture<CouncilOnSqlite>;

public sealed class PlanTestsOnPostgres(CouncilOnPostgres server) : PlanTests(server), IClassFixture<CouncilOnPostgres>;
