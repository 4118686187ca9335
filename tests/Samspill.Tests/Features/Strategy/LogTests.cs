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

    [Fact]
    public async Task The_same_form_sent_twice_is_logged_once()
    {
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        async Task<string> TwiceAsync(string path, string? form, KeyValuePair<string, string>[] fields)
        {
            var page = await adviser.OpenAsync(path);
            using var once = await adviser.SubmitAsync(page, path, fields, form);
            once.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            using var again = await adviser.SubmitAsync(page, path, fields, form);
            again.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            return Path(again);
        }
        await TwiceAsync("/aktiviteter/ny", null, [new("What", "Sendt to ganger")]);
        var agreement = await TwiceAsync("/avtaler/ny", null, [new("Name", "Sendt to ganger"), new("Parties", "UKM"), new("ReviewMonths", "24"), new("Responsible", "Tone")]);
        await TwiceAsync(agreement, "handler=Review", [new("Note", "Gjennomgått")]);
        await using var db = Server.Council();
        (await db.Agreements.CountAsync(a => a.Name == "Sendt to ganger")).ShouldBe(1);
        (await db.Activities.AsNoTracking().ToListAsync()).Count(a => a.Facts.Name == "Sendt to ganger").ShouldBe(3, "the activity, and that the agreement was signed and reviewed");
    }

    [Fact]
    public async Task An_agreement_keeps_its_log_and_none_but_its_own_whatever_it_is_called()
    {
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        var agreements = new List<string>();
        foreach (var party in new[] { "UKM", "DKS" })
        {
            using var made = await adviser.SubmitAsync("/avtaler/ny", [new("Name", "To med ett navn"), new("Parties", party), new("ReviewMonths", "24"), new("Responsible", "Tone")]);
            agreements.Add(Path(made));
        }
        using var renamed = await adviser.SubmitAsync($"{agreements[0]}/endre", [new("Name", "Et annet navn")]);
        renamed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        foreach (var agreement in agreements) (await adviser.OpenAsync(agreement)).QuerySelectorAll("section[aria-labelledby=logg] li").Length.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_planned_counts_once_somebody_says_that_it_was_held()
    {
        var (today, now) = (Samspill.Host.Oslo.Today(Server.Clock), Server.Clock.GetUtcNow());
        var plan = Plan.National("Telling", new Period(new(today.Year - 1, 1, 1), new(today.Year + 1, 12, 31)), "Nora", now).Value;
        _ = plan.Write(Outline.Read("# 1 Samfunn\n## 1.1 Profil\n* Deltakere | attended", []).Value, 0).Value;
        await using (var db = Server.Council())
        {
            db.Plans.Add(plan);
            await db.SaveChangesAsync();
        }
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Trøndelag);
        async Task<string> FigureAsync() => (await adviser.OpenAsync($"/strategi/{plan.Id.Value}")).QuerySelector("dl.s-facts dd")!.TextContent;
        var before = await FigureAsync();

        var yesterday = today.AddDays(-1);
        var planned = Activity.Log("50", ActivityKind.LeaderGathering, new ActivityTime(new DaySpan(yesterday, yesterday)), true, new ActivityFacts(Name: "Samling i går"), [], 0, "test", now).Value;
        _ = planned.Count([new Attended("ledere", 77)], [], null).Value;
        await using (var db = Server.Council())
        {
            db.Activities.Add(planned);
            await db.SaveChangesAsync();
        }
        (await FigureAsync()).ShouldBe(before, "it is only planned");
        (await adviser.OpenAsync("/")).QuerySelector("main")!.TextContent.ShouldContain("ble det holdt?");
        using var held = await adviser.SubmitAsync($"/aktiviteter/{planned.Id.Value}", [], "handler=Hold");
        held.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await FigureAsync()).ShouldNotBe(before);
        (await adviser.OpenAsync("/")).QuerySelector("main")!.TextContent.ShouldNotContain("Samling i går");
    }

    [Fact]
    public async Task An_empty_draft_for_later_takes_no_measures_away()
    {
        var (year, now) = (Samspill.Host.Oslo.Today(Server.Clock).Year, Server.Clock.GetUtcNow());
        var plan = Plan.National("I dag", new Period(new(year, 1, 1), new(year + 3, 12, 31)), "Nora", now).Value;
        _ = plan.Write(Outline.Read("# 1 Samfunn\n## 1.1 Profil\n- 1 Alle barn", []).Value, 0).Value;
        _ = plan.Adopt("Landsmøtet", new(year, 1, 1)).Value;
        await using (var db = Server.Council())
        {
            db.Plans.AddRange(plan, Plan.National("Siden", new Period(new(year + 4, 1, 1), new(year + 7, 12, 31)), "Nora", now).Value);
            await db.SaveChangesAsync();
        }
        using var adviser = await Server.AtCouncilAsync(CouncilServer.Vestland);
        (await adviser.OpenAsync("/aktiviteter/ny")).QuerySelector($"#m-{plan.Goals.Single().Measures.Single().Key}").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_newest_stands_first_and_what_has_no_day_last()
    {
        var (today, now) = (Samspill.Host.Oslo.Today(Server.Clock), Server.Clock.GetUtcNow());
        Activity Told(string name, DaySpan? span) => Activity.Log("18", ActivityKind.Meeting, new ActivityTime(span), false, new ActivityFacts(Name: name), [], 0, "test", now).Value;
        await using (var db = Server.Council())
        {
            db.Activities.AddRange(Told("uten dag", null), Told("i fjor", new DaySpan(today.AddYears(-1), today.AddYears(-1))), Told("i dag", new DaySpan(today, today)));
            await db.SaveChangesAsync();
        }
        using var national = await Server.AtCouncilAsync(CouncilServer.National);
        var rows = (await national.OpenAsync("/aktiviteter?fylke=18")).QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        rows.Select(r => new[] { "i dag", "i fjor", "uten dag" }.Single(n => r.Contains(n, StringComparison.Ordinal))).ShouldBe(["i dag", "i fjor", "uten dag"]);
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
