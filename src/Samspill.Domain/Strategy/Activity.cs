using Samspill.Domain.Shared;

namespace Samspill.Domain.Strategy;

/// <summary>Identifies an activity.</summary>
public readonly record struct ActivityId(Guid Value) : IId<ActivityId>
{
    /// <summary>A new id.</summary>
    public static ActivityId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static ActivityId From(Guid value) => new(value);
}

/// <summary>What a county does for its measures. The first eleven are the usual ones.</summary>
public enum ActivityKind
{
    MunicipalVisit, LeaderGathering, TrainingDay, Meeting, Conference, Consultation, StudyTrip, Event, Nomination, AgreementSigned, AgreementRevision,
    PoliticalMeeting, BoardMeeting, AnnualMeeting, Network, Information, Survey, Contact, Plan, ProgrammeLaunch,
}

/// <summary>How often something comes again.</summary>
public enum Recurrence { SixWeeks, Quarter, HalfYear, Year, SecondYear }

/// <summary>What follows of a recurrence.</summary>
public static class Recurrences
{
    /// <summary>The day on which it should come again.</summary>
    public static DateOnly After(this Recurrence every, DateOnly last) => every switch
    {
        Recurrence.SixWeeks => last.AddDays(42),
        Recurrence.Quarter => last.AddMonths(3),
        Recurrence.HalfYear => last.AddMonths(6),
        Recurrence.Year => last.AddYears(1),
        _ => last.AddYears(2),
    };
}

/// <summary>How many of one kind took part: leaders, teachers, pupils.</summary>
public sealed record Attended(string Who, int Count);

/// <summary>What an activity is about, apart from when, where and for which measures.</summary>
/// <param name="Name">What it was called.</param>
/// <param name="Partner">With whom outside.</param>
/// <param name="With">With which other county.</param>
/// <param name="Count">How many such, when one line tells of several.</param>
/// <param name="MunicipalityCount">How many municipalities, when they are not named.</param>
/// <param name="Regions">How many regions of the county.</param>
/// <param name="Partners">How many partners.</param>
public sealed record ActivityFacts(
    string? Name = null, string? Subject = null, string? Partner = null, string? With = null, string? Note = null, int? Count = null, int? MunicipalityCount = null, int? Regions = null, int? Partners = null)
{
    /// <summary>Most characters of each text.</summary>
    public const int Length = 500;

    /// <summary>Most of anything that is counted.</summary>
    public const int Most = 100_000;
}

/// <summary>When it is: some days, known as exactly as it was told, and how often it comes again.</summary>
/// <param name="Span">Null when only its recurrence, or nothing, is known.</param>
/// <param name="Every">Null when it comes once, or nobody said how often.</param>
/// <param name="Recurs">How often in the teller's own words.</param>
/// <param name="Years">Single years it was or will be held.</param>
public sealed record ActivityTime(DaySpan? Span = null, Recurrence? Every = null, string? Recurs = null, IReadOnlyList<int>? Years = null);

/// <summary>Something a county has done, or plans to do.</summary>
public sealed class Activity
{
    private Activity() { }

    /// <param name="position">Its place among those told of together.</param>
    private Activity(string county, ActivityKind kind, int position, string by, DateTimeOffset now) =>
        (County, Kind, Position, LoggedBy, LoggedAt) = (county, kind, position, by, now);

    public ActivityId Id { get; private init; }

    /// <summary>Number of the county as it was then.</summary>
    public string County { get; private init; } = "";
    public ActivityKind Kind { get; private set; }
    public int Position { get; private init; }
    public DateOnly? From { get; private set; }
    public DateOnly? To { get; private set; }
    public Recurrence? Every { get; private set; }
    public string? Recurs { get; private set; }
    public IReadOnlyList<int> Years { get; private set; } = [];

    /// <summary>Not done yet.</summary>
    public bool Planned { get; private set; }
    public ActivityFacts Facts { get; private set; } = new();
    public IReadOnlyList<Attended> Attended { get; private set; } = [];

    /// <summary>Numbers of the municipalities.</summary>
    public IReadOnlyList<string> Municipalities { get; private set; } = [];

    /// <summary>Keys of the measures it serves, in any version of a plan.</summary>
    public IReadOnlyList<Guid> Measures { get; private set; } = [];
    public Money? Cost { get; private set; }

    /// <summary>The agreement that was signed or reviewed; null for all else.</summary>
    public AgreementId? Agreement { get; private init; }
    public string LoggedBy { get; private init; } = "";
    public DateTimeOffset LoggedAt { get; private init; }

    /// <summary>When it was taken back; null for what counts.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public ActivityTime Time => new(From is { } from && To is { } to ? new DaySpan(from, to) : null, Every, Recurs, Years);

