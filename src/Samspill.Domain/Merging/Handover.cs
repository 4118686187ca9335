using Samspill.Domain.Shared;

namespace Samspill.Domain.Merging;

/// <summary>A school that is to become a part of another: said by the school itself, or by the operator. One row in its database. When it is closed nothing more is written there.</summary>
public sealed class Handover
{
    private Handover() { }

    /// <param name="into">First segment of the other school's addresses.</param>
    /// <param name="name">The other school's name.</param>
    /// <param name="date">The day from which the two are one.</param>
    public Handover(string into, string name, DateOnly date, string by, DateTimeOffset at) => (Into, Name, Date, By, At) = (into, name, date, by, at);

    public int Id { get; private init; } = 1;
    public string Into { get; private init; } = "";
    public string Name { get; private init; } = "";
    public DateOnly Date { get; private set; }
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    /// <summary>From when nothing is written at the school; null while it is still its own.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Closes the school. Twice is harmless; the last day that is said holds.</summary>
    public void Close(DateOnly date, DateTimeOffset now) => (Date, ClosedAt) = (date, ClosedAt ?? now);

    /// <summary>Nothing came of the merge: the school is its own again.</summary>
    public void Reopen() => ClosedAt = null;
}

/// <summary>A school that wants to become a part of this one.</summary>
public sealed class MergeOffer
{
    private MergeOffer() { }

    /// <param name="from">First segment of its addresses.</param>
    public MergeOffer(string from, string name, DateOnly date, string by, DateTimeOffset at) => (From, Name, Date, By, At) = (from, name, date, by, at);

    public string From { get; private init; } = "";
    public string Name { get; private init; } = "";
    public DateOnly Date { get; private init; }
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}

/// <summary>A school that has become a part of this one, with the report of it. Once for each school.</summary>
public sealed class Merge
{
    private Merge() { }

    /// <param name="from">First segment of its addresses.</param>
    public Merge(string from, string name, string municipality, DateOnly date, string by, DateTimeOffset at) => (From, Name, Municipality, Date, By, At) = (from, name, municipality, date, by, at);

    public string From { get; private init; } = "";
    public string Name { get; private init; } = "";

    /// <summary>Four-digit number.</summary>
    public string Municipality { get; private init; } = "";
    public DateOnly Date { get; private init; }
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    /// <summary>The report as JSON: what came, what was there already, what stayed and why. No person in it.</summary>
    public string Report { get; private set; } = "";

    /// <summary>What the school had published of statistics, as JSON: what it hid must not be told by the difference between our figures before and after.</summary>
    public string Statistics { get; private set; } = "[]";

    /// <summary>Keeps the report of it, and what the school had published.</summary>
    public void Tell(string report, string statistics) => (Report, Statistics) = (report, statistics);
}

/// <summary>What somebody answered about two rows that look like one human being.</summary>
public sealed class DoubleAnswer
{
    private DoubleAnswer() { }

    /// <param name="from">First segment of the other school's addresses.</param>
    public DoubleAnswer(string from, PersonId theirs, PersonId ours, bool same, string by, DateTimeOffset at) => (From, Theirs, Ours, Same, By, At) = (from, theirs, ours, same, by, at);

    public string From { get; private init; } = "";
    public PersonId Theirs { get; private init; }
    public PersonId Ours { get; private init; }
    public bool Same { get; private set; }
    public string By { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// <summary>Another answer; it holds until the schools are merged.</summary>
    public void Change(bool same, string by, DateTimeOffset at) => (Same, By, At) = (same, by, at);
}

/// <summary>Why a merge refuses.</summary>
public static class MergeRejections
{
    /// <summary>No such school, or one that has not said that it comes here.</summary>
    public static readonly Rejection NotFound = new("merging.not-found");
    public static readonly Rejection Itself = new("merging.itself");

    /// <summary>Made-up people and real ones are never put together.</summary>
    public static readonly Rejection Demo = new("merging.demo");
    public static readonly Rejection Date = new("merging.date");

    /// <summary>Somebody else wrote the same meanwhile: nothing was changed.</summary>
    public static readonly Rejection Meanwhile = new("merging.meanwhile");

    /// <summary>The other has said that it comes here: they cannot become a part of each other.</summary>
    public static readonly Rejection BothWays = new("merging.both-ways");

    /// <summary>One of the two is the same as somebody else already, somebody has answered.</summary>
    public static readonly Rejection OneAlready = new("merging.one-already");

    /// <summary>The pair is no likely double any more.</summary>
    public static readonly Rejection NoDouble = new("merging.no-double");

    public static Rejection Already(string name, DateOnly date) => new("merging.already", name, date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The school has become a part of another.</summary>
    public static Rejection Closed(string name) => new("merging.closed", name);

    /// <summary>One national id on rows that are two people.</summary>
    /// <param name="rows">Codes of the rows, never names.</param>
    public static Rejection TwoPersons(IEnumerable<string> rows) => new("merging.two-persons", string.Join("; ", rows));

    /// <summary>Two people of theirs would become one of ours.</summary>
    public static Rejection OneForTwo(IEnumerable<string> rows) => new("merging.one-for-two", string.Join("; ", rows));

    /// <summary>A survey of theirs can still be answered: who has its link could not any more.</summary>
    /// <param name="until">The last day.</param>
    public static Rejection OpenSurvey(DateOnly until) => new("merging.open-survey", until);

    /// <summary>Likely doubles that nobody has answered.</summary>
    public static Rejection Unanswered(int doubles) => new("merging.unanswered", doubles);
}
