using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>Where an application stands.</summary>
public enum ApplicationState { Waiting, Offered, Placed, Withdrawn, Lapsed, Refused }

/// <summary>One pupil's wish for one course. Its seniority is the moment it was received, unless the rules have moved it.</summary>
public sealed class Application
{
    private Application() { }

    /// <summary>A wish, waiting from the moment it was received.</summary>
    /// <param name="code">What people call it; unique at the school.</param>
    /// <param name="rank">1 is the pupil's best wish.</param>
    /// <param name="wants">How many new places the pupil wants at most.</param>
    public Application(ApplicationId id, string code, PersonId pupil, CourseId course, SubmissionId? submission, int rank, int wants, DateTimeOffset appliedAt, string flags) =>
        (Id, Code, Pupil, Course, Submission, Rank, Wants, AppliedAt, AppliedOffset, Flags, StateAt) =
        (id, code, pupil, course, submission, rank, wants, appliedAt, (int)appliedAt.Offset.TotalMinutes, flags, appliedAt);

    public ApplicationId Id { get; private init; }
    public string Code { get; private init; } = "";
    public PersonId Pupil { get; private init; }
    public CourseId Course { get; private init; }

    /// <summary>The submission it came with; null when imported.</summary>
    public SubmissionId? Submission { get; private init; }
    public int Rank { get; private set; }
    public int Wants { get; private set; }

    /// <summary>When it was received. Nothing in the product writes it anew.</summary>
    public DateTimeOffset AppliedAt { get; private init; }

    /// <summary>A seniority that differs from <see cref="AppliedAt"/>: brought along from another wish, lost by declining an offer, or put right by a complaint that was upheld. Null when it does not.</summary>
    public DateTimeOffset? SeniorityFrom { get; private set; }

    /// <summary>Minutes that the sender's clock was ahead of UTC. It decides nothing; a hand-over tells the moment as it came.</summary>
    public int AppliedOffset { get; private init; }

    /// <summary>Space-separated words in the order given.</summary>
    public string Flags { get; private set; } = "";
    public ApplicationState State { get; private set; }

    /// <summary>When it came into its state.</summary>
    public DateTimeOffset StateAt { get; private set; }

    /// <summary>Whether it still stands in the queue or has an offer.</summary>
    public bool IsLive => State is ApplicationState.Waiting or ApplicationState.Offered;

    /// <summary>The family changes its mind about what it wants most, or how many.</summary>
    public Outcome<Done> Reorder(int rank, int wants)
    {
        if (!IsLive) return ApplicationRejections.NotLive;
        (Rank, Wants) = (rank, wants);
        return new Done();
    }

    /// <summary>Corrects what an import says of the wish; its seniority and state stay.</summary>
    public void Correct(int rank, string flags) => (Rank, Flags) = (rank, flags);

    /// <summary>The family confirmed its place in the queue this year.</summary>
    public void Renew() => Reflag(Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(Fact.Renewed));

    /// <summary>A new yearly question is asked: what was confirmed before counts no more.</summary>
    public void AskRenewal() => Reflag(Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(flag => flag != Fact.Renewed));

    /// <summary>A complaint was upheld: what was wrong is put right, and a wish that was ended waits again with its seniority.</summary>
    /// <param name="seniority">When it really was received; null when that was right. What was recorded stays beside it.</param>
    /// <param name="flags">Flags that were missed.</param>
    public void Reconsider(DateTimeOffset? seniority, IReadOnlyCollection<string> flags, DateTimeOffset now)
    {
        SeniorityFrom = seniority ?? SeniorityFrom;
        Reflag(Flags.Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(flags));
        if (State is ApplicationState.Withdrawn or ApplicationState.Lapsed or ApplicationState.Refused) To(ApplicationState.Waiting, now);
    }

