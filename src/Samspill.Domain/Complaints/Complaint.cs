using Samspill.Domain.Shared;

namespace Samspill.Domain.Complaints;

/// <summary>Identifies a complaint.</summary>
public readonly record struct ComplaintId(Guid Value) : IId<ComplaintId>
{
    /// <summary>A new id.</summary>
    public static ComplaintId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ComplaintId From(Guid value) => new(value);
}

/// <summary>Where a complaint stands: with the school, with the complaint body, or answered.</summary>
public enum ComplaintState { Open, SentOn, Upheld, Rejected }

/// <summary>A family's complaint about the decision on one wish, kept as it was typed and never changed. Its answers stand beside it.</summary>
public sealed class Complaint
{
    /// <summary>The most characters of the text and of the reason for being late.</summary>
    public const int Longest = 8000;

    private Complaint() { }

    /// <summary>A complaint as it came.</summary>
    /// <param name="code">What the family and the school call it.</param>
    /// <param name="run">The run whose decision it is about.</param>
    /// <param name="by">Who complained.</param>
    /// <param name="text">What was typed, encrypted: people tell of their health and their money.</param>
    /// <param name="late">Why it comes after the last day, encrypted; null when it came in time.</param>
    /// <param name="lastDay">The last day to complain, as it was reckoned when the complaint came.</param>
    public Complaint(ComplaintId id, string code, ApplicationId application, RunId run, PersonId pupil, PersonId? by, string byName, byte[] text, byte[]? late, DateOnly lastDay, DateTimeOffset receivedAt) =>
        (Id, Code, Application, Run, Pupil, By, ByName, Text, Late, LastDay, ReceivedAt) = (id, code, application, run, pupil, by, byName, text, late, lastDay, receivedAt);

    public ComplaintId Id { get; private init; }
    public string Code { get; private init; } = "";
    public ApplicationId Application { get; private init; }
    public RunId Run { get; private init; }
    public PersonId Pupil { get; private init; }
    public PersonId? By { get; private init; }
    public string ByName { get; private init; } = "";
    public byte[] Text { get; private init; } = [];
    public byte[]? Late { get; private init; }
    public DateOnly LastDay { get; private init; }
    public DateTimeOffset ReceivedAt { get; private init; }
    public ComplaintState State { get; private set; }

    /// <summary>Somebody still owes an answer.</summary>
    public bool IsLive => State is ComplaintState.Open or ComplaintState.SentOn;

    /// <summary>
    /// Answers. The school upholds, rejects what it cannot take up, or sends on what it will not change; what was sent on is ended by
    /// the complaint body. An answer is never taken back.
    /// </summary>
    public Outcome<Done> Answer(ComplaintState answer)
    {
        if (!IsLive || answer == State) return ComplaintRejections.AlreadyAnswered;
        if (answer == ComplaintState.Open) throw new ArgumentOutOfRangeException(nameof(answer));
        State = answer;
        return new Done();
    }
}

/// <summary>One answer to a complaint: dated, signed and never changed. What was sent on gets a second.</summary>
public sealed class ComplaintAnswer
{
    private ComplaintAnswer() { }

    /// <summary>An answer as it was written.</summary>
    /// <param name="number">1 is the school's own; 2 the complaint body's.</param>
    /// <param name="reason">What the family reads, encrypted like the complaint.</param>
    /// <param name="correction">What was put right, in words for the case; null when nothing was.</param>
    public ComplaintAnswer(ComplaintId complaint, int number, ComplaintState outcome, byte[] reason, string? correction, DateTimeOffset at, string by) =>
        (Complaint, Number, Outcome, Reason, Correction, At, By) = (complaint, number, outcome, reason, correction, at, by);

    public ComplaintId Complaint { get; private init; }
    public int Number { get; private init; }
    public ComplaintState Outcome { get; private init; }
    public byte[] Reason { get; private init; } = [];
    public string? Correction { get; private init; }
    public DateTimeOffset At { get; private init; }
    public string By { get; private init; } = "";
}

/// <summary>Why a complaint refuses.</summary>
public static class ComplaintRejections
{
    public static readonly Rejection NotFound = new("complaint.not-found");
    public static readonly Rejection NothingDecided = new("complaint.nothing-decided");
    public static readonly Rejection NoText = new("complaint.no-text");
    public static readonly Rejection TooLong = new("complaint.too-long");

    /// <summary>The last day has passed: the school may still take it up, if it is told why.</summary>
    public static readonly Rejection LateNeedsReason = new("complaint.late-needs-reason");

    /// <summary>The family has complained about this decision and waits for the answer.</summary>
    public static readonly Rejection AlreadyOpen = new("complaint.already-open");
    public static readonly Rejection AlreadyAnswered = new("complaint.already-answered");
    public static readonly Rejection NoReason = new("complaint.no-reason");

    /// <summary>No answer was chosen.</summary>
    public static readonly Rejection NoOutcome = new("complaint.no-outcome");
}
