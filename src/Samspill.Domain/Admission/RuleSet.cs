using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>One version of the school's admission rules: the order of priority and the limits. Never changed, only followed by a new version.</summary>
public sealed class RuleSet
{
    private RuleSet() { }

    /// <summary>A new version, in force from a date by somebody's decision.</summary>
    public RuleSet(RuleSetId id, int version, DateOnly inForceFrom, string adoptedBy, DateTimeOffset recordedAt, AdmissionRules rules) =>
        (Id, Version, InForceFrom, AdoptedBy, RecordedAt, Rules) = (id, version, inForceFrom, adoptedBy, recordedAt, rules);

    public RuleSetId Id { get; private init; }

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; private init; }
    public DateOnly InForceFrom { get; private init; }

    /// <summary>Who decided, in words: "Bystyret 12. mars 2026, sak 31/26".</summary>
    public string AdoptedBy { get; private init; } = "";
    public DateTimeOffset RecordedAt { get; private init; }
    public AdmissionRules Rules { get; private init; } = AdmissionRules.Default;
}
