using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Admission;
using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Features.Timetables;
using Samspill.Host;
using Samspill.Jobs;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Timetables;

/// <summary>The week of a small school, in one story: groups, a run, a draft, moves by two people, publishing twice.</summary>
public abstract class WeekTests(TestServer server) : OnDatabase(server)
{
    private static readonly KeyValuePair<string, string>[] AsItIs = [];

    [Fact]
    public async Task The_week_is_made_moved_and_told()
    {
        await FurnishAsync();
        await GroupsAreFormedOnceAsync();
        var plan = await ARunBecomesADraftAsync();
        await AMoveThatBreaksARuleIsNamedAsync(plan);
        await TheLaterOfTwoIsToldAsync(plan);
        await TheChoirSingsInOddWeeksAsync(plan);
        await PublishedOnceAndToldAsync(plan);
        await OnlyWhatChangedIsToldAsync(plan);
        await WhatWasDoneAboutADayStandsAsync();
        await ALessonFollowsTheCalendarAsync();
        await OthersMayNotAsync(plan);
    }

    private async Task FurnishAsync()
    {
        await using var db = Server.Database();
        var hall = new Room(RoomId.New(), "midtbyen-1");
        hall.Record(Server.World.Midtbyen, "Sal", 30, "piano mirror");
        var gym = new Room(RoomId.New(), "ila-1");
        gym.Record(Server.World.Ila, "Gymsal", 30, "");
        db.Rooms.AddRange(hall, gym);
        var year = new SchoolYear(2025);
        _ = year.AddTerm("Vår", new(2026, 1, 5), new(2026, 7, 3)).Value;
        _ = year.AddFree("Planleggingsdag", FreeKind.PlanningDay, new(2026, 6, 15), new(2026, 6, 15)).Value;
        db.SchoolYears.Add(year);
        var today = Oslo.Today(Server.Clock);
        foreach (var pupil in new[] { Server.World.Kasper, Server.World.Skjult }) db.Places.Add(new Place(PlaceId.New(), pupil, Server.World.Choir, new(2025, 8, 15), null, null, null, today));
        await db.SaveChangesAsync();
        await db.Courses.Where(c => c.Id == Server.World.Choir).ExecuteUpdateAsync(c => c.SetProperty(x => x.Taken, 2));
    }

