using Samspill.Domain.Groups;
using Samspill.Domain.School;

namespace Samspill.Domain.Lessons;

/// <summary>When a site is open to the culture school.</summary>
public static class OpeningHours
{
    /// <summary>The hours of a day, in the order of the clock: as somebody has said for the site, else as such a site usually is open.</summary>
    /// <param name="said">All the site's hours, of whatever kind and day.</param>
    public static IReadOnlyList<(TimeOnly From, TimeOnly To)> On(SiteKind kind, IEnumerable<SiteHours> said, DayOfWeek day)
    {
        var open = said.Where(h => h.Kind == HoursKind.Open).ToList();
        if (open.Count > 0) return [.. open.Where(h => h.Day == day).OrderBy(h => h.From).Select(h => (h.From, h.To))];
        return Usual(kind, day) is { } usual ? [usual] : [];
    }

    /// <summary>After the children's school day where there is one; a centre on Saturdays too. Null when closed.</summary>
    public static (TimeOnly From, TimeOnly To)? Usual(SiteKind kind, DayOfWeek day) => day switch
    {
        DayOfWeek.Sunday => null,
        DayOfWeek.Saturday => kind == SiteKind.Centre ? (new TimeOnly(9, 0), new TimeOnly(16, 0)) : null,
        _ => kind is SiteKind.Primary or SiteKind.LowerSecondary ? (new TimeOnly(13, 0), new TimeOnly(20, 0)) : (new TimeOnly(9, 0), new TimeOnly(21, 30)),
    };
}
