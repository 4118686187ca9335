using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;

namespace Samspill.Features.Lessons;

/// <summary>What lessons are counted by.</summary>
public enum FiguresBy { Month, Subject, Site, District }

/// <summary>Lessons and presence of one month, subject, site or district.</summary>
/// <param name="Key">Its name; a month as yyyy-MM.</param>
/// <param name="Minutes">What the lessons that are not cancelled take of rooms.</param>
/// <param name="Open">Minutes in which rooms are open on teaching days; null where it cannot be said.</param>
/// <param name="Travel">Minutes on the way there from another site; null where it cannot be said.</param>
public sealed record LessonFigure(string Key, int Planned, int Given, int Cancelled, int Here, int Away, long Minutes, long? Open, long? Travel)
{
    public int Lessons => Planned + Given + Cancelled;

    /// <summary>Share of pupils who were there, of those whose presence was told; null when none was.</summary>
    public double? Presence => Here + Away == 0 ? null : (double)Here / (Here + Away);

    /// <summary>Share of the open time in which lessons are in the rooms; null when they are never open.</summary>
    public double? Use => Open is { } open and > 0 ? (double)Minutes / open : null;
}

/// <summary>Lessons planned, given and cancelled, and who was there, in a school year: counted by the database, in a fixed number of queries.</summary>
internal static class LessonFigures
{
    private const int Most = 500;

    public static async Task<IReadOnlyList<LessonFigure>> LessonFiguresAsync(this SamspillDb db, int schoolYear, FiguresBy by, CancellationToken ct)
    {
        var (first, last) = (new DateOnly(schoolYear, 8, 1), Domain.School.SchoolYear.LastDayOf(schoolYear));
        var lessons = db.Lessons.Where(l => l.Date >= first && l.Date <= last);
        var keyed = by switch
        {
            FiguresBy.Month => lessons.Select(l => new { l.Id, l.State, l.Minutes, Key = "", Year = l.Date.Year, Month = l.Date.Month }),
            FiguresBy.Subject => from l in lessons join g in db.Groups on l.Group equals g.Id join c in db.Courses on g.Course equals c.Id select new { l.Id, l.State, l.Minutes, Key = c.Subject ?? c.Discipline.ToString(), Year = 0, Month = 0 },
            FiguresBy.Site => from l in lessons join r in db.Rooms on l.Room equals r.Id join s in db.Sites on r.Site equals s.Id select new { l.Id, l.State, l.Minutes, Key = s.Name, Year = 0, Month = 0 },
            _ => from l in lessons join r in db.Rooms on l.Room equals r.Id join s in db.Sites on r.Site equals s.Id select new { l.Id, l.State, l.Minutes, Key = s.District ?? "", Year = 0, Month = 0 },
        };
        var counts = await keyed.GroupBy(l => new { l.Key, l.Year, l.Month, l.State }).Select(g => new { g.Key.Key, g.Key.Year, g.Key.Month, g.Key.State, Count = g.Count(), Minutes = g.Sum(l => (long)l.Minutes) }).ToListAsync(ct);
        var presence = await keyed.Where(l => l.State == LessonState.Given).Join(db.Attendance, l => l.Id, a => a.Lesson, (l, a) => new { l.Key, l.Year, l.Month, IsHere = a.Presence == Presence.Here }).GroupBy(a => new { a.Key, a.Year, a.Month, a.IsHere }).Select(g => new { g.Key.Key, g.Key.Year, g.Key.Month, g.Key.IsHere, Count = g.Count() }).ToListAsync(ct);
        var there = presence.ToLookup(p => (p.Key, p.Year, p.Month));
        var places = by == FiguresBy.Subject ? null : (await db.PlaceFiguresAsync(schoolYear, ct)).ToLookup(p => by switch { FiguresBy.Month => p.Month, FiguresBy.Site => p.Site, _ => p.District });
        return [.. counts.GroupBy(c => (c.Key, c.Year, c.Month)).OrderBy(c => c.Key.Year).ThenBy(c => c.Key.Month).ThenBy(c => c.Key.Key, StringComparer.CurrentCulture).Take(Most).Select(c =>
        {
            int In(LessonState state) => c.Where(x => x.State == state).Sum(x => x.Count);
            int Told(bool here) => there[c.Key].Where(p => p.IsHere == here).Sum(p => p.Count);
            var key = by == FiguresBy.Month ? $"{c.Key.Year:0000}-{c.Key.Month:00}" : c.Key.Key;
            return new LessonFigure(key, In(LessonState.Planned), In(LessonState.Given), In(LessonState.Cancelled), Told(here: true), Told(here: false),
                c.Where(x => x.State != LessonState.Cancelled).Sum(x => x.Minutes), places?[key].Sum(p => p.Open), places?[key].Sum(p => p.Travel));
        })];
    }
}
