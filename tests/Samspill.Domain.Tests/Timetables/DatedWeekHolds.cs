using Samspill.Domain.School;
using Samspill.Domain.Shared;
using Samspill.Domain.Timetables;

namespace Samspill.Domain.Tests.Timetables;

public sealed class DatedWeekHolds
{
    private static readonly WeekPlanId Plan = WeekPlanId.New();

    [Fact]
    public void Lessons_stand_on_teaching_days_only()
    {
        var lessons = DatedWeek.Of([At(DayOfWeek.Monday, 16)], Year(), new(2026, 8, 1), DateTimeOffset.UnixEpoch).ToList();
        lessons[0].Date.ShouldBe(new DateOnly(2026, 8, 17));
        lessons.ShouldNotContain(l => l.Date == new DateOnly(2026, 10, 5)); // autumn holiday
        lessons[^1].Date.ShouldBe(new DateOnly(2026, 12, 14));
        lessons.ShouldAllBe(l => l.Start == new TimeOnly(16, 0)); // also after 25 October, when the clocks change
    }

    [Fact]
    public void Every_other_week_is_by_the_week_number()
    {
        var lesson = At(DayOfWeek.Monday, 16);
        lesson.Repeat(Rhythm.OddWeeks, null);
        DatedWeek.Of([lesson], Year(), new(2026, 8, 1), DateTimeOffset.UnixEpoch).Select(l => l.Date.DayNumber / 7 % 2).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public void In_a_rotation_nobody_has_the_same_time_twice_running()
    {
        var rotation = Guid.CreateVersion7();
        PlannedLesson[] three = [At(DayOfWeek.Tuesday, 12), At(DayOfWeek.Tuesday, 13), At(DayOfWeek.Tuesday, 14)];
        foreach (var lesson in three) lesson.Repeat(Rhythm.EveryWeek, rotation);
        var dated = DatedWeek.Of(three, Year(), new(2026, 8, 1), DateTimeOffset.UnixEpoch).ToList();
        foreach (var group in dated.GroupBy(l => l.Group))
        {
            foreach (var (one, next) in group.Zip(group.Skip(1)).Where(p => p.Second.Date == p.First.Date.AddDays(7))) next.Start.ShouldNotBe(one.Start);
        }
        dated.GroupBy(l => l.Date).ShouldAllBe(day => day.Select(l => l.Start).Distinct().Count() == 3);
    }

    private static PlannedLesson At(DayOfWeek day, int hour) => new(Plan, GroupId.New(), day, new(hour, 0), 30, RoomId.New(), StaffId.New());

    private static SchoolYear Year()
    {
        var year = new SchoolYear(2026);
        _ = year.AddTerm("Høst", new(2026, 8, 17), new(2026, 12, 18)).Value;
        _ = year.AddFree("Høstferie", FreeKind.Holiday, new(2026, 10, 5), new(2026, 10, 9)).Value;
        return year;
    }
}
