using Samspill.Domain.Shared;

namespace Samspill.Domain.Gsi;

/// <summary>What somebody says of a year that the data does not: how the school is run, how many live in the municipality, what it cost.</summary>
public sealed class GsiYear
{
    private GsiYear() { }

    /// <summary>A year of which nothing is said yet.</summary>
    public GsiYear(int year) => Year = year;

    /// <summary>The calendar year that the school year of the report begins in, and the accounts are of.</summary>
    public int Year { get; private init; }
    public Operation Operation { get; private set; }

    /// <summary>Inhabitants of 6 to 15 years at the year's end.</summary>
    public int? Children { get; private set; }

    /// <summary>Pupils who live here and are taught in other municipalities' culture schools.</summary>
    public int? Elsewhere { get; private set; }

    /// <summary>Function 383, account class 1, kinds 010 to 480, in thousands of kroner; so are those below.</summary>
    public int? Running { get; private set; }

    /// <summary>Kind 590.</summary>
    public int? Depreciation { get; private set; }

    /// <summary>Kinds 690, 710, 729 and 790 together.</summary>
    public int? Deducted { get; private set; }

    /// <summary>Net operating expenses of function 383; below 0 when more came in than went out.</summary>
    public int? Net { get; private set; }

    /// <summary>How the school is run.</summary>
    public void Run(Operation operation) => Operation = operation;

    /// <summary>What was said of the statistics and accounts.</summary>
    public KostraTyped Accounts() => new(Children, Elsewhere, Running, Depreciation, Deducted, Net);

    /// <summary>What the municipality's statistics and accounts say.</summary>
    public void Account(KostraTyped typed) =>
        (Children, Elsewhere, Running, Depreciation, Deducted, Net) = (typed.Children, typed.Elsewhere, typed.Running, typed.Depreciation, typed.Deducted, typed.Net);
}

/// <summary>A figure that somebody typed.</summary>
public sealed class GsiEntry
{
    /// <summary>Highest figure.</summary>
    public const int Most = 1_000_000;

    private GsiEntry() { }

    public GsiEntry(int year, string line, string column, int value, string by, DateTimeOffset at) => (Year, Line, Column, Value, By, At) = (year, line, column, value, by, at);

    public int Year { get; private init; }
    public string Line { get; private init; } = "";
    public string Column { get; private init; } = "";

    /// <summary>0 to <see cref="Most"/>.</summary>
    public int Value { get; private set; }
    public string By { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// <summary>Another figure; the same one is no change.</summary>
    public void Correct(int value, string by, DateTimeOffset at)
    {
        if (value != Value) (Value, By, At) = (value, by, at);
    }
}

/// <summary>What is said about a line of a year's report, and goes with it.</summary>
public sealed class GsiRemark
{
    /// <summary>Most characters.</summary>
    public const int Length = 1000;

    private GsiRemark() { }

    public GsiRemark(int year, string line, string words, string by, DateTimeOffset at) => (Year, Line, Words, By, At) = (year, line, words, by, at);

    public int Year { get; private init; }
    public string Line { get; private init; } = "";
    public string Words { get; private set; } = "";
    public string By { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// <summary>Says it anew.</summary>
    public void Rewrite(string words, string by, DateTimeOffset at)
    {
        if (words != Words) (Words, By, At) = (words, by, at);
    }
}

/// <summary>Identifies a delivered report.</summary>
public readonly record struct GsiDeliveryId(Guid Value) : IId<GsiDeliveryId>
{
    /// <summary>A new id.</summary>
    public static GsiDeliveryId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static GsiDeliveryId From(Guid value) => new(value);
}

/// <summary>A report as it was delivered, with its remarks. Never changed: what is delivered later is another version. The database refuses anything else.</summary>
public sealed class GsiDelivery
{
    private GsiDelivery() { }

    /// <param name="report">The document, as it would be downloaded.</param>
    public GsiDelivery(GsiDeliveryId id, int year, int version, string form, DateOnly date, string report, Guid? account, string by, DateTimeOffset at) =>
        (Id, Year, Version, Form, Date, Report, Account, By, At) = (id, year, version, form, date, report, account, by, at);

    public GsiDeliveryId Id { get; private init; }
    public int Year { get; private init; }

    /// <summary>1, 2, 3 … of the year.</summary>
    public int Version { get; private init; }
    public string Form { get; private init; } = "";

    /// <summary>The day that was counted.</summary>
    public DateOnly Date { get; private init; }
    public string Report { get; private init; } = "";
    public Guid? Account { get; private init; }
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}

/// <summary>Why the report refuses.</summary>
public static class GsiRejections
{
    public static readonly Rejection Line = new("gsi.line");
    public static readonly Rejection NotCountingDay = new("gsi.not-counting-day");
    public static readonly Rejection Future = new("gsi.future");
    public static readonly Rejection Blocked = new("gsi.blocked");
    public static readonly Rejection RemarksMissing = new("gsi.remarks-missing");
    public static readonly Rejection ChangedMeanwhile = new("gsi.changed-meanwhile");

    /// <summary>Somebody else has written a figure since the form was opened.</summary>
    public static readonly Rejection FiguresChanged = new("gsi.figures-changed");

    /// <summary>The line has another remark than the form showed.</summary>
    public static readonly Rejection RemarkChanged = new("gsi.remark-changed");
}