    /// <summary>The family takes the wish back. Twice is harmless. Refused while an offer is open: answer that instead.</summary>
    public Outcome<Done> Withdraw(DateTimeOffset now)
    {
        if (State == ApplicationState.Withdrawn) return new Done();
        if (State == ApplicationState.Offered) return ApplicationRejections.HasOffer;
        if (State != ApplicationState.Waiting) return ApplicationRejections.NotLive;
        return To(ApplicationState.Withdrawn, now);
    }

    /// <summary>An offer was made for it.</summary>
    public Outcome<Done> Offered(DateTimeOffset now) => State == ApplicationState.Waiting ? To(ApplicationState.Offered, now) : ApplicationRejections.NotLive;

    /// <summary>The offer was accepted.</summary>
    public void Placed(DateTimeOffset now) => To(ApplicationState.Placed, now);

    /// <summary>The offer came to nothing, but the place in the queue is kept with its seniority.</summary>
    public void BackToQueue(DateTimeOffset now) => To(ApplicationState.Waiting, now);

    /// <summary>The offer was declined, and the wish goes to the end of the queue: its seniority is from now.</summary>
    public void LastInQueue(DateTimeOffset now)
    {
        SeniorityFrom = now;
        To(ApplicationState.Waiting, now);
    }

    /// <summary>The moment that its place in the queue is reckoned from.</summary>
    public DateTimeOffset Seniority => SeniorityFrom ?? AppliedAt;

    /// <summary>Takes the seniority of the wish that this one comes instead of.</summary>
    public void Inherit(Application before) => SeniorityFrom = before.Seniority;

    /// <summary>The offer was declined and the queue left.</summary>
    public void Left(DateTimeOffset now) => To(ApplicationState.Withdrawn, now);

    /// <summary>The offer was not answered in time.</summary>
    public void Lapse(DateTimeOffset now) => To(ApplicationState.Lapsed, now);

    /// <summary>A published run found that the pupil cannot have this course: too young, too old, a requirement missing, or a place there already.</summary>
    public void Refuse(DateTimeOffset now) => To(ApplicationState.Refused, now);

    private void Reflag(IEnumerable<string> words) => Flags = string.Join(' ', words.Distinct());

    private Outcome<Done> To(ApplicationState state, DateTimeOffset now)
    {
        (State, StateAt) = (state, now);
        return new Done();
    }
}

/// <summary>Why an application refuses.</summary>
public static class ApplicationRejections
{
    public static readonly Rejection NotFound = new("application.not-found");
    public static readonly Rejection NotLive = new("application.not-live");
    public static readonly Rejection HasOffer = new("application.has-offer");
    public static readonly Rejection TwiceSameCourse = new("application.twice");
    public static readonly Rejection AlreadyHeld = new("application.already-held");
    public static readonly Rejection TooYoung = new("application.too-young");
    public static readonly Rejection TooOld = new("application.too-old");
    public static readonly Rejection CourseClosed = new("application.course-closed");
    public static readonly Rejection TooManyWishes = new("application.too-many");
    public static readonly Rejection NoWishes = new("application.no-wishes");
    public static readonly Rejection OutsideAge = new("application.outside-age");

    /// <summary>More or fewer places wanted than there are wishes, or than the rules let a pupil have.</summary>
    public static readonly Rejection WantsOutside = new("application.wants-outside");
    /// <summary>Both or none was asked for, and the rules do not allow it.</summary>
    public static readonly Rejection NotTogether = new("application.not-together");
    public static readonly Rejection NoChildren = new("application.no-children");

    /// <summary>A protected family does not apply on the web unless a handler has opened it.</summary>
    public static readonly Rejection Protected = new("application.protected");

    /// <summary>The form's key was used by somebody else.</summary>
    public static readonly Rejection ForeignKey = new("application.foreign-key");

    /// <summary>The office must say why it applies for somebody.</summary>
    public static readonly Rejection NoReason = new("application.no-reason");

    /// <summary>What is told to the school is longer than it keeps.</summary>
    public static readonly Rejection NeedsTooLong = new("application.needs-too-long");
}
