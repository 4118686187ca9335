using Samspill.Domain.Shared;

namespace Samspill.Domain.Groups;

/// <summary>Open: the culture school may teach there. School: the primary school's own lessons. AfterSchool: its after-school care (SFO), from which children can come.</summary>
public enum HoursKind { Open, School, AfterSchool }

/// <summary>Hours of a site on one day of every week.</summary>
public sealed class SiteHours
{
    private SiteHours() { }

    private SiteHours(SiteId site, HoursKind kind, DayOfWeek day, TimeOnly from, TimeOnly to) => (Site, Kind, Day, From, To) = (site, kind, day, from, to);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public SiteId Site { get; private init; }
    public HoursKind Kind { get; private init; }
    public DayOfWeek Day { get; private init; }
    public TimeOnly From { get; private init; }
    public TimeOnly To { get; private init; }

    /// <summary>Hours. Refused when they end before they begin, and between the five minutes.</summary>
    public static Outcome<SiteHours> Of(SiteId site, HoursKind kind, DayOfWeek day, TimeOnly from, TimeOnly to)
    {
        if (PossibleTime.WhyNot(from, to) is { } why) return why;
        return new SiteHours(site, kind, day, from, to);
    }
}
