using System.Globalization;

namespace Samspill.Features.Shared;

/// <summary>Something that comes in a year.</summary>
/// <param name="To">The last day; the first one again for what is on one day.</param>
/// <param name="Ring">Which ring it is on, from 0, the outermost.</param>
/// <param name="Href">Where one reads more, from the root; null for nowhere.</param>
public sealed record WheelEntry(DateOnly From, DateOnly To, string Text, int Ring, string? Href = null);

/// <summary>A year as a wheel: twelve months round, a ring for each kind of thing, and the same as a table beside it.</summary>
/// <param name="From">The first day, at the top; the year goes clockwise from it.</param>
/// <param name="Rings">What each ring is, outermost first; at most five.</param>
public sealed record YearWheel(DateOnly From, DateOnly Today, string Name, IReadOnlyList<string> Rings, IReadOnlyList<WheelEntry> All)
{
    /// <summary>Width and height of the drawing.</summary>
    public const int Size = 400;

    private const double Middle = Size / 2.0, Rim = 196, Months = 181, First = 150, Step = 26, Hub = 34;

    /// <summary>Days shorter than this are a dot, those longer an arc.</summary>
    private const int DotDays = 6;

    public DateOnly To { get; } = From.AddYears(1).AddDays(-1);

    /// <summary>What comes in the year, the earliest first.</summary>
    public IEnumerable<WheelEntry> Entries => All.Where(e => e.From <= To && e.To >= From).OrderBy(e => e.From).ThenBy(e => e.Ring).ThenBy(e => e.Text, StringComparer.CurrentCulture);

    /// <summary>The middle of a ring, from the wheel's middle.</summary>
    public static double RadiusOf(int ring) => First - ring * Step;

    public bool HasToday => Today >= From && Today <= To;

    public static bool IsDot(WheelEntry entry) => entry.To.DayNumber - entry.From.DayNumber < DotDays;

    /// <summary>The twelve months: where each begins as a line, and where its name stands.</summary>
    public IEnumerable<(string Line, string X, string Y, string Name)> Spokes => Enumerable.Range(0, 12).Select(n => From.AddMonths(n)).Select(month =>
    {
        var name = At(month.AddDays(15), Months);
        return (Line(month, Hub, Rim), Say(name.X), Say(name.Y), month.ToString("MMM", CultureInfo.CurrentCulture).TrimEnd('.'));
    });

    /// <summary>The line of today.</summary>
    public string Now => Line(Today, Hub, Rim - 26);

    /// <summary>Where a dot stands.</summary>
    public (string X, string Y) Dot(WheelEntry entry)
    {
        var (x, y) = At(Within(entry.From), RadiusOf(entry.Ring));
        return (Say(x), Say(y));
    }

    /// <summary>An arc from the first to the last day, of those that are in the year.</summary>
    public string Arc(WheelEntry entry)
    {
        var (from, to, radius) = (Within(entry.From), Within(entry.To), RadiusOf(entry.Ring));
        var (begin, end) = (At(from, radius), At(to, radius));
        var large = to.DayNumber - from.DayNumber > (To.DayNumber - From.DayNumber) / 2 ? 1 : 0;
        return $"M{Say(begin.X)} {Say(begin.Y)}A{Say(radius)} {Say(radius)} 0 {large} 1 {Say(end.X)} {Say(end.Y)}";
    }

    private DateOnly Within(DateOnly day) => day < From ? From : day > To ? To : day;

    private string Line(DateOnly day, double from, double to)
    {
        var (inner, outer) = (At(day, from), At(day, to));
        return $"M{Say(inner.X)} {Say(inner.Y)}L{Say(outer.X)} {Say(outer.Y)}";
    }

    private (double X, double Y) At(DateOnly day, double radius)
    {
        var angle = 2 * Math.PI * (day.DayNumber - From.DayNumber) / (To.DayNumber - From.DayNumber + 1);
        return (Middle + radius * Math.Sin(angle), Middle - radius * Math.Cos(angle));
    }

    private static string Say(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
