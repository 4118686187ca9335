using Samspill.Domain.Shared;
using Samspill.Domain.Strategy;

namespace Samspill.Domain.Reporting;

/// <summary>Identifies a reporting round.</summary>
public readonly record struct ReportingRoundId(Guid Value) : IId<ReportingRoundId>
{
    /// <summary>A new id.</summary>
    public static ReportingRoundId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ReportingRoundId From(Guid value) => new(value);
}

/// <summary>Draft: worked on. Open: the counties fill in, and what is asked of them never changes.</summary>
public enum RoundState { Draft, Open }

/// <summary>What a draft says beside its template.</summary>
/// <param name="Period">The days that are reported.</param>
/// <param name="Deadline">The last day for handing in. Later is possible, and says so.</param>
/// <param name="Counties">Numbers of those that are asked.</param>
/// <param name="Guidance">To all that is asked.</param>
public sealed record RoundFacts(string Name, Period Period, DateOnly Deadline, IReadOnlyList<string> Counties, string Guidance);

/// <summary>The council asks counties for a report on its plan, goal by goal.</summary>
public sealed class ReportingRound
{
    /// <summary>Most characters of a name.</summary>
    public const int NameLength = 200;

    /// <summary>Most characters of the guidance.</summary>
    public const int GuidanceLength = 4000;

    private ReportingRound() { }

    public ReportingRoundId Id { get; private init; }
    public string Name { get; private set; } = "";

    /// <summary>The nation's plan that is reported on.</summary>
    public PlanId Plan { get; private init; }
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public DateOnly Deadline { get; private set; }
    public IReadOnlyList<string> Counties { get; private set; } = [];
    public IReadOnlyList<AskedArea> Template { get; private set; } = [];
    public string Guidance { get; private set; } = "";
    public RoundState State { get; private set; }

    /// <summary>Counts the changes of a draft, so that the later of two writers is told.</summary>
    public int Revision { get; private set; }
    public string MadeBy { get; private init; } = "";
    public DateTimeOffset MadeAt { get; private init; }
    public string? OpenedBy { get; private set; }
    public DateTimeOffset? OpenedAt { get; private set; }

    public IEnumerable<(AskedGoal Goal, Asked Asked)> Asked => Template.SelectMany(a => a.Goals).SelectMany(g => g.Asked.Select(asked => (g, asked)));

    /// <summary>A draft. Refused when the plan is not the nation's, or not adopted.</summary>
    public static Outcome<ReportingRound> Begin(Plan plan, RoundFacts facts, IReadOnlyList<AskedArea> template, string by, DateTimeOffset now)
    {
        if (plan is not { County: null, State: PlanState.Adopted }) return ReportingRejections.NotAdopted;
        var round = new ReportingRound { Id = ReportingRoundId.New(), Plan = plan.Id, MadeBy = by, MadeAt = now };
        return round.Write(facts, template, 0).Refused(out var why) ? why : round;
    }

    /// <summary>Writes the draft anew. Refused once it is open, and when somebody has changed it meanwhile.</summary>
    /// <param name="revision">The draft's revision when the writer opened it.</param>
    public Outcome<Done> Write(RoundFacts facts, IReadOnlyList<AskedArea> template, int revision)
    {
        if (State != RoundState.Draft) return ReportingRejections.Frozen;
        if (revision != Revision) return ReportingRejections.ChangedMeanwhile;
        if (facts.Name.Length is 0 or > NameLength || facts.Guidance.Length > GuidanceLength) return new Rejection("reporting.name", NameLength, GuidanceLength);
        if (facts.Period.From >= facts.Period.To) return ReportingRejections.Backwards;
        (Name, From, To, Deadline, Counties, Guidance, Template) = (facts.Name, facts.Period.From, facts.Period.To, facts.Deadline, [.. facts.Counties.Distinct().Order()], facts.Guidance, template);
        Revision++;
        return new Done();
    }

    /// <summary>Opens it: each county gets its form, and the template is frozen.</summary>
    public Outcome<CountyReport[]> Open(string by, DateTimeOffset now, DateOnly today)
    {
        if (State != RoundState.Draft) return ReportingRejections.Frozen;
        if (Counties.Count == 0) return ReportingRejections.NoCounties;
        if (!Asked.Any()) return ReportingRejections.NothingAsked;
        if (Deadline < today) return ReportingRejections.DeadlinePast;
        (State, OpenedBy, OpenedAt) = (RoundState.Open, by, now);
        Revision++;
        return Counties.Select(county => new CountyReport(Id, county)).ToArray();
    }
}

/// <summary>Why a round or a report refuses.</summary>
public static class ReportingRejections
{
    public static readonly Rejection NotFound = new("reporting.not-found");
    public static readonly Rejection NotAdopted = new("reporting.not-adopted");
    public static readonly Rejection Frozen = new("reporting.frozen");
    public static readonly Rejection ChangedMeanwhile = new("reporting.changed-meanwhile");
    public static readonly Rejection Backwards = new("reporting.backwards");
    public static readonly Rejection NoCounties = new("reporting.no-counties");
    public static readonly Rejection NothingAsked = new("reporting.nothing-asked");
    public static readonly Rejection DeadlinePast = new("reporting.deadline-past");
    public static readonly Rejection NotYours = new("reporting.not-yours");
    public static readonly Rejection HandedIn = new("reporting.handed-in");
    public static readonly Rejection NotHandedIn = new("reporting.not-handed-in");
    public static readonly Rejection NotSigned = new("reporting.not-signed");
    public static readonly Rejection SignedOther = new("reporting.signed-other");
    public static readonly Rejection NotAsked = new("reporting.not-asked");
    public static readonly Rejection Reason = new("reporting.reason");
    public static readonly Rejection AnsweredMeanwhile = new("reporting.answered-meanwhile");
    public static readonly Rejection Number = new("reporting.number");
    public static readonly Rejection NobodyDelivered = new("reporting.nobody-delivered");
    public static readonly Rejection WhatIsCorrected = new("reporting.what-is-corrected");
}
