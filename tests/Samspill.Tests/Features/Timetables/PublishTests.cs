using Microsoft.Extensions.DependencyInjection;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Features.Timetables;
using Samspill.Tests.Features.Lessons;
using Samspill.Tests.Host;
using Dated = Samspill.Features.Lessons;

namespace Samspill.Tests.Features.Timetables;

/// <summary>The taught week is published, and published again, in one story: the dated lessons, the week and what families are told stay together.</summary>
public abstract class PublishTests(TestServer server) : Teaching(server)
{
    [Fact]
    public async Task Lessons_week_and_messages_stay_together()
    {
        var week = await WeekAsync();
        await FirstAsync(week);
        await AWeekThatBeginsEarlierMovesNothingSilentlyAsync(week);
        await ASeriesTakesTheWeekAlongAsync(week);
        await ATeacherMovesOnlyLessonsOfOnesOwnAsync(week);
        await OneCancelledLessonTakesNoDayAwayAsync(week);
        await InWhichWeeksIsToldAsync(week);
    }

    private async Task FirstAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        var plan = new WeekPlan(WeekPlanId.New(), 2025, "Uka", null, "test", Server.Clock.GetUtcNow());
        plan.Publish(TaughtWeek.Friday, TaughtWeek.Friday, "test", Server.Clock.GetUtcNow()).Refused(out _).ShouldBeFalse();
        db.WeekPlans.Add(plan);
        db.PlannedLessons.Add(new PlannedLesson(plan.Id, week.Choir, DayOfWeek.Friday, new TimeOnly(9, 45), 45, week.AtIla, week.Trine));
        db.PlannedLessons.Add(new PlannedLesson(plan.Id, week.JonasPiano, DayOfWeek.Friday, new TimeOnly(13, 0), 30, week.Hall, week.Trine));
        db.PlannedLessons.Add(new PlannedLesson(plan.Id, week.KasperPiano, DayOfWeek.Friday, new TimeOnly(14, 0), 30, week.Small, week.Tor));
        await db.SaveChangesAsync();
    }

    /// <summary>Published from the 19th, and then the same from the 12th.</summary>
    private async Task AWeekThatBeginsEarlierMovesNothingSilentlyAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        var draft = await CopyAsync();
        await db.PlannedLessons.Where(l => l.Plan == draft && l.Group == week.JonasPiano).ExecuteUpdateAsync(l => l.SetProperty(x => x.Start, new TimeOnly(15, 0)).SetProperty(x => x.Room, week.Small));
        await db.PlannedLessons.Where(l => l.Plan == draft && l.Group == week.KasperPiano).ExecuteUpdateAsync(l => l.SetProperty(x => x.Room, week.Hall));
        (await PublishAsync(draft, 19)).Changed.ShouldBe(2);
        (await LessonAsync(week.JonasPiano, 12)).Start.ShouldBe(new TimeOnly(13, 0));

        (await PublishAsync(await CopyAsync(), 12)).Changed.ShouldBe(2);
        var (piano, kasper) = (await LessonAsync(week.JonasPiano, 12), await LessonAsync(week.KasperPiano, 12));
        (piano.Start, piano.Room).ShouldBe((new TimeOnly(15, 0), week.Small));
        (kasper.Start, kasper.Room).ShouldBe((new TimeOnly(14, 0), week.Hall));
        (await LessonAsync(week.Choir, 12)).Sequence.ShouldBe(0); // nothing is new for the choir
        (await ToldAsync("week", Server.World.Jonas)).ShouldContain("før fredag kl. 13.00–13.30, Kulturskolesenter Midtbyen, Salen, nå fredag kl. 15.00–15.30, Kulturskolesenter Midtbyen, Øverom");
        (await PublishAsync(await CopyAsync(), 12)).Changed.ShouldBe(0);
    }

    /// <summary>From Fridays to Thursdays; then the office changes nothing but the room.</summary>
    private async Task ASeriesTakesTheWeekAlongAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        var piano = await LessonAsync(week.JonasPiano, 12);
        db.Attendance.Add(new Attendance(piano.Id, Server.World.Jonas, Presence.ToldAway, Server.Clock.GetUtcNow(), "Kari", Server.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
        (await MoveAsync(Server.World.Per, piano, new DateOnly(2026, 6, 11), new TimeOnly(16, 0), week.Hall)).ShouldBe(2);
        (await db.Attendance.AnyAsync(a => a.Lesson == piano.Id)).ShouldBeFalse();
        (await ToldAsync("lesson-moved", Server.World.Jonas)).ShouldContain("gjelder ikke den nye");
        var planned = await db.PlannedLessons.AsNoTracking().SingleAsync(l => l.Group == week.JonasPiano && db.WeekPlans.Any(p => p.Id == l.Plan && p.State == PlanState.Published));
        (planned.Day, planned.Start, planned.Room).ShouldBe((DayOfWeek.Thursday, new TimeOnly(16, 0), week.Hall));

        var draft = await CopyAsync();
        await db.PlannedLessons.Where(l => l.Plan == draft && l.Group == week.JonasPiano).ExecuteUpdateAsync(l => l.SetProperty(x => x.Room, week.Small));
        (await PublishAsync(draft, 11)).Changed.ShouldBe(1);
        var after = await db.Lessons.AsNoTracking().Where(l => l.Group == week.JonasPiano && l.Date > TaughtWeek.Friday).OrderBy(l => l.Date).ToListAsync();
        after.Select(l => (l.Date.Day, l.Start, l.Room)).ShouldBe([(11, new TimeOnly(16, 0), week.Small), (18, new TimeOnly(16, 0), week.Small)]);
        after[0].Id.ShouldBe(piano.Id);
        (await ToldAsync("week", Server.World.Jonas)).ShouldContain("før torsdag kl. 16.00–16.30, Kulturskolesenter Midtbyen, Salen, nå torsdag kl. 16.00–16.30, Kulturskolesenter Midtbyen, Øverom");
    }

    private async Task ATeacherMovesOnlyLessonsOfOnesOwnAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        var (hers, his) = (await LessonAsync(week.JonasPiano, 11), await LessonAsync(week.JonasPiano, 18));
        await db.Lessons.Where(l => l.Id == his.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.Teacher, week.Tor));
        (await MoveAsync(Server.World.Trine, hers, hers.Date, new TimeOnly(17, 0), week.Small)).ShouldBe(1);
        (await LessonAsync(week.JonasPiano, 18)).Start.ShouldBe(new TimeOnly(16, 0));
    }

    private async Task OneCancelledLessonTakesNoDayAwayAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        var friday = new DateOnly(2026, 6, 12);
        _ = (await db.Lessons.SingleAsync(l => l.Group == week.Choir && l.Date == friday)).Cancel(CancelCause.RoomLost, Server.Clock.GetUtcNow()).Value;
        var year = await db.SchoolYears.Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleAsync(y => y.Start == 2025);
        var free = year.AddFree("Planleggingsdag", FreeKind.PlanningDay, friday, friday).Value;
        await db.SaveChangesAsync();
        (await FollowAsync()).ShouldBe((1, 0));
        (await db.Lessons.AnyAsync(l => l.Group == week.KasperPiano && l.Date == friday)).ShouldBeFalse();

        year.RemoveFree(free.Id);
        await db.SaveChangesAsync();
        (await FollowAsync()).ShouldBe((0, 1));
        (await FollowAsync()).ShouldBe((0, 0));
        (await db.Lessons.AsNoTracking().Where(l => l.Date == friday).Select(l => new { l.Group, l.State }).ToListAsync()).Select(l => (l.Group, l.State))
            .ShouldBe([(week.Choir, LessonState.Cancelled), (week.KasperPiano, LessonState.Planned)], ignoreOrder: true);
        (await ToldAsync("lesson-extra", Server.World.Kasper)).ShouldContain("fredag 12. juni");
    }

    private async Task InWhichWeeksIsToldAsync(TaughtWeek week)
    {
        await using var db = Server.Database();
        var draft = await CopyAsync();
        await db.PlannedLessons.Where(l => l.Plan == draft && l.Group == week.KasperPiano).ExecuteUpdateAsync(l => l.SetProperty(x => x.Rhythm, Rhythm.OddWeeks));
        (await PublishAsync(draft, 12)).Changed.ShouldBe(1);
        (await ToldAsync("week", Server.World.Kasper)).ShouldContain("Salen, nå fredag kl. 14.00–14.30, Kulturskolesenter Midtbyen, Salen, i uker med oddetall");
    }

    private async Task<WeekPlanId> CopyAsync()
    {
        await using var db = Server.Database();
        var published = await db.WeekPlans.Where(p => p.State == PlanState.Published).Select(p => p.Id).SingleAsync();
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        return (await scope.ServiceProvider.GetRequiredService<WeekDrafts>().CopyAsync(published, "Utkast", CancellationToken.None)).Value;
    }

    private async Task<Published> PublishAsync(WeekPlanId plan, int day)
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        return (await scope.ServiceProvider.GetRequiredService<PublishWeek>().RunAsync(plan, new DateOnly(2026, 6, day), null, CancellationToken.None)).Value;
    }

    /// <summary>What stood against the calendar before.</summary>
    private async Task<(int, int)> FollowAsync()
    {
        await using var scope = await Server.ActAsAsync(Server.World.Per);
        var lessons = scope.ServiceProvider.GetRequiredService<DatedLessons>();
        var before = await lessons.AgainstCalendarAsync(2025, CancellationToken.None);
        await lessons.FollowCalendarAsync(2025, CancellationToken.None);
        return before;
    }

    /// <summary>How many moved, of this one and all later.</summary>
    private async Task<int> MoveAsync(Cast.Member who, Lesson lesson, DateOnly date, TimeOnly start, RoomId room)
    {
        await using var scope = await Server.ActAsAsync(who);
        return (await scope.ServiceProvider.GetRequiredService<Dated.MoveLesson>().RunAsync(lesson.Id, new Dated.Moving(date, start, room, Dated.Reach.Later, lesson.Sequence), CancellationToken.None)).Value.Count;
    }

    private async Task<string> ToldAsync(string about, PersonId pupil)
    {
        await using var db = Server.Database();
        return (await db.Messages.Where(m => m.About == about && m.Pupil == pupil).OrderBy(m => m.Id).Select(m => m.Body).ToListAsync())[^1];
    }
}

public sealed class PublishTestsOnSqlite(OnSqlite server) : PublishTests(server), IClassFixture<OnSqlite>;

public sealed class PublishTestsOnPostgres(OnPostgres server) : PublishTests(server), IClassFixture<OnPostgres>;
