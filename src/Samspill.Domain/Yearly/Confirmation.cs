using Samspill.Domain.Shared;

namespace Samspill.Domain.Yearly;

/// <summary>The answer to the yearly question. Moot: there is nothing to confirm any more.</summary>
public enum ConfirmationState { Asked, Kept, Left, Lapsed, Moot }

/// <summary>One place or one position in a queue that a family is asked to confirm.</summary>
public sealed class Confirmation
{
    private Confirmation() { }

    private Confirmation(ConfirmationRoundId round, PersonId pupil, PlaceId? place, ApplicationId? application) =>
        (Id, Round, Pupil, Place, Application) = (ConfirmationId.New(), round, pupil, place, application);

    public ConfirmationId Id { get; private init; }
    public ConfirmationRoundId Round { get; private init; }
    public PersonId Pupil { get; private init; }

    /// <summary>The place; null when it is about a position in a queue.</summary>
    public PlaceId? Place { get; private init; }

    /// <summary>The wish that waits; null when it is about a place.</summary>
    public ApplicationId? Application { get; private init; }
    public ConfirmationState State { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }
    public string? AnsweredBy { get; private set; }

    /// <summary>When the last warning was written to somebody who can answer; without it nothing is lost.</summary>
    public DateTimeOffset? WarnedAt { get; private init; }

    /// <summary>Asks about a place.</summary>
    public static Confirmation Of(ConfirmationRoundId round, PersonId pupil, PlaceId place) => new(round, pupil, place, null);

    /// <summary>Asks about a position in a queue.</summary>
    public static Confirmation Of(ConfirmationRoundId round, PersonId pupil, ApplicationId application) => new(round, pupil, null, application);

    /// <summary>We keep it. Twice is harmless; what was given up or lost does not come back this way.</summary>
    /// <returns>Whether anything changed.</returns>
    public Outcome<bool> Keep(string by, DateTimeOffset now) => State == ConfirmationState.Left ? ConfirmationRejections.Left : Answer(ConfirmationState.Kept, by, now);

    /// <summary>We give it up, also after having kept it. Twice is harmless.</summary>
    /// <returns>Whether anything changed.</returns>
    public Outcome<bool> Leave(string by, DateTimeOffset now) => Answer(ConfirmationState.Left, by, now);

    /// <summary>No answer after the last warning. Who could not be warned, or has answered, loses nothing.</summary>
    /// <returns>Whether it is lost.</returns>
    public bool Lapse(DateTimeOffset now)
    {
        if (State != ConfirmationState.Asked || WarnedAt is null) return false;
        (State, AnsweredAt) = (ConfirmationState.Lapsed, now);
        return true;
    }

    /// <summary>The place ended or the wish was settled meanwhile.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (State == ConfirmationState.Asked) (State, AnsweredAt) = (ConfirmationState.Moot, now);
    }

    private Outcome<bool> Answer(ConfirmationState answer, string by, DateTimeOffset now)
    {
        if (State == answer) return false;
        if (State == ConfirmationState.Lapsed) return ConfirmationRejections.Lapsed;
        if (State == ConfirmationState.Moot) return ConfirmationRejections.Moot;
        (State, AnsweredAt, AnsweredBy) = (answer, now, by);
        return true;
    }
}
