namespace Samspill.Planning.Placement;

/// <summary>A school's rules for placement.</summary>
/// <param name="Order">The order of priority, the first rule that differs decides. May be empty: then the lottery decides.</param>
public sealed record PlacementRules(IReadOnlyList<PriorityRule> Order)
{
    /// <summary>The most places a pupil may have, those held before the run counted; 0 or more, null for no limit.</summary>
    public int? MaxPlacesPerPupil { get; init; }

    /// <summary>How pupils who want several places get them.</summary>
    public Rounds Rounds { get; init; } = Rounds.OneEach;
}

/// <summary>How pupils who want several places get them.</summary>
public enum Rounds
{
    /// <summary>One place each before anybody gets a second: round follows round until no round adds a place.</summary>
    OneEach,

    /// <summary>All at once, in one deferred acceptance.</summary>
    Together,
}

/// <summary>One rule of an order of priority: it compares two who apply for the same course.</summary>
/// <param name="By">What is compared.</param>
/// <param name="Flag">The flag, for <see cref="Priority.Flag"/> only.</param>
/// <param name="YoungestFirst">Turns <see cref="Priority.BirthDate"/> and <see cref="Priority.BirthYear"/> round; they are oldest first otherwise.</param>
public sealed record PriorityRule(Priority By, string? Flag = null, bool YoungestFirst = false);

/// <summary>What a <see cref="PriorityRule"/> compares. The numbers are those of the same words in <see cref="DecidedBy"/>.</summary>
public enum Priority
{
    /// <summary>Whoever has the flag, on the application or the pupil, goes first.</summary>
    Flag,

    /// <summary>Fewer places at the start of the round go first.</summary>
    PlacesHeld,

    /// <summary>The earlier application goes first.</summary>
    AppliedAt,

    /// <summary>The older pupil goes first, to the day.</summary>
    BirthDate,

    /// <summary>The older pupil goes first, to the year.</summary>
    BirthYear,

    /// <summary>The smaller distance on the application goes first, a missing one last.</summary>
    Distance,

    /// <summary>The first 8 bytes of SHA-256 of <c>seed:course:pupil</c>, the smaller first.</summary>
    Lottery,
}
