using Samspill.Domain.Shared;

namespace Samspill.Domain.Strategy;

/// <summary>Identifies a version of a plan.</summary>
public readonly record struct PlanId(Guid Value) : IId<PlanId>
{
    /// <summary>A new id.</summary>
    public static PlanId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static PlanId From(Guid value) => new(value);
}

/// <summary>Draft: worked on. Adopted: never changed, only followed by another version or the next period's plan.</summary>
public enum PlanState { Draft, Adopted }

/// <summary>The days of a plan, both included.</summary>
public readonly record struct Period(DateOnly From, DateOnly To);

/// <summary>One version of a plan for a period: the nation's areas, goals and measures, or a county's own measures for the nation's goals.</summary>
/// <remarks>What keeps its key is the same thing in the next version and the next period, however it is worded or numbered.</remarks>
public sealed class Plan
{
    /// <summary>Most characters of a name, and of who adopted it.</summary>
    public const int NameLength = 200;

    private Plan() { }

    private Plan(string name, Period period, int version, string? county, PlanId? under, IReadOnlyList<Area> areas, string by, DateTimeOffset now) =>
        (Id, Name, From, To, Version, County, Under, Areas, MadeBy, MadeAt) = (PlanId.New(), name, period.From, period.To, version, county, under, areas, by, now);

    public PlanId Id { get; private init; }
    public string Name { get; private set; } = "";
    public DateOnly From { get; private init; }
    public DateOnly To { get; private init; }

    /// <summary>1, 2, 3 … for each period of the nation's, and of each county's.</summary>
    public int Version { get; private init; }

    /// <summary>Number of the county whose plan it is; null for the nation's.</summary>
    public string? County { get; private init; }

    /// <summary>The nation's plan whose goals a county's plan serves; null for the nation's own.</summary>
    public PlanId? Under { get; private init; }
    public PlanState State { get; private set; }
    public IReadOnlyList<Area> Areas { get; private set; } = [];

    /// <summary>Counts the changes of a draft, so that the later of two writers is told.</summary>
    public int Revision { get; private set; }
    public string MadeBy { get; private init; } = "";
    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>Who decided, in words: "Landsmøtet 2014"; null for a draft.</summary>
    public string? AdoptedBy { get; private set; }
    public DateOnly? AdoptedOn { get; private set; }

    public Period Period => new(From, To);
    public IEnumerable<Goal> Goals => Areas.SelectMany(a => a.Goals);

    /// <summary>An empty draft of the nation's plan. Refused when the period goes backwards.</summary>
    public static Outcome<Plan> National(string name, Period period, string by, DateTimeOffset now) =>
        Fault(name, period) is { } why ? why : new Plan(name, period, 1, null, null, [], by, now);

    /// <summary>A draft of a county's plan: the nation's areas and goals, and none of the nation's measures.</summary>
    public Outcome<Plan> ForCounty(string county, string name, string by, DateTimeOffset now) =>
        County is not null ? PlanRejections.NotNational
        : Fault(name, Period) is { } why ? why
        : new Plan(name, Period, 1, county, Id, [.. Areas.Select(a => a with { Goals = [.. a.Goals.Select(g => g with { Measures = [], Indicators = [] })] })], by, now);

    /// <summary>A draft of the version after this one, which it begins as a copy of.</summary>
    /// <param name="newest">The highest version there is of the same period.</param>
    public Plan Next(int newest, string by, DateTimeOffset now) => new(Name, Period, newest + 1, County, Under, Areas, by, now);

    /// <summary>A draft for another period, which it begins as a copy of. A county's follows the nation's plan of that period.</summary>
    /// <param name="under">The nation's plan of that period, for a county's.</param>
    public Outcome<Plan> For(Period period, string name, Plan? under, string by, DateTimeOffset now)
    {
        if (Fault(name, period) is { } why) return why;
        if (period == Period) return PlanRejections.SamePeriod;
        if (County is null) return new Plan(name, period, 1, null, null, Areas, by, now);
        if (under is not { County: null } || under.Period != period) return PlanRejections.NotNational;
        var own = Goals.ToDictionary(g => g.Key);
        Goal Kept(Goal goal) => own.TryGetValue(goal.Key, out var before) ? goal with { Measures = before.Measures, Indicators = before.Indicators } : goal with { Measures = [], Indicators = [] };
        return new Plan(name, period, 1, County, under.Id, [.. under.Areas.Select(a => a with { Goals = [.. a.Goals.Select(Kept)] })], by, now);
    }

    /// <summary>Writes the areas, goals and measures anew. Refused once adopted, when somebody has changed the draft meanwhile, or when it cannot be kept. A county writes only its measures and indicators.</summary>
    /// <param name="revision">The draft's revision when the writer opened it.</param>
    public Outcome<Done> Write(IReadOnlyList<Area> areas, int revision)
    {
        if (State != PlanState.Draft) return PlanRejections.Adopted;
        if (revision != Revision) return PlanRejections.ChangedMeanwhile;
        if (County is not null && !Skeleton(areas).SequenceEqual(Skeleton(Areas))) return PlanRejections.NationsGoals;
        if (Outline.Fault(areas) is { } why) return why;
        Areas = areas;
        Revision++;
        return new Done();
    }

    /// <summary>Somebody adopts it. Twice is harmless. Refused when nobody is named, or nothing is in it.</summary>
    public Outcome<Done> Adopt(string by, DateOnly on)
    {
        if (State == PlanState.Adopted) return new Done();
        if (by.Length is 0 or > NameLength) return PlanRejections.AdoptedBy;
        if (!Goals.Any()) return PlanRejections.Empty;
        (State, AdoptedBy, AdoptedOn) = (PlanState.Adopted, by, on);
        Revision++;
        return new Done();
    }

    private static IEnumerable<string> Skeleton(IEnumerable<Area> areas) => areas.SelectMany(a => a.Goals.Select(g => $"{g.Key} {g.Number} {g.Words}").Prepend($"{a.Key} {a.Number} {a.Name}"));

    private static Rejection? Fault(string name, Period period) =>
        name.Length is 0 or > NameLength ? PlanRejections.Name : period.From >= period.To || period.To.Year - period.From.Year > 20 ? PlanRejections.Backwards : null;
}

/// <summary>Why a plan refuses.</summary>
public static class PlanRejections
{
    public static readonly Rejection NotFound = new("plan.not-found");
    public static readonly Rejection Adopted = new("plan.adopted");
    public static readonly Rejection ChangedMeanwhile = new("plan.changed-meanwhile");
    public static readonly Rejection There = new("plan.there");
    public static readonly Rejection AdoptedBy = new("plan.adopted-by");
    public static readonly Rejection Empty = new("plan.empty");
    public static readonly Rejection Name = new("plan.name");
    public static readonly Rejection Backwards = new("plan.backwards");
    public static readonly Rejection SamePeriod = new("plan.same-period");
    public static readonly Rejection NotNational = new("plan.not-national");
    public static readonly Rejection NationsGoals = new("plan.nations-goals");
    public static readonly Rejection OtherCounty = new("plan.other-county");
}
