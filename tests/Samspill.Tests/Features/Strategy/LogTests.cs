using System.Net;
using Samspill.Domain.Strategy;
using Samspill.Tests.Features.Council;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Strategy;

/// <summary>The log over the web: what was the last is proposed, what was wrong is put right or taken back with a reason, and agreements remind.</summary>
public abstract class LogTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task A_visit_asks_for_the_municipality_and_who_came_and_the_rest_is_proposed()
    {
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        var page = await adviser.OpenAsync($"/aktiviteter/ny?slag={nameof(ActivityKind.MunicipalVisit)}");
        page.QuerySelectorAll("form.s-section > .ds-field, form.s-section > .s-cluster > .ds-field").Length.ShouldBeLessThan(8, "kind, day, municipality and three counts; the rest is folded away");
        page.QuerySelector("#Kind option[selected]")!.GetAttribute("value").ShouldBe(nameof(ActivityKind.MunicipalVisit));
        using var logged = await adviser.SubmitAsync(page, "/aktiviteter/ny", [new("Municipality", "5001"), new("Leaders", "2")]);
        logged.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var other = await adviser.SubmitAsync("/aktiviteter/ny", [new("Kind", nameof(ActivityKind.TrainingDay)), new("Teachers", "40")]);
        other.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await adviser.OpenAsync("/aktiviteter/ny")).QuerySelector("#Kind option[selected]")!.GetAttribute("value").ShouldBe(nameof(ActivityKind.TrainingDay), "the last");
        (await adviser.OpenAsync($"/aktiviteter/ny?slag={nameof(ActivityKind.MunicipalVisit)}")).QuerySelector("#Kind option[selected]")!.GetAttribute("value").ShouldBe(nameof(ActivityKind.MunicipalVisit));
    }

    [Fact]
    public async Task What_was_logged_wrongly_is_corrected_with_a_reason_and_what_it_said_is_kept()
    {
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        var activity = await LogAsync(adviser, "Fagdag i Oppdal", 17);
        using var silent = await adviser.SubmitAsync($"{activity}/endre", [new("Teachers", "19")]);
        silent.StatusCode.ShouldNotBe(HttpStatusCode.SeeOther, "no reason");
        var opened = await adviser.OpenAsync($"{activity}/endre");
        using var corrected = await adviser.SubmitAsync(opened, $"{activity}/endre", [new("Teachers", "19"), new("Reason", "to var ikke talt")]);
        corrected.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var late = await adviser.SubmitAsync(opened, $"{activity}/endre", [new("Teachers", "21"), new("Reason", "samtidig")]);
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict, "somebody else was faster");
        var page = (await adviser.OpenAsync(activity)).QuerySelector("main")!.TextContent;
        page.ShouldContain("19 lærere");
        page.ShouldContain("17 lærere");
        page.ShouldContain("to var ikke talt");
        page.ShouldNotContain("21 lærere");

        using var national = await Server.AtCouncilAsync(CouncilServer.National);
        (await national.OpenAsync(activity)).QuerySelector("main")!.TextContent.ShouldContain("to var ikke talt");
        using var elsewhere = await Server.AtCouncilAsync(CouncilServer.Vestland);
        (await elsewhere.GetAsync($"{activity}/endre")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "another county's");
    }

    [Fact]
    public async Task What_is_withdrawn_counts_no_more_and_can_still_be_read()
    {
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        var activity = await LogAsync(adviser, "Logget to ganger", 5);
        using var withdrawn = await adviser.SubmitAsync(activity, [new("Reason", "den samme to ganger")], "handler=Withdraw");
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await adviser.OpenAsync("/aktiviteter")).QuerySelector("main")!.TextContent.ShouldNotContain("Logget to ganger");
        (await adviser.OpenAsync(activity)).QuerySelector("main")!.TextContent.ShouldContain("den samme to ganger");
        (await adviser.GetAsync($"{activity}/endre")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await using var db = Server.Council();
        (await db.Activities.CountAsync(a => a.WithdrawnAt != null)).ShouldBe(0);
        (await db.Activities.IgnoreQueryFilters().CountAsync(a => a.WithdrawnAt != null)).ShouldBe(1);
    }

    [Fact]
    public async Task An_agreement_is_logged_reminds_and_is_reviewed()
    {
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Vestland);
        var from = Samspill.Host.Oslo.Today(Server.Clock).AddMonths(-23);
        using var made = await adviser.SubmitAsync("/avtaler/ny", [new("Name", "Samarbeid med UKM"), new("Parties", "UKM Vestland\nDKS Vestland"), new("From", Day(from)), new("ReviewMonths", "24"), new("Responsible", "Vidar")]);
        made.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var agreement = Path(made);
        foreach (var front in new[] { "/", "/strategi", "/aktiviteter" }) (await adviser.OpenAsync(front)).QuerySelector("main")!.TextContent.ShouldContain("«Samarbeid med UKM» skal gjennomgås", Case.Sensitive, front);
        (await adviser.OpenAsync("/aktiviteter")).QuerySelector("table")!.TextContent.ShouldContain("Avtale inngått · Samarbeid med UKM");

        using var tomorrow = await adviser.SubmitAsync(agreement, [new("ReviewedOn", Day(Samspill.Host.Oslo.Today(Server.Clock).AddDays(1)))], "handler=Review");
        tomorrow.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var reviewed = await adviser.SubmitAsync(agreement, [new("Note", "Felles plan for 2027")], "handler=Review");
        reviewed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await adviser.OpenAsync("/")).QuerySelector("main")!.TextContent.ShouldNotContain("skal gjennomgås");
        (await adviser.OpenAsync(agreement)).QuerySelector("main")!.TextContent.ShouldContain("Felles plan for 2027");

        using var ended = await adviser.SubmitAsync($"{agreement}/endre", [new("To", Day(Samspill.Host.Oslo.Today(Server.Clock).AddDays(30)))]);
        ended.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await adviser.OpenAsync("/")).QuerySelector("main")!.TextContent.ShouldContain("går ut");
        using var backwards = await adviser.SubmitAsync($"{agreement}/endre", [new("To", Day(from.AddDays(-1)))]);
        backwards.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        using var national = await Server.AtCouncilAsync(CouncilServer.National);
        (await national.OpenAsync("/avtaler")).QuerySelector("main")!.TextContent.ShouldContain("UKM Vestland, DKS Vestland");
        (await national.GetAsync($"{agreement}/endre")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var neighbour = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        (await neighbour.GetAsync($"{agreement}/endre")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_year_wheel_draws_what_the_table_says()
    {
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Vestland);
        var page = await adviser.OpenAsync("/arshjul?ar=2027");
        var marks = page.QuerySelectorAll("svg.s-wheel .w-dot, svg.s-wheel .w-arc").Length;
        marks.ShouldBeGreaterThan(10);
        page.QuerySelectorAll("main table tbody tr").Length.ShouldBe(marks);
        page.QuerySelector("main table")!.TextContent.ShouldContain("GSI, telledato");
    }

    private async Task<string> LogAsync(Browser adviser, string what, int teachers)
    {
        using var logged = await adviser.SubmitAsync("/aktiviteter/ny", [new("Kind", nameof(ActivityKind.TrainingDay)), new("What", what), new("Teachers", $"{teachers}"), new("Municipality", "5021")]);
        logged.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using var db = Server.Council();
        return $"/aktiviteter/{(await db.Activities.OrderByDescending(a => a.LoggedAt).FirstAsync()).Id.Value}";
    }

    private static string Path(HttpResponseMessage answer) => answer.Headers.Location!.ToString()["/council".Length..];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

public sealed class LogTestsOnSqlite(CouncilOnSqlite server) : LogTests(server), IClassFixture<CouncilOnSqlite>;

public sealed class LogTestsOnPostgres(CouncilOnPostgres server) : LogTests(server), IClassFixture<CouncilOnPostgres>;
