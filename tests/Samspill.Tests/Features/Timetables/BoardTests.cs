using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Groups;
using Samspill.Domain.Timetables;
using Samspill.Features.Timetables;
using Samspill.Tests.Features.Lessons;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Timetables;

/// <summary>A draft on the board: what a planner asks for is done as it was meant, or refused with a word that helps.</summary>
public abstract class BoardTests(TestServer server) : Teaching(server)
{
    [Fact]
    public async Task A_time_that_cannot_be_is_refused_whoever_lets_it_pass()
    {
        var week = await WeekAsync();
        var plan = await DraftAsync(week, DayOfWeek.Monday);
        using var per = await Server.SignInAsync(Server.World.Per);
        foreach (var (day, start, word) in new[] { ("mon", "", "16.15"), ("sun", "14:00", "16.15"), ("mon", "14:02", "hele fem minutter"), ("mon", "23:50", "midnatt") })
        {
            var (status, said) = await AskAsync(per, plan, "Flytt", ("Group", week.JonasPiano.Value.ToString()), ("Seen", "0"), ("Day", day), ("Start", start), ("Accept", "true"));
            status.ShouldBe(HttpStatusCode.UnprocessableEntity, start);
            said.GetProperty("words").GetString()!.ShouldContain(word);
        }
        var path = $"/timeplan/{plan.Value}?time={week.JonasPiano.Value}";
        using var empty = await per.SubmitAsync(path, [new("Start", "")], "handler=Flytt");
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(empty)).QuerySelector("main")!.TextContent.ShouldContain("skriv tiden som 16.15");
    }

    [Fact]
    public async Task A_lesson_is_taken_out_and_put_back_in_its_weeks()
    {
        var week = await WeekAsync();
        var plan = await DraftAsync(week, DayOfWeek.Thursday);
        await using var db = Server.Database();
        await db.PlannedLessons.Where(l => l.Plan == plan && l.Group == week.JonasPiano).ExecuteUpdateAsync(l => l.SetProperty(x => x.Rhythm, Rhythm.OddWeeks));
        using var per = await Server.SignInAsync(Server.World.Per);
        var group = week.JonasPiano.Value.ToString();
        var (_, taken) = await AskAsync(per, plan, "Ut", ("Group", group), ("Seen", "0"));
        (taken.GetProperty("done").GetBoolean(), taken.GetProperty("version").GetInt32()).ShouldBe((true, -1));
        (await db.PlannedLessons.AnyAsync(l => l.Plan == plan && l.Group == week.JonasPiano)).ShouldBeFalse();
        (await per.OpenAsync($"/timeplan/{plan.Value}")).QuerySelector("[data-board-fresh=without]")!.TextContent.ShouldContain("Jonas Aune");

        var was = taken.GetProperty("was");
        (string, string)[] back = [("Group", group), ("Seen", "-1"), ("Accept", "true"), .. new[] { "Day", "Start", "Room", "Teacher", "Rhythm" }.Select(name => (name, was.GetProperty(name.ToLowerInvariant()).GetString()!))];
        (await AskAsync(per, plan, "Flytt", back)).Said.GetProperty("was").ValueKind.ShouldBe(JsonValueKind.Null); // to undo it is to take it out
        var lesson = await db.PlannedLessons.AsNoTracking().SingleAsync(l => l.Plan == plan && l.Group == week.JonasPiano);
        (lesson.Day, lesson.Start, lesson.Room, lesson.Teacher, lesson.Rhythm).ShouldBe((DayOfWeek.Thursday, new TimeOnly(14, 0), week.Hall, week.Trine, Rhythm.OddWeeks));
        (await AskAsync(per, plan, "Ut", ("Group", group), ("Seen", "0"))).Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_lesson_is_locked_once_and_its_pupils_week_is_a_click_away()
    {
        var week = await WeekAsync();
        var plan = await DraftAsync(week, DayOfWeek.Friday);
        using var per = await Server.SignInAsync(Server.World.Per);
        var path = $"/timeplan/{plan.Value}?time={week.JonasPiano.Value}";
        using (var locked = await per.SubmitAsync(path, [], "handler=Laas")) locked.StatusCode.ShouldBe(HttpStatusCode.SeeOther); // to load the page again locks nothing anew
        var page = await per.OpenAsync(path);
        page.QuerySelector("#panel")!.TextContent.ShouldContain("Lås opp");
        var link = page.QuerySelector("#panel a[href*='vis=elev']")!;
        link.TextContent.ShouldBe("Uka til Jonas Aune");
        var his = await per.OpenAsync(link.GetAttribute("href")!.Replace("/trondheim", "", StringComparison.Ordinal));
        his.QuerySelector("h1")!.TextContent.ShouldBe("Jonas Aune");
        his.QuerySelector("#vis option[selected]")!.GetAttribute("value").ShouldBe("elev");
        his.QuerySelector("[data-board-fresh=list]")!.TextContent.ShouldContain("Salen");
    }

    [Fact]
    public async Task A_group_that_changes_while_the_board_is_laid_out_is_moved_as_it_is_now()
    {
        var week = await WeekAsync();
        var plan = await DraftAsync(week, DayOfWeek.Tuesday);
        using var per = await Server.SignInAsync(Server.World.Per);
        (string, string)[] asItIs = [("Group", week.JonasPiano.Value.ToString()), ("Seen", "0"), ("Day", "tue"), ("Start", "14:00"), ("Room", week.Hall.Value.ToString()), ("Teacher", week.Trine.Value.ToString())];
        await per.OpenAsync($"/timeplan/{plan.Value}?time={week.JonasPiano.Value}");
        await RecordAsync(week.JonasPiano, 75, week.Trine); // Kasper is in the same room an hour later
        var (status, said) = await AskAsync(per, plan, "Flytt", asItIs);
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        said.GetProperty("clashes").EnumerateArray().Select(c => c.GetString()).ShouldContain("Kulturskolesenter Midtbyen, Salen er opptatt av Kasper Solberg.");
        await RecordAsync(week.JonasPiano, 30, week.Trine);
    }

    [Fact]
    public async Task Who_joins_a_rotation_without_being_able_to_come_at_all_its_times_is_named_first()
    {
        var week = await WeekAsync();
        var plan = await DraftAsync(week, DayOfWeek.Wednesday);
        await using var db = Server.Database();
        await db.PlannedLessons.Where(l => l.Plan == plan).ExecuteUpdateAsync(l => l.SetProperty(x => x.Teacher, week.Trine));
        db.PossibleTimes.Add(PossibleTime.Of(Server.World.Kasper, DayOfWeek.Wednesday, new TimeOnly(14, 0), new TimeOnly(14, 30), Suits.Cannot).Value);
        await db.SaveChangesAsync();
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var move = scope.ServiceProvider.GetRequiredService<MoveLesson>();
        (await move.RepeatAsync(plan, week.JonasPiano, 0, Rhythm.EveryWeek, turns: true, accept: false, CancellationToken.None)).Value.Done.ShouldBeTrue();
        var first = (await move.RepeatAsync(plan, week.KasperPiano, 0, Rhythm.EveryWeek, turns: true, accept: false, CancellationToken.None)).Value;
        first.Done.ShouldBeFalse();
        first.Clashes.ShouldContain(c => c.Code == "pupil-away" && c.Turn == 14 * 60);
        (await db.PlannedLessons.AsNoTracking().SingleAsync(l => l.Plan == plan && l.Group == week.KasperPiano)).Rotation.ShouldBeNull();
        (await move.RepeatAsync(plan, week.KasperPiano, 0, Rhythm.EveryWeek, turns: true, accept: true, CancellationToken.None)).Value.Done.ShouldBeTrue();
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync($"/timeplan/{plan.Value}?time={week.KasperPiano.Value}")).QuerySelector("#panel")!.TextContent.ShouldContain("I rulleringen kl. 14.00: Kasper Solberg kan ikke da.");
        var both = await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == plan).ToListAsync();
        both.Select(l => l.Rotation).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        both.Single(l => l.Group == week.KasperPiano).Accepted.ShouldContain("pupil-away");
    }

    [Fact]
    public async Task What_was_typed_wrong_of_a_run_is_said_and_a_year_that_cannot_be_is_this_one()
    {
        await WeekAsync();
        using var per = await Server.SignInAsync(Server.World.Per);
        foreach (var year in new[] { "0", "-5", "99999" }) (await per.OpenAsync($"/timeplan?ar={year}")).QuerySelector("h1")!.TextContent.ShouldContain("2025/26");
        foreach (var (field, typed, word) in new[] { ("Name", new string('a', 101), "høyst 100 tegn"), ("Seconds", "snart", "mellom 1 og 3600 sekunder") })
        {
            using var refused = await per.SubmitAsync("/timeplan?ar=2025", [new(field, typed)], "handler=Kjor");
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, field);
            var page = await Browser.ReadAsync(refused);
            page.QuerySelector("main")!.TextContent.ShouldContain(word);
            page.QuerySelector($"[name={field}]")!.GetAttribute("value").ShouldBe(typed);
        }
        await using var db = Server.Database();
        (await db.TimetableRuns.AnyAsync()).ShouldBeFalse();
        (await per.OpenAsync("/timeplan?ar=2026")).QuerySelectorAll("main a[href*='/grupper']").ShouldAllBe(a => a.GetAttribute("href")!.Contains("ar=2026", StringComparison.Ordinal));
    }

    /// <summary>Jonas at 14.00 with Trine and Kasper at 15.00 with Tor, both in the hall.</summary>
    private async Task<WeekPlanId> DraftAsync(TaughtWeek week, DayOfWeek day)
    {
        await using var db = Server.Database();
        var plan = new WeekPlan(WeekPlanId.New(), 2025, "Utkast", null, "test", Server.Clock.GetUtcNow());
        db.WeekPlans.Add(plan);
        db.PlannedLessons.Add(new PlannedLesson(plan.Id, week.JonasPiano, day, new TimeOnly(14, 0), 30, week.Hall, week.Trine));
        db.PlannedLessons.Add(new PlannedLesson(plan.Id, week.KasperPiano, day, new TimeOnly(15, 0), 30, week.Hall, week.Tor));
        await db.SaveChangesAsync();
        return plan.Id;
    }

    private async Task RecordAsync(GroupId id, int minutes, StaffId teacher)
    {
        await using var db = Server.Database();
        var group = await db.Groups.Include(g => g.Members).Include(g => g.Teachers).SingleAsync(g => g.Id == id);
        group.Record(null, minutes, null, "", [teacher]).Refused(out _).ShouldBeFalse();
        await db.SaveChangesAsync();
    }

    /// <summary>Asks as the script does.</summary>
    private static async Task<(HttpStatusCode Status, JsonElement Said)> AskAsync(Browser browser, WeekPlanId plan, string handler, params (string Name, string Value)[] fields)
    {
        var page = await browser.OpenAsync($"/timeplan/{plan.Value}");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"timeplan/{plan.Value}?handler={handler}");
        request.Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        request.Headers.Add("Accept", "application/json");
        using var answer = await browser.Http.SendAsync(request);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }
}

public sealed class BoardTestsOnSqlite(OnSqlite server) : BoardTests(server), IClassFixture<OnSqlite>;

public sealed class BoardTestsOnPostgres(OnPostgres server) : BoardTests(server), IClassFixture<OnPostgres>;
