using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>How a submission reached the school.</summary>
public enum SubmissionChannel { Web, Paper, Phone, InPerson }

/// <summary>What a family sent at one moment, with its receipt. Never changed.</summary>
public sealed class Submission
{
    private Submission() { }

    /// <summary>A submission received now.</summary>
    /// <param name="receipt">The short code people see, such as K7Q-4TD2.</param>
    /// <param name="key">Made with the form: the same key twice is the same submission.</param>
    public Submission(SubmissionId id, string receipt, Guid key, PersonId applicant, SubmissionChannel channel, string? recordedBy, string? reason, DateTimeOffset receivedAt, string sent) =>
        (Id, Receipt, Key, Applicant, Channel, RecordedBy, Reason, ReceivedAt, Sent) = (id, receipt, key, applicant, channel, recordedBy, reason, receivedAt, sent);

    public SubmissionId Id { get; private init; }
    public string Receipt { get; private init; } = "";
    public Guid Key { get; private init; }

    /// <summary>Who asks: the guardian, or the pupil from 18.</summary>
    public PersonId Applicant { get; private init; }
    public SubmissionChannel Channel { get; private init; }

    /// <summary>The employee who recorded it for the family; null when the family sent it.</summary>
    public string? RecordedBy { get; private init; }

    /// <summary>Why the office recorded it for the family.</summary>
    public string? Reason { get; private init; }

    /// <summary>The server's moment.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>What was sent, as JSON, word for word apart from what the school should know of the child (kept encrypted beside it).</summary>
    public string Sent { get; private init; } = "";
}

/// <summary>What a family said of one child in a submission.</summary>
public sealed class ChildStatement
{
    /// <summary>The longest text about what the school should know, in characters.</summary>
    public const int NeedsLength = 2000;

    /// <summary>The times a family can tick: five days, after school or in the evening.</summary>
    public static readonly IReadOnlyList<string> AllTimes =
        [.. new[] { "mon", "tue", "wed", "thu", "fri" }.SelectMany(day => new[] { $"{day}-afternoon", $"{day}-evening" })];

    private ChildStatement() { }

    /// <summary>What was said of a child.</summary>
    public ChildStatement(SubmissionId submission, PersonId pupil, string times, byte[]? needs) => (Submission, Pupil, Times, Needs) = (submission, pupil, times, needs);

    public SubmissionId Submission { get; private init; }
    public PersonId Pupil { get; private init; }

    /// <summary>When the child can, as words space-separated: mon-afternoon tue-evening …</summary>
    public string Times { get; private init; } = "";

    /// <summary>What the school should know, encrypted: may be about health.</summary>
    public byte[]? Needs { get; private init; }
}

/// <summary>A submission that is being written, as typed. One for each account and kind of form.</summary>
public sealed class Draft
{
    private Draft() { }

    /// <summary>A new draft; its key becomes the submission's.</summary>
    /// <param name="typed">The form, encrypted: a family writes about its child's health in it.</param>
    public Draft(DraftId id, Guid account, Guid key, byte[] typed, DateTimeOffset now) => (Id, Account, Key, Typed, SavedAt) = (id, account, key, typed, now);

    public DraftId Id { get; private init; }
    public Guid Account { get; private init; }
    public Guid Key { get; private init; }

    /// <summary>The form as JSON, encrypted.</summary>
    public byte[] Typed { get; private set; } = [];
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Keeps what was typed.</summary>
    public void Save(byte[] typed, DateTimeOffset now) => (Typed, SavedAt) = (typed, now);
}
