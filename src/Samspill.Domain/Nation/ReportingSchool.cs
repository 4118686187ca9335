using Samspill.Domain.Shared;

namespace Samspill.Domain.Nation;

/// <summary>A school that the council takes packages from, one in a municipality.</summary>
public sealed class ReportingSchool
{
    private ReportingSchool() { }

    /// <param name="municipality">Four-digit number.</param>
    /// <param name="key">The public key that its packages are signed with.</param>
    /// <param name="address">The school's root, where packages are fetched; null when it sends them, or somebody carries them.</param>
    public ReportingSchool(string municipality, string name, byte[] key, string? address, string by, DateTimeOffset at)
    {
        Municipality = municipality;
        Correct(name, key, address, by, at);
    }

    public string Municipality { get; private init; } = "";
    public string Name { get; private set; } = "";
    public byte[] Key { get; private set; } = [];
    public string? Address { get; private set; }
    public string By { get; private set; } = "";
    public DateTimeOffset At { get; private set; }

    /// <summary>When it was last asked for a package.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    /// <summary>What came of it: <c>taken</c>, or the code of the refusal. Null before the first time.</summary>
    public string? Answer { get; private set; }

    /// <summary>Registers it anew.</summary>
    public void Correct(string name, byte[] key, string? address, string by, DateTimeOffset at) => (Name, Key, Address, By, At) = (name, key, address, by, at);

    /// <summary>Notes that it was asked.</summary>
    public void Asked(string answer, DateTimeOffset at) => (Answer, AskedAt) = (answer, at);
}

/// <summary>How a package came: sent by the school, fetched by the council, or carried by somebody.</summary>
public enum PackageWay { Push, Pull, Upload }

/// <summary>A package as it came, signed and with its hidden figures still sealed. Never changed.</summary>
public sealed class ReceivedPackage
{
    private ReceivedPackage() { }

    public ReceivedPackage(string municipality, int year, int version, long number, DateOnly date, DateTimeOffset issuedAt, PackageWay way, byte[] package, DateTimeOffset at) =>
        (Municipality, Year, Version, Number, Date, IssuedAt, Way, Package, At) = (municipality, year, version, number, date, issuedAt, way, package, at);

    public string Municipality { get; private init; } = "";

    /// <summary>Of the school's packages; each newer one has a higher number.</summary>
    public long Number { get; private init; }
    public int Year { get; private init; }
    public int Version { get; private init; }
    public DateOnly Date { get; private init; }
    public DateTimeOffset IssuedAt { get; private init; }
    public PackageWay Way { get; private init; }
    public byte[] Package { get; private init; } = [];
    public DateTimeOffset At { get; private init; }
}

/// <summary>The nation's and the counties' tables of a school year as they were published. Never changed: a correction is another version.</summary>
public sealed class NationPublication
{
    private NationPublication() { }

    /// <param name="schools">How many schools' packages they are made of.</param>
    /// <param name="pupils">Of the nation, as it is shown; null when it is not.</param>
    /// <param name="places">Likewise.</param>
    /// <param name="waiting">Likewise.</param>
    /// <param name="tables">The tables as they are shown, as JSON.</param>
    /// <param name="hidden">What is hidden in them, encrypted.</param>
    public NationPublication(Guid id, int year, int version, int schools, long? pupils, long? places, long? waiting, string tables, byte[] hidden, string by, DateTimeOffset at) =>
        (Id, Year, Version, Schools, Pupils, Places, Waiting, Tables, Hidden, By, At) = (id, year, version, schools, pupils, places, waiting, tables, hidden, by, at);

    public Guid Id { get; private init; }
    public int Year { get; private init; }
    public int Version { get; private init; }
    public int Schools { get; private init; }

    /// <summary>The nation's pupils, as they are shown: the series is read without the tables.</summary>
    public long? Pupils { get; private init; }
    public long? Places { get; private init; }
    public long? Waiting { get; private init; }
    public string Tables { get; private init; } = "";
    public byte[] Hidden { get; private init; } = [];
    public string By { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
}

/// <summary>Why a package is not taken, or tables are not published.</summary>
public static class PackageRejections
{
    public static readonly Rejection Form = new("package.form");
    public static readonly Rejection UnknownSchool = new("package.unknown-school");
    public static readonly Rejection OtherSchool = new("package.other-school");
    public static readonly Rejection Signature = new("package.signature");
    public static readonly Rejection Future = new("package.future");
    public static readonly Rejection Old = new("package.old");
    public static readonly Rejection OtherContent = new("package.other-content");
    public static readonly Rejection Tables = new("package.tables");
    public static readonly Rejection Figures = new("package.figures");
    public static readonly Rejection Sealed = new("package.sealed");
    public static readonly Rejection Away = new("package.away");
    public static readonly Rejection None = new("package.none");
    public static readonly Rejection TooLarge = new("package.too-large");
    public static readonly Rejection Address = new("package.address");
    public static readonly Rejection NotTaken = new("package.not-taken");
}

/// <summary>Why the nation's tables are not published.</summary>
public static class NationRejections
{
    public static readonly Rejection NoPackages = new("nation.no-packages");
    public static readonly Rejection Exposed = new("nation.exposed");
    public static readonly Rejection Unchanged = new("nation.unchanged");
    public static readonly Rejection ChangedMeanwhile = new("nation.changed-meanwhile");
    public static readonly Rejection UnknownMunicipality = new("nation.unknown-municipality");
}
