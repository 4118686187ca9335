using Samspill.Domain.Shared;

namespace Samspill.Domain.Statistics;

/// <summary>Identifies a published snapshot.</summary>
public readonly record struct StatisticsSnapshotId(Guid Value) : IId<StatisticsSnapshotId>
{
    /// <summary>A new id.</summary>
    public static StatisticsSnapshotId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static StatisticsSnapshotId From(Guid value) => new(value);
}

/// <summary>A school's statistics as they were published. Never changed: a correction is another version. The database refuses anything else.</summary>
public sealed class StatisticsSnapshot
{
    private StatisticsSnapshot() { }

    /// <param name="tables">All figures, with the positions of those that are hidden, as JSON.</param>
    public StatisticsSnapshot(StatisticsSnapshotId id, int year, int version, long number, string form, DateOnly date, string tables, Guid? account, string by, DateTimeOffset at) =>
        (Id, Year, Version, Number, Form, Date, Tables, Account, By, At) = (id, year, version, number, form, date, tables, account, by, at);

    public StatisticsSnapshotId Id { get; private init; }

    /// <summary>The calendar year that the school year begins in.</summary>
    public int Year { get; private init; }

    /// <summary>1, 2, 3 … of the year.</summary>
    public int Version { get; private init; }

    /// <summary>1, 2, 3 … of the school.</summary>
    public long Number { get; private init; }

    /// <summary>The tables' definition, by its name.</summary>
    public string Form { get; private init; } = "";

    /// <summary>The day that was counted.</summary>
    public DateOnly Date { get; private init; }
    public string Tables { get; private init; } = "";
    public Guid? Account { get; private init; }
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}

/// <summary>The council that a school hands its packages to.</summary>
public sealed class StatisticsReceiver
{
    /// <summary>Most characters of an address.</summary>
    public const int AddressLength = 300;

    private StatisticsReceiver() { }

    public StatisticsReceiver(byte[] key, string? address) => (Key, Address) = (key, address);

    public int Id { get; private init; } = 1;

    /// <summary>The council's public key: what is hidden is sealed for it.</summary>
    public byte[] Key { get; private set; } = [];

    /// <summary>Where packages are sent; null when the council fetches them, or somebody carries them.</summary>
    public string? Address { get; private set; }

    /// <summary>Corrects it.</summary>
    public void Correct(byte[] key, string? address) => (Key, Address) = (key, address);
}

/// <summary>Why statistics are not published, or not sent.</summary>
public static class StatisticsRejections
{
    public static readonly Rejection Future = new("statistics.future");
    public static readonly Rejection Exposed = new("statistics.exposed");
    public static readonly Rejection Unchanged = new("statistics.unchanged");
    public static readonly Rejection ChangedMeanwhile = new("statistics.changed-meanwhile");
    public static readonly Rejection Key = new("statistics.key");
    public static readonly Rejection Address = new("statistics.address");
    public static readonly Rejection NoReceiver = new("statistics.no-receiver");
    public static readonly Rejection NothingPublished = new("statistics.nothing-published");
}