    private async Task GroupsAreFormedOnceAsync()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync("/grupper");
        page.QuerySelector("main")!.TextContent.ShouldContain("3 plasser er ikke i noen gruppe");
        for (var twice = 0; twice < 2; twice++)
        {
            using var formed = await per.SubmitAsync(page, "/grupper", AsItIs);
            formed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        await using var db = Server.Database();
        var groups = await db.Groups.Include(g => g.Members).ToListAsync();
        groups.Select(g => (g.Name, g.Members.Count)).ShouldBe([(null, 1), ("Barnekor, Ila 1", 2)], ignoreOrder: true);
        // The choir has no teacher of its own: the office names one.
        var choir = groups.Single(g => g.Name is not null);
        var trine = await db.Staff.Select(s => s.Id).SingleAsync();
        using var saved = await per.SubmitAsync($"/grupper/{choir.Id.Value}", [new("Minutes", "45"), new("Teachers", trine.Value.ToString())], "Lagre");
        saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var wrong = await per.SubmitAsync($"/grupper/{choir.Id.Value}", [new("Minutes", "5")], "Lagre");
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(wrong)).QuerySelector("main")!.TextContent.ShouldContain("mellom 10 og 300 minutter");
    }

    private async Task<WeekPlanId> ARunBecomesADraftAsync()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        using var asked = await per.SubmitAsync("/timeplan", [new("Seconds", "1"), new("Name", "Første forslag")], "Kjor");
        asked.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await using (var scope = await Server.ActAsSystemAsync()) await scope.ServiceProvider.GetRequiredService<WorkOnRuns>().RunAsync(Server.Schools.Find(World.School)!, CancellationToken.None);
        await using var db = Server.Database();
        var run = await db.TimetableRuns.SingleAsync();
        (run.State, run.Unplaced).ShouldBe((RunningState.Done, 0));
        var path = $"/timeplan/kjoring/{run.Id.Value}";
        var page = await per.OpenAsync(path);
        page.QuerySelector("main")!.TextContent.ShouldContain("2 av 2 timer har plass");
        for (var twice = 0; twice < 2; twice++)
        {
            using var made = await per.SubmitAsync(page, path, AsItIs, "Utkast");
            made.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        var plan = await db.WeekPlans.SingleAsync();
        (await db.PlannedLessons.CountAsync(l => l.Plan == plan.Id)).ShouldBe(2);
        (await db.Lessons.AnyAsync()).ShouldBeFalse(); // a draft is nothing that a family sees
        return plan.Id;
    }

    private async Task AMoveThatBreaksARuleIsNamedAsync(WeekPlanId plan)
    {
        await using var db = Server.Database();
        var jonas = await db.Groups.Where(g => g.Name == null).Select(g => g.Id).SingleAsync();
        var lesson = await db.PlannedLessons.AsNoTracking().SingleAsync(l => l.Plan == plan && l.Group == jonas);
        using var per = await Server.SignInAsync(Server.World.Per);
        var path = $"/timeplan/{plan.Value}?time={jonas.Value}";
        var page = await per.OpenAsync(path);
        page.QuerySelector("#panel")!.TextContent.ShouldContain("Jonas Aune");
        using var night = await per.SubmitAsync(page, path, [new("Start", "23:30")], "Flytt");
        night.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var said = (await Browser.ReadAsync(night)).QuerySelector("#panel")!.TextContent;
        said.ShouldContain("Kulturskolesenter Midtbyen, Sal er ikke åpent da");
        said.ShouldContain("Jonas Aune kan ikke da");
        (await db.PlannedLessons.AsNoTracking().SingleAsync(l => l.Plan == plan && l.Group == jonas)).Start.ShouldBe(lesson.Start);
    }

    private async Task TheLaterOfTwoIsToldAsync(WeekPlanId plan)
    {
        await using var db = Server.Database();
        var jonas = await db.Groups.Where(g => g.Name == null).Select(g => g.Id).SingleAsync();
        var path = $"/timeplan/{plan.Value}?time={jonas.Value}";
        using var per = await Server.SignInAsync(Server.World.Per);
        using var marit = await Server.SignInAsync(Server.World.Marit);
        var (his, hers) = (await per.OpenAsync(path), await marit.OpenAsync(path));
        using var first = await per.SubmitAsync(his, path, AsItIs, "Flytt");
        first.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var later = await marit.SubmitAsync(hers, path, AsItIs, "Flytt");
        later.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await Browser.ReadAsync(later)).QuerySelector("main")!.TextContent.ShouldContain("Noen andre endret timen");
        (await db.PlannedLessons.AsNoTracking().SingleAsync(l => l.Plan == plan && l.Group == jonas)).Version.ShouldBe(1);
    }

    private async Task TheChoirSingsInOddWeeksAsync(WeekPlanId plan)
    {
        await using var db = Server.Database();
        var choir = await db.Groups.Where(g => g.Name != null).Select(g => g.Id).SingleAsync();
        var path = $"/timeplan/{plan.Value}?time={choir.Value}";
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync(path);
        using var saved = await per.SubmitAsync(page, path, [new("Rhythm", "OddWeeks"), new("Turns", "true")], "Gjenta");
        saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await per.OpenAsync(path)).QuerySelector("#panel")!.TextContent.ShouldContain("Oddetallsuker");
        using var late = await per.SubmitAsync(page, path, [new("Rhythm", "EveryWeek")], "Gjenta");
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var lesson = await db.PlannedLessons.SingleAsync(l => l.Plan == plan && l.Group == choir);
        (lesson.Rhythm, lesson.Rotation.HasValue).ShouldBe((Rhythm.OddWeeks, true));
    }

    private async Task PublishedOnceAndToldAsync(WeekPlanId plan)
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync("/timeplan");
        using var published = await per.SubmitAsync(page, "/timeplan", [new("From", "2026-06-08")], "Publiser");
        published.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var again = await per.SubmitAsync(page, "/timeplan", [new("From", "2026-06-08")], "Publiser");
        again.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using var db = Server.Database();
        var lessons = await db.Lessons.AsNoTracking().ToListAsync();
        lessons.Count.ShouldBeGreaterThan(3);
        var choir = await db.Groups.Where(g => g.Name != null).Select(g => g.Id).SingleAsync();
        lessons.Where(l => l.Group == choir).ShouldAllBe(l => System.Globalization.ISOWeek.GetWeekOfYear(l.Date.ToDateTime(default)) % 2 == 1);
        lessons.ShouldAllBe(l => l.Date >= new DateOnly(2026, 6, 8) && l.Date <= new DateOnly(2026, 7, 3) && l.Date != new DateOnly(2026, 6, 15));
        (await db.Messages.CountAsync(m => m.About == "week")).ShouldBe(3); // Kari, Nina, and Hemmelig without a word of where
        (await db.Messages.Where(m => m.About == "week").Select(m => m.Body).ToListAsync()).Count(b => b.Contains("Barnekor", StringComparison.Ordinal)).ShouldBe(1);
        (await db.Messages.CountAsync(m => m.About == "week-teacher")).ShouldBe(1);
        (await db.WeekPlans.SingleAsync(p => p.Id == plan)).State.ShouldBe(PlanState.Published);
    }

    private async Task OnlyWhatChangedIsToldAsync(WeekPlanId plan)
    {
        await using var db = Server.Database();
        var choir = await db.Groups.Where(g => g.Name != null).Select(g => g.Id).SingleAsync();
        var jonas = await db.Groups.Where(g => g.Name == null).Select(g => g.Id).SingleAsync();
        var cancelled = await db.Lessons.Where(l => l.Group == choir).OrderBy(l => l.Date).FirstAsync();
        _ = cancelled.Cancel(CancelCause.RoomLost, Server.Clock.GetUtcNow()).Value;
        await db.SaveChangesAsync();
        var kept = await db.Lessons.Where(l => l.Group == choir).Select(l => l.Id).OrderBy(l => l).ToListAsync();

        using var per = await Server.SignInAsync(Server.World.Per);
        using var copied = await per.SubmitAsync("/timeplan", AsItIs, "Kopier");
        var path = $"{copied.Headers.Location!.ToString().Replace("/trondheim", "", StringComparison.Ordinal)}?time={jonas.Value}";
        using var moved = await per.SubmitAsync(path, AsItIs, "Flytt");
        moved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        using var published = await per.SubmitAsync("/timeplan", [new("From", "2026-06-10")], "Publiser");
        published.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        (await db.Messages.CountAsync(m => m.About == "week")).ShouldBe(4);
        var told = (await db.Messages.Where(m => m.About == "week").OrderBy(m => m.Id).Select(m => m.Body).ToListAsync())[^1];
        told.ShouldContain("før");
        told.ShouldContain("nå");
        (await db.Lessons.Where(l => l.Group == choir).Select(l => l.Id).OrderBy(l => l).ToListAsync()).ShouldBe(kept); // also the cancelled one
        (await db.Lessons.AsNoTracking().SingleAsync(l => l.Id == cancelled.Id)).State.ShouldBe(LessonState.Cancelled);
        (await db.WeekPlans.AsNoTracking().SingleAsync(p => p.Id == plan)).State.ShouldBe(PlanState.Replaced);
    }

    private async Task WhatWasDoneAboutADayStandsAsync()
    {
        await using var db = Server.Database();
        var jonas = await db.Groups.Where(g => g.Name == null).Select(g => g.Id).SingleAsync();
        var coming = await db.Lessons.Where(l => l.Group == jonas && l.Date > new DateOnly(2026, 6, 17)).OrderBy(l => l.Date).Take(2).ToListAsync();
        _ = coming[0].Cancel(CancelCause.TeacherIll, Server.Clock.GetUtcNow()).Value;
        _ = coming[1].Write("Skala i G", null, Server.Clock.GetUtcNow()).Value;
        await db.SaveChangesAsync();
        var teacher = coming[0].Teacher;
        var kept = coming.ConvertAll(l => l.Id);

        using var per = await Server.SignInAsync(Server.World.Per);
        using var copied = await per.SubmitAsync("/timeplan", AsItIs, "Kopier");
        var path = copied.Headers.Location!.ToString().Replace("/trondheim", "", StringComparison.Ordinal);
        using var moved = await per.SubmitAsync($"{path}?time={jonas.Value}", AsItIs, "Flytt");
        var draft = new WeekPlanId(Guid.Parse(path.Split('/')[2]));
        await db.PlannedLessons.Where(l => l.Plan == draft && l.Group == jonas).ExecuteUpdateAsync(l => l.SetProperty(x => x.Day, coming[0].Date.DayOfWeek)); // the same day at another time
        using var wrong = await per.SubmitAsync("/timeplan", [new("From", "2027-09-01")], "Publiser");
        wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ReadAsync(wrong)).QuerySelector("main")!.TextContent.ShouldContain("ikke i dette skoleåret");
        using var published = await per.SubmitAsync("/timeplan", [new("From", "2026-06-17")], "Publiser");
        published.StatusCode.ShouldBe(HttpStatusCode.SeeOther);

        var after = await db.Lessons.AsNoTracking().Where(l => kept.Contains(l.Id)).OrderBy(l => l.Date).ToListAsync();
        after.Select(l => (l.State, l.Cause, l.Note)).ShouldBe([(LessonState.Cancelled, CancelCause.TeacherIll, ""), (LessonState.Planned, null, "Skala i G")]);
        after.ShouldAllBe(l => l.Sequence > 0 && l.Teacher == teacher);
        (await db.Lessons.Where(l => l.Group == jonas && l.PlannedDate >= new DateOnly(2026, 6, 17)).GroupBy(l => l.PlannedDate).CountAsync(g => g.Count() > 1)).ShouldBe(0);
    }

    private async Task ALessonFollowsTheCalendarAsync()
    {
        await using var db = Server.Database();
        var lesson = await db.Lessons.AsNoTracking().Where(l => l.Date > new DateOnly(2026, 6, 20) && l.State == LessonState.Planned).OrderBy(l => l.Date).FirstAsync();
        var year = await db.SchoolYears.Include(y => y.Terms).Include(y => y.Free).SingleAsync(y => y.Start == 2025);
        _ = year.AddFree("Planleggingsdag", FreeKind.PlanningDay, lesson.Date, lesson.Date).Value;
        await db.SaveChangesAsync();
        var told = await db.Messages.CountAsync();

        using var per = await Server.SignInAsync(Server.World.Per);
        var page = await per.OpenAsync("/timeplan");
        page.QuerySelector("main")!.TextContent.ShouldContain("fri i kalenderen");
        for (var twice = 0; twice < 2; twice++)
        {
            using var followed = await per.SubmitAsync(page, "/timeplan", AsItIs, "Follow");
            followed.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        }
        (await db.Lessons.AnyAsync(l => l.Date == lesson.Date && l.State == LessonState.Planned)).ShouldBeFalse();
        var messages = await db.Messages.OrderBy(m => m.Id).Skip(told).ToListAsync();
        messages.Count.ShouldBeGreaterThan(0);
        (await per.OpenAsync("/timeplan")).QuerySelector("main")!.TextContent.ShouldNotContain("fri i kalenderen");
    }

    private async Task OthersMayNotAsync(WeekPlanId plan)
    {
        foreach (var member in new[] { Server.World.Kari, Server.World.Trine, Server.World.Eva })
        {
            using var browser = await Server.SignInAsync(member);
            foreach (var path in new[] { "/timeplan", "/grupper", $"/timeplan/{plan.Value}?handler=Timer" })
            {
                using var answer = await browser.GetAsync(path);
                answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{member.Name} {path}");
            }
        }
        using var rune = await Server.SignInAsync(Server.World.Rune);
        using var otherSchool = await rune.GetAsync($"/timeplan/{plan.Value}");
        otherSchool.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

public sealed class WeekTestsOnSqlite(OnSqlite server) : WeekTests(server), IClassFixture<OnSqlite>;

public sealed class WeekTestsOnPostgres(OnPostgres server) : WeekTests(server), IClassFixture<OnPostgres>;
