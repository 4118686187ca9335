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

    /// <summary>What any other time costs who would gladly have some.</summary>
    private const int Another = 2;

    /// <summary>Evenings are dear for the small.</summary>
    private const int Late = 3;

    /// <summary>After-school care is for the first four years of school: the age they turn.</summary>
    private const int InCare = 9;

    public static string CodeOf(DayOfWeek day) => Days.First(d => d.Day == day).Code;

    public static DayOfWeek DayOf(string code) => Days.First(d => d.Code == code).Day;

    public static int Minute(TimeOnly time) => time.Hour * 60 + time.Minute;

    public static TimeOnly Time(int minute) => new(minute / 60 % 24, minute % 60);

    /// <summary>When a site is open: as its hours say, else by what it is.</summary>
    public static IReadOnlyList<Window> OfSite(Site site, IEnumerable<SiteHours> said) =>
        [.. from day in Days from hours in OpeningHours.On(site.Kind, said, day.Day) select new Window(day.Code, Minute(hours.From), Minute(hours.To))];

    /// <summary>When somebody who teaches can: on weekdays, and whenever else it gladly would. What it would rather not have is possible, and the engine weighs only pupils' times.</summary>
    public static IReadOnlyList<Window> OfTeacher(IReadOnlyCollection<PossibleTime> said) =>
        [.. Days.Take(5).Select(d => new Window(d.Code, 9 * 60, 21 * 60)).Concat(Gladly(said)).SelectMany(w => Without(w, said))];

    /// <summary>When a pupil can, and how well: after school, by age, unless it said something else. Who would gladly have some time pays for all others.</summary>
    /// <param name="age">Years it turns in the calendar year.</param>
    /// <param name="school">The hours of the pupil's own school. The small are free when its after-school care takes over.</param>
    public static IReadOnlyList<Window> OfPupil(int age, IReadOnlyCollection<PossibleTime> said, IReadOnlyCollection<SiteHours> school)
    {
        var (from, late, to) = age <= 10 ? (13 * 60, 17 * 60 + 30, 19 * 60 + 30) : age <= 13 ? (13 * 60 + 30, 19 * 60, 20 * 60 + 30) : age <= 19 ? (14 * 60, 20 * 60 + 30, 21 * 60 + 30) : (9 * 60, 21 * 60, 21 * 60 + 30);
        var gladly = Gladly(said).ToList();
        var usual = gladly.Count == 0 ? 0 : Another;
        var windows = new List<Window>();
        foreach (var (day, code) in Days)
        {
            var (first, last) = day == DayOfWeek.Saturday ? (9 * 60, 16 * 60) : (SchoolEnds(age, [.. school.Where(h => h.Day == day)]) ?? from, to);
            if (age <= 5 || day != DayOfWeek.Saturday) windows.AddRange(Without(new Window(code, first, Math.Max(first, Math.Min(late, last)), usual), said));
            windows.AddRange(Without(new Window(code, first, last, usual + Late), said));
        }
        windows.AddRange(gladly.SelectMany(w => Without(w, said)));
        foreach (var dear in said.Where(t => t.Suits == Suits.RatherNot)) windows = [.. windows.SelectMany(w => Dearer(w, CodeOf(dear.Day), Minute(dear.From), Minute(dear.To)))];
        return [.. windows.Where(w => w.To > w.From)];
    }

    private static IEnumerable<Window> Gladly(IEnumerable<PossibleTime> said) => said.Where(t => t.Suits == Suits.Gladly).Select(t => new Window(CodeOf(t.Day), Minute(t.From), Minute(t.To)));

    /// <summary>When the school day is over; null when nobody has said. The care that is open in the morning too says it by its afternoon.</summary>
    private static int? SchoolEnds(int age, IReadOnlyCollection<SiteHours> day) =>
        (age <= InCare ? day.Where(h => h.Kind == HoursKind.AfterSchool && h.From.Hour >= 12).Min(h => (int?)Minute(h.From)) : null)
        ?? day.Where(h => h.Kind == HoursKind.School).Max(h => (int?)Minute(h.To));

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
