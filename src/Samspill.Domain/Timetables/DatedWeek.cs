using System.Globalization;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Timetables;

/// <summary>A week's lessons on the days of a school year.</summary>
/// <remarks>School time is Oslo's wall clock: four o'clock stays four o'clock when the clocks change.</remarks>
public static class DatedWeek
{
    /// <summary>Every lesson of the plan from a day to the end of the school year.</summary>
    public static IEnumerable<Lesson> Of(IReadOnlyCollection<PlannedLesson> week, SchoolYear year, DateOnly from, DateTimeOffset now)
    {
        var byDay = week.ToLookup(l => l.Day);
        foreach (var day in TeachingDays.From(year, from))
        {
            var number = ISOWeek.GetWeekOfYear(day.ToDateTime(default));
            foreach (var lesson in byDay[day.DayOfWeek])
            {
                if (!IsIn(lesson.Rhythm, number)) continue;
                var slot = lesson.Rotation is { } rotation ? Turn(byDay[day.DayOfWeek], rotation, lesson, day) : lesson;
                yield return new Lesson(LessonId.New(), lesson.Group, day, slot.Start, lesson.Minutes, slot.Room, lesson.Teacher, now);
            }
        }
    }

    private static bool IsIn(Rhythm rhythm, int week) => rhythm switch { Rhythm.OddWeeks => week % 2 == 1, Rhythm.EvenWeeks => week % 2 == 0, _ => true };

    /// <summary>Each week everybody in a rotation takes the next one's time; weeks are counted from a Monday long ago, so that a new year does not repeat a turn.</summary>
    private static PlannedLesson Turn(IEnumerable<PlannedLesson> day, Guid rotation, PlannedLesson lesson, DateOnly date)
    {
        PlannedLesson[] slots = [.. day.Where(l => l.Rotation == rotation).OrderBy(l => l.Start).ThenBy(l => l.Group.Value)];
        var week = (date.DayNumber - 1) / 7; // 1 January 0001 was a Monday
        return slots[(Array.IndexOf(slots, lesson) + week) % slots.Length];
    }
}
