using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Council;

/// <summary>What comes every year in culture schools all over the country, on the days that it usually comes.</summary>
internal static class TypicalYear
{
    private static readonly (string Text, int Month, int Day, int LastMonth, int LastDay)[] All =
    [
        ("umm-final", 1, 15, 1, 21), ("sami-day", 2, 6, 2, 6), ("ukm-local", 2, 1, 3, 31), ("kostra", 3, 15, 3, 15), ("ukm-county", 4, 1, 4, 30), ("may-17", 5, 17, 5, 17), ("dream-grant", 5, 1, 6, 20),
        ("ukm-festival", 6, 20, 6, 27), ("school-start", 8, 15, 8, 21), ("gsi", 10, 1, 10, 1), ("dks", 10, 1, 10, 1), ("umm-regional", 11, 1, 11, 30), ("concerts", 12, 1, 12, 20),
    ];

    public static IEnumerable<WheelEntry> Of(int year, int ring, Texts texts) =>
        All.Select(e => new WheelEntry(new DateOnly(year, e.Month, e.Day), new DateOnly(year, e.LastMonth, e.LastDay), texts[$"typical.{e.Text}"], ring));
}
