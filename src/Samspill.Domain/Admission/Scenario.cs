using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>Something a round might be run by instead: other rules, other capacities. Kept as it was; a change of mind is another scenario.</summary>
public sealed class Scenario
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameLength = 100;

    private Scenario() { }

    /// <summary>A scenario with a name.</summary>
    /// <param name="ruleSet">The version, when the rules are one that is adopted; null for a draft.</param>
    /// <param name="capacities">Seats by course code, for the courses that differ.</param>
    public Scenario(ScenarioId id, RoundId round, string name, RuleSetId? ruleSet, AdmissionRules rules, IReadOnlyDictionary<string, int> capacities, DateTimeOffset madeAt, string madeBy) =>
        (Id, Round, Name, RuleSet, Rules, Capacities, MadeAt, MadeBy) = (id, round, name, ruleSet, rules, capacities, madeAt, madeBy);

    public ScenarioId Id { get; private init; }
    public RoundId Round { get; private init; }
    public string Name { get; private init; } = "";
    public RuleSetId? RuleSet { get; private init; }
    public AdmissionRules Rules { get; private init; } = AdmissionRules.Default;

    /// <summary>Seats by course code, for the courses that differ from the catalogue.</summary>
    public IReadOnlyDictionary<string, int> Capacities { get; private init; } = new Dictionary<string, int>();
    public DateTimeOffset MadeAt { get; private init; }
    public string MadeBy { get; private init; } = "";
}

/// <summary>Why a scenario refuses.</summary>
public static class ScenarioRejections
{
    public static readonly Rejection NotFound = new("scenario.not-found");
    public static readonly Rejection Name = new("scenario.name");
    public static readonly Rejection SameName = new("scenario.same-name");
    public static readonly Rejection Nothing = new("scenario.nothing");

    /// <summary>More seats than anybody would teach, or fewer than are taken and offered.</summary>
    public static readonly Rejection Capacity = new("scenario.capacity");
    public static readonly Rejection TooMany = new("scenario.too-many");
}
