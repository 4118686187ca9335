using Samspill.Domain.Shared;

namespace Samspill.Domain.Groups;

/// <summary>How a time suits somebody.</summary>
public enum Suits { Cannot, RatherNot, Gladly }

/// <summary>A time of every week, and how it suits a pupil or a teacher. What nobody said anything about is possible.</summary>
public sealed class PossibleTime
{
    /// <summary>Most such times of one person.</summary>
    public const int Most = 40;

    /// <summary>Times begin and end at whole five minutes, as lessons do.</summary>
    public const int Grain = 5;

    private PossibleTime() { }

    private PossibleTime(PersonId person, DayOfWeek day, TimeOnly from, TimeOnly to, Suits suits) => (Person, Day, From, To, Suits) = (person, day, from, to, suits);

    public Guid Id { get; private init; } = Guid.CreateVersion7();
    public PersonId Person { get; private init; }
    public DayOfWeek Day { get; private init; }
    public TimeOnly From { get; private init; }
    public TimeOnly To { get; private init; }
    public Suits Suits { get; private init; }

    /// <summary>A time. Refused when it ends before it begins, and between the five minutes.</summary>
    public static Outcome<PossibleTime> Of(PersonId person, DayOfWeek day, TimeOnly from, TimeOnly to, Suits suits)
    {
        if (WhyNot(from, to) is { } why) return why;
        return new PossibleTime(person, day, from, to, suits);
    }

    internal static Rejection? WhyNot(TimeOnly from, TimeOnly to) => from.Minute % Grain != 0 || to.Minute % Grain != 0 ? PossibleTimeRejections.Grain : to <= from ? PossibleTimeRejections.Backwards : null;
}

/// <summary>Why a possible time is refused.</summary>
public static class PossibleTimeRejections
{
    public static readonly Rejection NotFound = new("possible-time.not-found");
    public static readonly Rejection Backwards = new("possible-time.backwards");
    public static readonly Rejection Grain = new("possible-time.grain");
    public static readonly Rejection Unreadable = new("possible-time.unreadable");
    public static readonly Rejection TooMany = new("possible-time.too-many");
}
