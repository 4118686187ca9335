using Samspill.Domain.Lessons;
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

    [Theory]
    [InlineData(Rhythm.EveryWeek)]
    [InlineData(Rhythm.OddWeeks)]
    public void Neither_a_holiday_nor_a_week_between_lets_anybody_keep_a_time(Rhythm rhythm)
    {
        var rotation = Guid.CreateVersion7();
        PlannedLesson[] two = [At(DayOfWeek.Tuesday, 12), At(DayOfWeek.Tuesday, 13)];
        foreach (var lesson in two) lesson.Repeat(rhythm, rotation);
        foreach (var group in DatedWeek.Of(two, Year(), new(2026, 8, 1), DateTimeOffset.UnixEpoch).GroupBy(l => l.Group))
            group.Zip(group.Skip(1)).ShouldAllBe(p => p.First.Start != p.Second.Start);
        // From whatever day it is asked, a day has the same times.
        (DateOnly, TimeOnly)[] Starts(DateOnly from) => [.. DatedWeek.Of(two, Year(), from, DateTimeOffset.UnixEpoch).Where(l => l.Group == two[0].Group && l.Date >= new DateOnly(2026, 11, 1)).Select(l => (l.Date, l.Start))];
        Starts(new DateOnly(2026, 10, 20)).ShouldBe(Starts(new DateOnly(2026, 8, 1)));
    }

    [Fact]
    public void Those_of_different_weeks_do_not_change_times_with_each_other()
    {
        var rotation = Guid.CreateVersion7();
        var (odd, even) = (At(DayOfWeek.Tuesday, 12), At(DayOfWeek.Tuesday, 13));
        odd.Repeat(Rhythm.OddWeeks, rotation);
        even.Repeat(Rhythm.EvenWeeks, rotation);
        odd.TurnsWith(even).ShouldBeFalse();
        DatedWeek.Of([odd, even], Year(), new(2026, 8, 1), DateTimeOffset.UnixEpoch).ShouldAllBe(l => l.Start == (l.Group == odd.Group ? odd.Start : even.Start));
    }

    [Fact]
    public void The_week_goes_along_with_a_series_that_stood_where_it_had_it()
    {
        var lesson = At(DayOfWeek.Tuesday, 12);
        lesson.Repeat(Rhythm.OddWeeks, null);
        Lesson Last(StaffId teacher) => new(LessonId.New(), lesson.Group, new(2026, 12, 10), new(16, 20), 30, RoomId.New(), teacher, DateTimeOffset.UnixEpoch); // a Thursday in an even week
        lesson.Follow(Last(lesson.Teacher), new(2026, 12, 1), new(13, 0)).ShouldBeFalse(); // it stood elsewhere
        lesson.Follow(Last(StaffId.New()), new(2026, 12, 1), new(12, 0)).ShouldBeFalse(); // it is another's by then
        var last = Last(lesson.Teacher);
        lesson.Follow(last, new(2026, 12, 1), new(12, 0)).ShouldBeTrue();
        (lesson.Day, lesson.Start, lesson.Room, lesson.Rhythm).ShouldBe((DayOfWeek.Thursday, new TimeOnly(16, 20), last.Room, Rhythm.EvenWeeks));
        lesson.Repeat(Rhythm.EvenWeeks, Guid.CreateVersion7());
        lesson.Follow(Last(lesson.Teacher), new(2026, 12, 10), new(16, 20)).ShouldBeFalse(); // a rotation has no one time
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
