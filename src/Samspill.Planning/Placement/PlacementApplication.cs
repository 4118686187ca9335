namespace Samspill.Planning.Placement;

/// <summary>One pupil's wish for one course.</summary>
/// <param name="Id">Unique among the applications, not empty.</param>
/// <param name="Pupil">Id of the pupil.</param>
/// <param name="Course">Id of the course.</param>
/// <param name="Rank">The pupil's own order of its wishes, 1 best. Equal ranks are taken by <paramref name="AppliedAt"/>, then by id.</param>
/// <param name="AppliedAt">The recorded instant, to the 100 nanoseconds; the offset is of no consequence.</param>
public sealed record PlacementApplication(string Id, string Pupil, string Course, int Rank, DateTimeOffset AppliedAt)
{
    /// <summary>The way to the course in any unit used throughout, usually metres; finite, 0 or more, null when not known.</summary>
    public double? Distance { get; init; }

    /// <summary>Facts about this wish that rules may ask for, such as <c>onTime</c>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
