using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>A person left an application out of one run, because the composition of the group asked for it. The family is told why; the queue place stays.</summary>
public sealed class PassOver
{
    /// <summary>The longest reason, in characters.</summary>
    public const int ReasonLength = 1000;

    /// <summary>The shortest reason: fewer characters explain nothing to a family.</summary>
    public const int ReasonLeast = 10;

    private PassOver() { }

    /// <summary>An application passed over.</summary>
    /// <param name="round">The round it is left out of; null for the next seat that comes free.</param>
    public PassOver(PassOverId id, ApplicationId application, RoundId? round, string reason, string by, DateTimeOffset at) =>
        (Id, Application, Round, Reason, By, At) = (id, application, round, reason, by, at);

    public PassOverId Id { get; private init; }
    public ApplicationId Application { get; private init; }
    public RoundId? Round { get; private init; }

    /// <summary>Why, in words that the family reads.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Who decided.</summary>
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    /// <summary>The run that it was left out of, once the family is told; null until then.</summary>
    public RunId? Run { get; private set; }

    /// <summary>When it was taken back; null while it stands.</summary>
    public DateTimeOffset? RegrettedAt { get; private set; }

    /// <summary>The run was made the result.</summary>
    public void UsedIn(RunId run) => Run = run;

    /// <summary>Takes it back. Refused once a result was published without the application; twice is harmless.</summary>
    public Outcome<Done> Regret(DateTimeOffset now)
    {
        if (Run is not null) return PassOverRejections.Used;
        RegrettedAt ??= now;
        return new Done();
    }
}

/// <summary>Why an application cannot be passed over.</summary>
public static class PassOverRejections
{
    public static readonly Rejection NotFound = new("pass-over.not-found");
    public static readonly Rejection NotInRules = new("pass-over.not-in-rules");

    /// <summary>An individual place has no group to compose.</summary>
    public static readonly Rejection NoGroup = new("pass-over.no-group");
    public static readonly Rejection Reason = new("pass-over.reason");
    public static readonly Rejection Already = new("pass-over.already");
    public static readonly Rejection Used = new("pass-over.used");
}
