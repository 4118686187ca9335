using Samspill.Domain.Shared;
using Samspill.Domain.Timetables;

namespace Samspill.Domain.Tests.Timetables;

public sealed class PlannedLessonHolds
{
    private static readonly WeekPlanId Plan = WeekPlanId.New();
    private static readonly RoomId Room = RoomId.New();
    private static readonly StaffId Teacher = StaffId.New();

    [Fact]
    public void A_lesson_rotates_with_those_of_the_same_weeks_only()
    {
        var (weekly, odd) = (At(14), At(15));
        weekly.Repeat(Rhythm.EveryWeek, Guid.CreateVersion7());
        odd.Repeat(Rhythm.OddWeeks, Guid.CreateVersion7());
        var lesson = At(16);
        lesson.RotationAmong([weekly, odd], Rhythm.EveryWeek).ShouldBe(weekly.Rotation!.Value);
        lesson.RotationAmong([weekly, odd], Rhythm.OddWeeks).ShouldBe(odd.Rotation!.Value);
        new[] { weekly.Rotation, odd.Rotation }.ShouldNotContain(lesson.RotationAmong([weekly, odd], Rhythm.EvenWeeks));
        lesson.Repeat(Rhythm.EveryWeek, weekly.Rotation);
        lesson.RotationAmong([weekly, odd, lesson], Rhythm.OddWeeks).ShouldBe(odd.Rotation!.Value); // in other weeks with others
    }

    private static PlannedLesson At(int hour) => new(Plan, GroupId.New(), DayOfWeek.Monday, new(hour, 0), 30, Room, Teacher);
}