    /// <summary>An activity. Refused when a text is too long or a number makes no sense.</summary>
    /// <param name="id">Of what was sent, so that the same sent twice is one; null for a new one.</param>
    /// <param name="agreement">The agreement that was signed or reviewed.</param>
    public static Outcome<Activity> Log(
        string county, ActivityKind kind, ActivityTime time, bool planned, ActivityFacts facts, IReadOnlyList<Guid> measures, int position, string by, DateTimeOffset now, ActivityId? id = null, AgreementId? agreement = null)
    {
        if (new[] { facts.Name, facts.Subject, facts.Partner, facts.With, facts.Note, time.Recurs }.Any(t => t?.Length > ActivityFacts.Length)) return new Rejection("activity.long", ActivityFacts.Length);
        if (new[] { facts.Count, facts.MunicipalityCount, facts.Regions, facts.Partners }.Any(n => n is < 0 or > ActivityFacts.Most)) return ActivityRejections.Count;
        return new Activity(county, kind, position, by, now)
        {
            Id = id ?? ActivityId.New(), Agreement = agreement,
            From = time.Span?.From, To = time.Span?.To, Every = time.Every, Recurs = time.Recurs, Years = time.Years ?? [], Planned = planned, Facts = facts, Measures = [.. measures.Distinct()],
        };
    }

    /// <summary>Who came, where, and what it cost.</summary>
    public Outcome<Done> Count(IReadOnlyList<Attended> attended, IReadOnlyList<string> municipalities, Money? cost)
    {
        if (attended.Any(a => a.Count is < 0 or > ActivityFacts.Most || a.Who.Length is 0 or > 100) || attended.Count > 12) return ActivityRejections.Count;
        if (cost is { Ore: < 0 }) return ActivityRejections.Count;
        (Attended, Municipalities, Cost) = (attended, [.. municipalities.Distinct()], cost);
        return new Done();
    }

    /// <summary>Whether it belongs to some days. What was told without a day is of the years it names, and without those of when it was told.</summary>
    /// <param name="told">The days it was told of: the report's it came with, or the one on which it was logged.</param>
    public bool IsIn(Period days, Period told) =>
        From is { } from && To is { } to ? from <= days.To && to >= days.From
        : Years.Count > 0 ? Years.Any(y => y >= days.From.Year && y <= days.To.Year)
        : told.From <= days.To && told.To >= days.From;

    /// <summary>What was planned has been done. Refused before its day, without a reason, and when it has been taken back.</summary>
    /// <param name="number">One more than the changes the writer saw.</param>
    public Outcome<ActivityChange> Hold(int number, string reason, DateOnly today, string by, DateTimeOffset now)
    {
        if (!Planned || From > today) return ActivityRejections.NotPlanned;
        if (Fault(reason) is { } why) return why;
        var change = new ActivityChange(Id, number, withdraws: false, reason, Told, by, now);
        Planned = false;
        return change;
    }

    /// <summary>Says it anew; what had been said is in the change. Refused without a reason, and when it has been taken back.</summary>
    /// <param name="said">The same county's activity as it should have been told.</param>
    /// <param name="number">One more than the changes the writer saw.</param>
    public Outcome<ActivityChange> Correct(Activity said, int number, string reason, string by, DateTimeOffset now)
    {
        if (Fault(reason) is { } why) return why;
        var change = new ActivityChange(Id, number, withdraws: false, reason, Told, by, now);
        (Kind, From, To, Every, Recurs, Years, Planned) = (said.Kind, said.From, said.To, said.Every, said.Recurs, said.Years, said.Planned);
        (Facts, Attended, Municipalities, Measures, Cost) = (said.Facts, said.Attended, said.Municipalities, said.Measures, said.Cost);
        return change;
    }

    /// <summary>Takes it back: it counts no more, and is kept. Refused without a reason, and the second time.</summary>
    /// <param name="number">One more than the changes the writer saw.</param>
    public Outcome<ActivityChange> Withdraw(int number, string reason, string by, DateTimeOffset now)
    {
        if (Fault(reason) is { } why) return why;
        WithdrawnAt = now;
        return new ActivityChange(Id, number, withdraws: true, reason, Told, by, now);
    }

    /// <summary>The activity as it was told before a change.</summary>
    public Activity Before(ActivityChange change) => new(County, change.Was.Kind, Position, LoggedBy, LoggedAt)
    {
        Id = Id, From = change.Was.From, To = change.Was.To, Every = change.Was.Every, Recurs = change.Was.Recurs, Years = change.Was.Years, Planned = change.Was.Planned, Facts = change.Was.Facts,
        Attended = change.Was.Attended, Municipalities = change.Was.Municipalities, Measures = change.Was.Measures, Cost = change.Was.Ore is { } ore ? new Money(ore) : null,
    };

    private ActivityTold Told => new(Kind, From, To, Every, Recurs, Years, Planned, Facts, Attended, Municipalities, Measures, Cost?.Ore);

    private Rejection? Fault(string reason) =>
        WithdrawnAt is not null ? ActivityRejections.ChangedMeanwhile : reason.Length is 0 or > ActivityChange.ReasonLength ? new Rejection(ActivityRejections.Reason.Code, ActivityChange.ReasonLength) : null;
}

/// <summary>Why an activity refuses.</summary>
public static class ActivityRejections
{
    public static readonly Rejection NotFound = new("activity.not-found");
    public static readonly Rejection Count = new("activity.count");
    public static readonly Rejection OtherCounty = new("activity.other-county");
    public static readonly Rejection Measure = new("activity.measure");
    public static readonly Rejection Reason = new("activity.reason");
    public static readonly Rejection NotPlanned = new("activity.not-planned");
    public static readonly Rejection ChangedMeanwhile = new("activity.changed-meanwhile");
}
