using Samspill.Domain.Shared;
using Samspill.Domain.Strategy;

namespace Samspill.Domain.Reporting;

/// <summary>Identifies a county's report in a round.</summary>
public readonly record struct CountyReportId(Guid Value) : IId<CountyReportId>
{
    /// <summary>A new id.</summary>
    public static CountyReportId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static CountyReportId From(Guid value) => new(value);
}

/// <summary>Open: filled in. Signed off: somebody of the county vouches for it. Handed in: closed, until the council opens it again.</summary>
public enum CountyReportState { Open, SignedOff, HandedIn }

/// <summary>What somebody answers.</summary>
/// <param name="Value">A figure; null for as the log says.</param>
/// <param name="Reason">Why the figure is another than the log's.</param>
public sealed record Said(decimal? Value, string? Words, string? Reason);

/// <summary>One county's report in a round.</summary>
public sealed class CountyReport
{
    /// <summary>Most characters of an answer in words.</summary>
    public const int WordsLength = 8000;

    /// <summary>Most characters of a reason, and of a comment.</summary>
    public const int ReasonLength = 1000;

    /// <summary>No figure is larger, or more below zero.</summary>
    public const decimal Highest = 1_000_000_000;

    private CountyReport() { }

    internal CountyReport(ReportingRoundId round, string county) => (Id, Round, County) = (CountyReportId.New(), round, county);

    public CountyReportId Id { get; private init; }
    public ReportingRoundId Round { get; private init; }
    public string County { get; private init; } = "";
    public CountyReportState State { get; private set; }
    public DateTimeOffset? BegunAt { get; private set; }
    public string? SignedBy { get; private set; }
    public DateTimeOffset? SignedAt { get; private set; }

    /// <summary>Fingerprint of what was signed: the log may say something else when it is handed in.</summary>
    public string? SignedFor { get; private set; }
    public string? HandedInBy { get; private set; }
    public DateTimeOffset? HandedInAt { get; private set; }

    /// <summary>How many times it was handed in.</summary>
    public int Version { get; private set; }

    /// <summary>Why the county wants it opened again; null when it does not.</summary>
    public string? ReopenWhy { get; private set; }
    public string? ReopenBy { get; private set; }
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>Answers one thing. Refused when it is handed in, when somebody has answered the same thing meanwhile, and when a figure is another than the log's without a reason.</summary>
    /// <param name="last">The answer before; null when there is none.</param>
    /// <param name="seen">The version that the writer saw; 0 for none.</param>
    /// <param name="proposed">What the log says.</param>
    public Outcome<ReportAnswer> Answer(Asked asked, ReportAnswer? last, int seen, decimal? proposed, Said said, string by, DateTimeOffset now)
    {
        if (State == CountyReportState.HandedIn) return ReportingRejections.HandedIn;
        if ((last?.Version ?? 0) != seen) return ReportingRejections.AnsweredMeanwhile;
        if (said.Words?.Length > WordsLength || said.Reason?.Length > ReasonLength) return new Rejection("reporting.long", WordsLength, ReasonLength);
        if (said.Value is { } number && Math.Abs(number) > Highest) return ReportingRejections.Number;
        var isOther = asked.Kind == AskedKind.Figure && said.Value is not null && (asked.Source is null || said.Value != proposed);
        if (isOther && asked.Source is not null && string.IsNullOrEmpty(said.Reason)) return ReportingRejections.Reason;
        (State, SignedBy, SignedAt, SignedFor, BegunAt) = (CountyReportState.Open, null, null, null, BegunAt ?? now);
        return new ReportAnswer(Id, asked.Key, seen + 1, asked.Kind == AskedKind.Figure ? proposed : null, isOther ? said.Value : null,
            asked.Kind == AskedKind.Words ? said.Words ?? "" : null, isOther ? said.Reason : null, by, now);
    }

    /// <summary>Somebody of the county vouches for the form as it stands. A change afterwards takes it back.</summary>
    /// <param name="fingerprint">Of all that it says.</param>
    public Outcome<Done> SignOff(string fingerprint, string by, DateTimeOffset now)
    {
        if (State == CountyReportState.HandedIn) return ReportingRejections.HandedIn;
        (State, SignedBy, SignedAt, SignedFor, BegunAt) = (CountyReportState.SignedOff, by, now, fingerprint, BegunAt ?? now);
        return new Done();
    }

