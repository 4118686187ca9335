using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>A family's wish for a submission: each of its children gets one of the places it asks for there, or none of them does. Only where the school's rules allow it.</summary>
/// <remarks>It can only take places away: whoever has none because of it would have had one without it.</remarks>
public sealed class BothOrNone
{
    private BothOrNone() { }

    public BothOrNone(SubmissionId submission, DateTimeOffset askedAt) => (Submission, AskedAt) = (submission, askedAt);

    public SubmissionId Submission { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>When the family took it back; null while it stands.</summary>
    public DateTimeOffset? RegrettedAt { get; private set; }

    /// <summary>The children are considered each for itself from now. Twice is harmless.</summary>
    public void Regret(DateTimeOffset now) => RegrettedAt ??= now;
}

/// <summary>An application that a run left out in the end, because not all the children of the submission could get a place.</summary>
public sealed class SetAside
{
    private SetAside() { }

    public SetAside(RunId run, ApplicationId application) => (Run, Application) = (run, application);

    public RunId Run { get; private init; }
    public ApplicationId Application { get; private init; }
}
