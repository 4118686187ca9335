using Samspill.Domain.Groups;
using Samspill.Features.Timetables;
using Samspill.Planning.Timetable;

namespace Samspill.Tests.Features.Timetables;

/// <summary>When people can, from what they said and from what nobody said.</summary>
public sealed class UsualHoursTests
{
    private static readonly PersonId Somebody = PersonId.New();

    [Theory]
    [InlineData(Suits.RatherNot)]
    [InlineData(Suits.Gladly)]
    public void What_a_teacher_likes_or_dislikes_takes_no_time_away(Suits suits)
    {
        var windows = UsualHours.OfTeacher([Said(DayOfWeek.Monday, 14, 16, suits)]);
        foreach (var day in new[] { "mon", "fri" }) windows.ShouldContain(w => w.Holds(day, 9 * 60, 21 * 60));
    }

    [Fact]
    public void A_teacher_cannot_when_she_says_so_and_can_on_a_Saturday_that_she_likes()
    {
        var windows = UsualHours.OfTeacher([Said(DayOfWeek.Monday, 9, 12, Suits.Cannot), Said(DayOfWeek.Saturday, 10, 14, Suits.Gladly), Said(DayOfWeek.Saturday, 13, 15, Suits.Cannot)]);
        windows.Where(w => w.Day == "mon").ShouldBe([new Window("mon", 12 * 60, 21 * 60)]);
        windows.Where(w => w.Day == "sat").ShouldBe([new Window("sat", 10 * 60, 13 * 60)]);
    }

    [Fact]
    public void A_time_that_a_pupil_likes_is_better_than_any_other_and_all_are_possible()
    {
        var windows = UsualHours.OfPupil(11, [Said(DayOfWeek.Tuesday, 15, 17, Suits.Gladly)], []);
        Cost(windows, "tue", 15).ShouldBe(0);
        Cost(windows, "tue", 17).ShouldBeGreaterThan(0);
        Cost(windows, "wed", 15).ShouldBeGreaterThan(0);
        Cost(UsualHours.OfPupil(11, [], []), "wed", 15).ShouldBe(0);
    }

    [Fact]
    public void The_small_are_free_when_the_care_takes_over_and_the_others_when_school_ends()
    {
        var school = SiteId.New();
        SiteHours[] hours = [Hours(HoursKind.School, 8, 14), Hours(HoursKind.AfterSchool, 7, 8), Hours(HoursKind.AfterSchool, 12, 16)];
        UsualHours.OfPupil(8, [], hours).Where(w => w.Day == "mon").Min(w => w.From).ShouldBe(12 * 60);
        UsualHours.OfPupil(12, [], hours).Where(w => w.Day == "mon").Min(w => w.From).ShouldBe(14 * 60);

        SiteHours Hours(HoursKind kind, int from, int to) => SiteHours.Of(school, kind, DayOfWeek.Monday, new TimeOnly(from, 0), new TimeOnly(to, 0)).Value;
    }

    private static int Cost(IReadOnlyList<Window> windows, string day, int hour) => windows.Where(w => w.Holds(day, hour * 60, hour * 60 + 30)).Min(w => w.Cost);

    private static PossibleTime Said(DayOfWeek day, int from, int to, Suits suits) => PossibleTime.Of(Somebody, day, new TimeOnly(from, 0), new TimeOnly(to, 0), suits).Value;
}
