using Samspill.Host;

namespace Samspill.Features.Groups;

internal static class WeeklyWords
{
    /// <summary>When and where a weekly lesson is, and in which weeks. One of a rotation has no one time: the calendar has them.</summary>
    public static string Weekly(this TextsIn words, Domain.Timetables.PlannedLesson lesson, string place)
    {
        var day = words[$"day.{TimesPage.Code(lesson.Day)}"];
        var said = lesson.Rotation is null ? words["week.line.where", day, lesson.Start, lesson.End, place] : words["week.line.where-turns", day, place];
        return lesson.Rhythm == Domain.Timetables.Rhythm.EveryWeek ? said : words[$"week.line.{lesson.Rhythm.ToString().ToLowerInvariant()}", said];
    }
}
