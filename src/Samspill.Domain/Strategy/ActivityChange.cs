using Samspill.Domain.Shared;

namespace Samspill.Domain.Strategy;

/// <summary>All that was said of an activity before it was corrected.</summary>
/// <param name="Ore">What it cost; null when nobody said.</param>
public sealed record ActivityTold(
    ActivityKind Kind, DateOnly? From, DateOnly? To, Recurrence? Every, string? Recurs, IReadOnlyList<int> Years, bool Planned, ActivityFacts Facts,
    IReadOnlyList<Attended> Attended, IReadOnlyList<string> Municipalities, IReadOnlyList<Guid> Measures, long? Ore);

/// <summary>That somebody corrected or withdrew an activity, why, and what had been said. Added, never changed.</summary>
public sealed class ActivityChange
{
    /// <summary>Most characters of a reason.</summary>
    public const int ReasonLength = 500;

    private ActivityChange() { }

    internal ActivityChange(ActivityId activity, int number, bool withdraws, string reason, ActivityTold was, string by, DateTimeOffset at) =>
        (Id, Activity, Number, Withdraws, Reason, Was, By, At) = (Guid.CreateVersion7(at), activity, number, withdraws, reason, was, by, at);

    public Guid Id { get; private init; }
    public ActivityId Activity { get; private init; }

    /// <summary>1, 2, 3 … of the activity: two who correct it at once ask for the same, and the later is told.</summary>
    public int Number { get; private init; }

    /// <summary>Whether the activity was taken back.</summary>
    public bool Withdraws { get; private init; }
    public string Reason { get; private init; } = "";
    public ActivityTold Was { get; private init; } = null!;
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}
