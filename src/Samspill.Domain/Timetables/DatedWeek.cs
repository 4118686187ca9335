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
        var taught = new Dictionary<(DayOfWeek, Rhythm), int>();
        foreach (var day in TeachingDays.From(year, new DateOnly(year.Start, 8, 1))) // turns are counted from the year's first day, whatever day is asked for
        {
            foreach (var rhythm in (Rhythm[])[Rhythm.EveryWeek, RhythmOf(day)])
            {
                var before = taught.GetValueOrDefault((day.DayOfWeek, rhythm));
                taught[(day.DayOfWeek, rhythm)] = before + 1;
                if (day < from) continue;
                foreach (var lesson in byDay[day.DayOfWeek].Where(l => l.Rhythm == rhythm))
                {
                    var slot = lesson.Rotation is null ? lesson : Turn(byDay[day.DayOfWeek], lesson, before);
                    yield return new Lesson(LessonId.New(), lesson.Group, day, slot.Start, lesson.Minutes, slot.Room, lesson.Teacher, now);
                }
            }
        }
    }

    /// <summary>Odd or even, as the day's week is numbered.</summary>
    public static Rhythm RhythmOf(DateOnly day) => ISOWeek.GetWeekOfYear(day.ToDateTime(default)) % 2 == 1 ? Rhythm.OddWeeks : Rhythm.EvenWeeks;

    /// <summary>Each time they are taught everybody in a rotation takes the next one's time: a holiday or a week between is no turn.</summary>
    private static PlannedLesson Turn(IEnumerable<PlannedLesson> day, PlannedLesson lesson, int times)
    {
        PlannedLesson[] slots = [.. day.Where(lesson.TurnsWith).OrderBy(l => l.Start).ThenBy(l => l.Group.Value)];
        return slots[(Array.IndexOf(slots, lesson) + times) % slots.Length];
    }
}
