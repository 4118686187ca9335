using Samspill.Domain.School;

namespace Samspill.Domain.Lessons;

/// <summary>How long it takes to get from one site to another, reckoned from where they lie.</summary>
public static class Travel
{
    /// <summary>A road is longer than the crow's way (1.3 in towns), the speed 30 km/h, and five minutes go to packing and parking.</summary>
    private const double Detour = 1.3, KilometresPerHour = 30, AtTheEnds = 5;

    /// <summary>Whole minutes. Null when nobody has said where one of them lies.</summary>
    public static int? Minutes(Position? from, Position? to) =>
        from is { } a && to is { } b ? (int)Math.Ceiling(AtTheEnds + a.KilometresTo(b) * Detour / KilometresPerHour * 60) : null;

    /// <summary>Minutes that count as work, as the timetable reckons: ten to leave and arrive, and two and a half a kilometre as the crow flies; ten when nobody has said where a site is.</summary>
    public static long Counted(Position? from, Position? to) => from is { } a && to is { } b ? (long)Math.Round(10 + 2.5 * a.KilometresTo(b)) : 10;
}
