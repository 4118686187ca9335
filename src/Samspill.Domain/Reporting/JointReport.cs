using Samspill.Domain.Shared;

namespace Samspill.Domain.Reporting;

/// <summary>Identifies a published version of a joint report.</summary>
public readonly record struct JointReportId(Guid Value) : IId<JointReportId>
{
    /// <summary>A new id.</summary>
    public static JointReportId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static JointReportId From(Guid value) => new(value);
}

/// <summary>What a person has said of two events: that they are one, or that they are not.</summary>
public sealed class SameEvent(ReportingRoundId round, Guid one, Guid other, bool isSame, string by, DateTimeOffset at)
{
    public ReportingRoundId Round { get; private init; } = round;
    public Guid One { get; private init; } = one;
    public Guid Other { get; private init; } = other;
    public bool IsSame { get; private set; } = isSame;
    public string By { get; private set; } = by;
    public DateTimeOffset At { get; private set; } = at;

    /// <summary>Somebody says otherwise.</summary>
    public void Say(bool isSame, string by, DateTimeOffset at) => (IsSame, By, At) = (isSame, by, at);
}

/// <summary>One version of the joint text beside a goal's figures.</summary>
/// <param name="goal">Key of the goal; empty for the introduction.</param>
public sealed class JointText(ReportingRoundId round, Guid goal, int version, string words, string by, DateTimeOffset at)
{
    /// <summary>Most characters.</summary>
    public const int Length = 12_000;

    public ReportingRoundId Round { get; private init; } = round;
    public Guid Goal { get; private init; } = goal;
    public int Version { get; private init; } = version;
    public string Words { get; private init; } = words;
    public string By { get; private init; } = by;
    public DateTimeOffset At { get; private init; } = at;
}

/// <summary>A published joint report. Never changed: a correction is the next version.</summary>
/// <param name="correction">What is corrected since the version before; null in the first.</param>
public sealed class JointReport(JointReportId id, ReportingRoundId round, int version, JointDocument document, string? correction, string by, DateTimeOffset at)
{
    /// <summary>Most characters of what is corrected.</summary>
    public const int CorrectionLength = 1000;

    public JointReportId Id { get; private init; } = id;
    public ReportingRoundId Round { get; private init; } = round;
    public int Version { get; private init; } = version;
    public JointDocument Document { get; private init; } = document;
    public string? Correction { get; private init; } = correction;
    public string By { get; private init; } = by;
    public DateTimeOffset At { get; private init; } = at;
}
