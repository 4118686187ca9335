using Samspill.Domain.Shared;

namespace Samspill.Domain.School;

/// <summary>What kind of place a site is.</summary>
public enum SiteKind { Centre, Primary, LowerSecondary, Other }

/// <summary>A place where the school teaches, or a primary school its pupils come from.</summary>
public sealed class Site
{
    private Site() { }

    /// <summary>A site with the code the school uses for it.</summary>
    public Site(SiteId id, string code) => (Id, Code) = (id, code);

    public SiteId Id { get; private init; }
    public string Code { get; private init; } = "";
    public string Name { get; private set; } = "";
    public SiteKind Kind { get; private set; }

    /// <summary>The part of the municipality; null when it has none.</summary>
    public string? District { get; private set; }

    /// <summary>Degrees north, WGS 84.</summary>
    public double? Latitude { get; private set; }

    /// <summary>Degrees east, WGS 84.</summary>
    public double? Longitude { get; private set; }

    /// <summary>Where it is; null when either degree is unknown.</summary>
    public Position? Position => Latitude is { } north && Longitude is { } east ? new Position(north, east) : null;

    /// <summary>Corrects what and where the site is.</summary>
    public void Record(string name, SiteKind kind, string? district, double? latitude, double? longitude) =>
        (Name, Kind, District, Latitude, Longitude) = (name, kind, district, latitude, longitude);
}

/// <summary>A room at one site.</summary>
public sealed class Room
{
    private Room() { }

    /// <summary>A room with the code the school uses for it.</summary>
    public Room(RoomId id, string code) => (Id, Code) = (id, code);

    public RoomId Id { get; private init; }
    public string Code { get; private init; } = "";
    public SiteId Site { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>How many pupils it holds; null for no limit.</summary>
    public int? Capacity { get; private set; }

    /// <summary>Space-separated, in the order given: piano drums mirror easel stage …</summary>
    public string Features { get; private set; } = "";

    /// <summary>Corrects what the room is.</summary>
    public void Record(SiteId site, string name, int? capacity, string features) => (Site, Name, Capacity, Features) = (site, name, capacity, features);
}

/// <summary>Why a site refuses.</summary>
public static class SiteRejections
{
    public static readonly Rejection HalfPosition = new("site.half-position");
}
