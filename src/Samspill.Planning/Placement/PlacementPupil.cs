namespace Samspill.Planning.Placement;

/// <summary>A pupil who applies, as far as the run needs to know.</summary>
/// <param name="Id">Unique among the pupils, not empty; part of the lottery's text.</param>
/// <param name="BirthDate">The day of birth.</param>
public sealed record PlacementPupil(string Id, DateOnly BirthDate)
{
    /// <summary>Facts about the pupil that rules may ask for, such as <c>resident</c>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Ids of the courses where the pupil has a place and keeps it, each once; they need not be listed in the problem.</summary>
    public IReadOnlyList<string> Holds { get; init; } = [];

    /// <summary>How many new places the pupil wants at most, 0 or more.</summary>
    public int Wants { get; init; } = 1;
}
