namespace Samspill.Planning.Placement;

/// <summary>What a run decided about one application, with what a family needs in order to understand it.</summary>
/// <param name="Application">Id of the application.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Queue">The number in the queue of the course, from 1; when waiting only.</param>
/// <param name="DecidedBy">What put it behind; when waiting only.</param>
/// <param name="Flag">The flag that decided, or the requirement that is missing.</param>
/// <param name="LastAdmitted">
/// Id of the application that came in last by the open order, in the last round in which the course admitted anybody;
/// when waiting, and anybody did.
/// </param>
public readonly record struct Decision(
    string Application,
    Outcome Outcome,
    int? Queue = null,
    DecidedBy? DecidedBy = null,
    string? Flag = null,
    string? LastAdmitted = null);

/// <summary>What became of an application.</summary>
public enum Outcome
{
    /// <summary>The pupil got the place.</summary>
    Placed,

    /// <summary>The pupil could have had the place, had there been more seats.</summary>
    Waiting,

    /// <summary>The pupil got as many places as it may from other wishes, and does not wait here.</summary>
    Better,

    /// <summary>The course closed because too few could be placed there.</summary>
    Closed,

    /// <summary>Younger than the course takes.</summary>
    TooYoung,

    /// <summary>Older than the course takes.</summary>
    TooOld,

    /// <summary>A requirement of the course is not met; the first such is told.</summary>
    Missing,

    /// <summary>The pupil has a place at the course already.</summary>
    AlreadyHeld,

    /// <summary>Before the run the pupil has as many places as it may, or wants none.</summary>
    AtMaximum,
}

/// <summary>What put a waiting application behind the one admitted last.</summary>
public enum DecidedBy
{
    /// <summary>The other has a flag that this one lacks.</summary>
    Flag,

    /// <summary>The other had fewer places when the round began.</summary>
    PlacesHeld,

    /// <summary>The other applied earlier.</summary>
    AppliedAt,

    /// <summary>The other's date of birth goes first.</summary>
    BirthDate,

    /// <summary>The other's year of birth goes first.</summary>
    BirthYear,

    /// <summary>The other is nearer.</summary>
    Distance,

    /// <summary>The other drew the smaller number.</summary>
    Lottery,

    /// <summary>The two drew the same number, and the other's id goes first.</summary>
    Id,

    /// <summary>The other came in in an earlier round than the first in which this one competed.</summary>
    Round,

    /// <summary>The last places all went to reserved seats.</summary>
    Reserved,

    /// <summary>The course admitted nobody.</summary>
    Capacity,
}
