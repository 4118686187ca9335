using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>What became of an offer.</summary>
public enum OfferStatus { Open, Accepted, Declined, Lapsed, Withdrawn }

/// <summary>One seat on one course, held for one applicant until <see cref="AnswerBy"/>.</summary>
public sealed class Offer
{
    private Offer() { }

    /// <summary>An open offer from a run.</summary>
    public Offer(OfferId id, Application application, RunId run, DateOnly placeFrom, DateTimeOffset madeAt, DateTimeOffset answerBy) =>
        (Id, Application, Pupil, Course, Run, PlaceFrom, MadeAt, AnswerBy) = (id, application.Id, application.Pupil, application.Course, run, placeFrom, madeAt, answerBy);

    public OfferId Id { get; private init; }
    public ApplicationId Application { get; private init; }
    public PersonId Pupil { get; private init; }
    public CourseId Course { get; private init; }
    public RunId Run { get; private init; }

    /// <summary>First day of the place.</summary>
    public DateOnly PlaceFrom { get; private init; }
    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>The last moment for an answer.</summary>
    public DateTimeOffset AnswerBy { get; private init; }
    public OfferStatus Status { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Why the school took it back.</summary>
    public string? Reason { get; private set; }

    /// <summary>Yes. Saying yes twice is harmless; saying yes late is refused.</summary>
    /// <returns>Whether anything changed.</returns>
    public Outcome<bool> Accept(DateTimeOffset now) => Answer(OfferStatus.Accepted, now);

    /// <summary>No. Twice is harmless.</summary>
    /// <returns>Whether anything changed.</returns>
    public Outcome<bool> Decline(DateTimeOffset now) => Answer(OfferStatus.Declined, now);

    /// <summary>The deadline passed without an answer.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Lapse(DateTimeOffset now)
    {
        if (Status != OfferStatus.Open || now <= AnswerBy) return false;
        (Status, AnsweredAt) = (OfferStatus.Lapsed, now);
        return true;
    }

    /// <summary>The deadline passed without an answer, and by the rules that is a yes.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool AcceptUnanswered(DateTimeOffset now)
    {
        if (Status != OfferStatus.Open || now <= AnswerBy) return false;
        (Status, AnsweredAt) = (OfferStatus.Accepted, now);
        return true;
    }

    /// <summary>The school takes it back, and says why.</summary>
    public Outcome<Done> Withdraw(string reason, DateTimeOffset now)
    {
        if (Status != OfferStatus.Open) return OfferRejections.AlreadyAnswered;
        (Status, AnsweredAt, Reason) = (OfferStatus.Withdrawn, now, reason);
        return new Done();
    }

    private Outcome<bool> Answer(OfferStatus answer, DateTimeOffset now)
    {
        if (Status == answer) return false;
        if (Status == OfferStatus.Lapsed || Status == OfferStatus.Open && now > AnswerBy) return OfferRejections.TooLate;
        if (Status != OfferStatus.Open) return OfferRejections.AlreadyAnswered;
        (Status, AnsweredAt) = (answer, now);
        return true;
    }
}

/// <summary>Why an offer refuses.</summary>
public static class OfferRejections
{
    public static readonly Rejection NotFound = new("offer.not-found");
    public static readonly Rejection TooLate = new("offer.too-late");
    public static readonly Rejection AlreadyAnswered = new("offer.already-answered");
    public static readonly Rejection QueueNotKept = new("offer.queue-not-kept");
    public static readonly Rejection NoReason = new("offer.no-reason");

    /// <summary>An offer is to be made past the queue, but no seat is free.</summary>
    public static readonly Rejection NoSeat = new("offer.no-seat");

    /// <summary>The child cannot be offered this course: it has it, has as many places as it may, is not of the age, or waits there no longer.</summary>
    public static readonly Rejection CannotOffer = new("offer.cannot-offer");
    public static readonly Rejection ReasonTooLong = new("offer.reason-too-long");
}
