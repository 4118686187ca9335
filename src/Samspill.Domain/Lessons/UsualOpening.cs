using Samspill.Domain.School;

namespace Samspill.Domain.Lessons;

/// <summary>When a site is open to the culture school, when nobody has said its hours.</summary>
public static class UsualOpening
{
    /// <summary>After the children's school day where there is one; a centre on Saturdays too. Null when closed.</summary>
    public static (TimeOnly From, TimeOnly To)? On(SiteKind kind, DayOfWeek day) => day switch
    {
        DayOfWeek.Sunday => null,
        DayOfWeek.Saturday => kind == SiteKind.Centre ? (new TimeOnly(9, 0), new TimeOnly(16, 0)) : null,
        _ => kind is SiteKind.Primary or SiteKind.LowerSecondary ? (new TimeOnly(13, 0), new TimeOnly(20, 0)) : (new TimeOnly(9, 0), new TimeOnly(21, 30)),
    };
}