    /// <summary>Hands it in. Refused when it is handed in already, before anybody has signed it off, and when the log has changed what was signed.</summary>
    /// <param name="report">All that it says, and what it counts.</param>
    /// <param name="fingerprint">Of all that it says.</param>
    /// <param name="isLate">The deadline is past.</param>
    public Outcome<ReportDelivery> HandIn(DeliveredReport report, string fingerprint, bool isLate, string by, DateTimeOffset now)
    {
        if (State == CountyReportState.HandedIn) return ReportingRejections.HandedIn;
        if (State != CountyReportState.SignedOff) return ReportingRejections.NotSigned;
        if (fingerprint != SignedFor) return ReportingRejections.SignedOther;
        (State, HandedInBy, HandedInAt, ReopenWhy, ReopenBy) = (CountyReportState.HandedIn, by, now, null, null);
        Version++;
        return new ReportDelivery(Id, Version, report, isLate, SignedBy!, by, now);
    }

    /// <summary>The county asks for it to be opened again.</summary>
    public Outcome<Done> AskToReopen(string why, string by)
    {
        if (State != CountyReportState.HandedIn) return ReportingRejections.NotHandedIn;
        if (why.Length is 0 or > ReasonLength) return ReportingRejections.Reason;
        (ReopenWhy, ReopenBy) = (why, by);
        return new Done();
    }

    /// <summary>The council opens it again, when the county has asked. What was handed in stands until it is handed in anew.</summary>
    public Outcome<Done> Reopen()
    {
        if (State != CountyReportState.HandedIn) return ReportingRejections.NotHandedIn;
        if (ReopenWhy is null) return ReportingRejections.NotAsked;
        (State, SignedBy, SignedAt, SignedFor, HandedInBy, HandedInAt, ReopenWhy, ReopenBy) = (CountyReportState.Open, null, null, null, null, null, null, null);
        return new Done();
    }

    /// <summary>The council reminds a county that has not handed in.</summary>
    public void Remind(DateTimeOffset now)
    {
        if (State != CountyReportState.HandedIn) RemindedAt = now;
    }
}

/// <summary>One version of the answer to one thing. An answer is never changed: what is said later is the next version.</summary>
/// <param name="proposed">What the log said when it was answered; null for words.</param>
/// <param name="value">A figure that is another than the log's; null for as the log says.</param>
public sealed class ReportAnswer(CountyReportId report, Guid asked, int version, decimal? proposed, decimal? value, string? words, string? reason, string by, DateTimeOffset at)
{
    public CountyReportId Report { get; private init; } = report;
    public Guid Asked { get; private init; } = asked;
    public int Version { get; private init; } = version;
    public decimal? Proposed { get; private init; } = proposed;
    public decimal? Value { get; private init; } = value;
    public string? Words { get; private init; } = words;
    public string? Reason { get; private init; } = reason;
    public string By { get; private init; } = by;
    public DateTimeOffset At { get; private init; } = at;
}

/// <summary>What somebody says about an answer, inside the form. It is not a part of the report.</summary>
public sealed class ReportComment(CountyReportId report, Guid asked, string words, string by, DateTimeOffset at)
{
    public Guid Id { get; init; } = Guid.CreateVersion7(at);
    public CountyReportId Report { get; private init; } = report;
    public Guid Asked { get; private init; } = asked;
    public string Words { get; private init; } = words;
    public string By { get; private init; } = by;
    public DateTimeOffset At { get; private init; } = at;
}

/// <summary>An answer as it was handed in.</summary>
public sealed record DeliveredAnswer(Guid Asked, decimal? Proposed, decimal? Value, string? Words, string? Reason);

/// <summary>All that a county said, and the events that its figures were reckoned from.</summary>
/// <param name="Municipalities">How many the county has.</param>
public sealed record DeliveredReport(IReadOnlyList<DeliveredAnswer> Answers, IReadOnlyList<LoggedEvent> Events, int Municipalities);

/// <summary>A report as it was handed in. Never changed.</summary>
/// <param name="content">All that it says.</param>
public sealed class ReportDelivery(CountyReportId report, int version, DeliveredReport content, bool isLate, string signedBy, string by, DateTimeOffset at)
{
    public CountyReportId Report { get; private init; } = report;
    public int Version { get; private init; } = version;
    public DeliveredReport Content { get; private init; } = content;
    public bool IsLate { get; private init; } = isLate;
    public string SignedBy { get; private init; } = signedBy;
    public string By { get; private init; } = by;
    public DateTimeOffset At { get; private init; } = at;
}
