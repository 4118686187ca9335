using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>When people and sites can, when nobody has said: after the children's school day, before their evening.</summary>
internal static class UsualHours
{
    /// <summary>The days of a week in the engine's words, Monday first.</summary>
    public static readonly IReadOnlyList<(DayOfWeek Day, string Code)> Days =
        [(DayOfWeek.Monday, "mon"), (DayOfWeek.Tuesday, "tue"), (DayOfWeek.Wednesday, "wed"), (DayOfWeek.Thursday, "thu"), (DayOfWeek.Friday, "fri"), (DayOfWeek.Saturday, "sat")];

    /// <summary>What a time that somebody would rather not have costs a lesson.</summary>
    private const int RatherNot = 4;

    /// <summary>Evenings are dear for the small.</summary>
    private const int Late = 3;

    public static string CodeOf(DayOfWeek day) => Days.First(d => d.Day == day).Code;

    public static DayOfWeek DayOf(string code) => Days.First(d => d.Code == code).Day;

    public static int Minute(TimeOnly time) => time.Hour * 60 + time.Minute;

    public static TimeOnly Time(int minute) => new(minute / 60 % 24, minute % 60);

    /// <summary>When a site is open: as its hours say, else by what it is.</summary>
    public static IReadOnlyList<Window> OfSite(Site site, IEnumerable<SiteHours> said)
    {
        var open = said.Where(h => h.Kind == HoursKind.Open).Select(h => new Window(CodeOf(h.Day), Minute(h.From), Minute(h.To))).ToList();
        if (open.Count > 0) return open;
        return [.. from day in Days let hours = UsualOpening.On(site.Kind, day.Day) where hours is not null select new Window(day.Code, Minute(hours.Value.From), Minute(hours.Value.To))];
    }

    /// <summary>When somebody who teaches can.</summary>
    public static IReadOnlyList<Window> OfTeacher(IReadOnlyCollection<PossibleTime> said) =>
        said.Any(t => t.Suits != Suits.Cannot)
            ? [.. said.Where(t => t.Suits != Suits.Cannot).SelectMany(t => Without(new Window(CodeOf(t.Day), Minute(t.From), Minute(t.To)), said))]
            : [.. Days.Take(5).SelectMany(d => Without(new Window(d.Code, 9 * 60, 21 * 60), said))];

    /// <summary>When a pupil can, and how well: after school, by age, unless it said something else.</summary>
    /// <param name="age">Years it turns in the calendar year.</param>
    public static IReadOnlyList<Window> OfPupil(int age, IReadOnlyCollection<PossibleTime> said, IReadOnlyCollection<SiteHours> school)
    {
        var (from, late, to) = age <= 10 ? (13 * 60, 17 * 60 + 30, 19 * 60 + 30) : age <= 13 ? (13 * 60 + 30, 19 * 60, 20 * 60 + 30) : age <= 19 ? (14 * 60, 20 * 60 + 30, 21 * 60 + 30) : (9 * 60, 21 * 60, 21 * 60 + 30);
        var windows = new List<Window>();
        foreach (var (day, code) in Days)
        {
            var begins = school.Where(h => h.Kind == HoursKind.School && h.Day == day).Select(h => Minute(h.To)).DefaultIfEmpty(from).Max();
            var (first, last) = day == DayOfWeek.Saturday ? (9 * 60, 16 * 60) : (begins, to);
            if (age > 5 && day == DayOfWeek.Saturday && !said.Any(t => t.Day == day && t.Suits == Suits.Gladly)) windows.AddRange(Without(new Window(code, first, last, Late), said));
            else
            {
                windows.AddRange(Without(new Window(code, first, Math.Max(first, Math.Min(late, last))), said));
                windows.AddRange(Without(new Window(code, first, last, Late), said));
            }
        }
        windows.AddRange(said.Where(t => t.Suits == Suits.Gladly).SelectMany(t => Without(new Window(CodeOf(t.Day), Minute(t.From), Minute(t.To)), said)));
        foreach (var dear in said.Where(t => t.Suits == Suits.RatherNot)) windows = [.. windows.SelectMany(w => Dearer(w, CodeOf(dear.Day), Minute(dear.From), Minute(dear.To)))];
        return [.. windows.Where(w => w.To > w.From)];
    }

    /// <summary>What is left of a window when the times that cannot be are cut out.</summary>
    private static IEnumerable<Window> Without(Window window, IEnumerable<PossibleTime> said)
    {
        var at = window.From;
        foreach (var gap in said.Where(t => t.Suits == Suits.Cannot && CodeOf(t.Day) == window.Day).OrderBy(t => t.From))
        {
            var (from, to) = (Minute(gap.From), Minute(gap.To));
            if (from > at) yield return window with { From = at, To = Math.Min(from, window.To) };
            at = Math.Max(at, to);
            if (at >= window.To) yield break;
        }
        if (at < window.To) yield return window with { From = at };
    }

    /// <summary>A lesson that touches the dear time pays for it: the window is cut where it is cheap, and kept whole where it is dear.</summary>
    private static IEnumerable<Window> Dearer(Window window, string day, int from, int to)
    {
        if (window.Day != day || to <= window.From || from >= window.To)
        {
            yield return window;
            yield break;
        }
        if (window.From < from) yield return window with { To = from };
        if (to < window.To) yield return window with { From = to };
        yield return window with { Cost = window.Cost + RatherNot };
    }
}
