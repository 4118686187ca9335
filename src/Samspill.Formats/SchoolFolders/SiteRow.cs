namespace Samspill.Formats.SchoolFolders;

/// <summary>What kind of place a site is.</summary>
public enum SiteKind
{
    /// <summary>A centre of the culture school's own.</summary>
    Centre,
    /// <summary>A primary school (years 1 to 7, or 1 to 10).</summary>
    Primary,
    /// <summary>A lower secondary school (years 8 to 10).</summary>
    LowerSecondary,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A row of sites.csv: where the school teaches, or where a pupil goes to school.</summary>
public sealed record SiteRow : Row
{
    /// <summary>The site's id in the system the folder comes from.</summary>
    public string Id { get; init; } = "";
    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";
    /// <summary>What kind of place it is.</summary>
    public SiteKind Kind { get; init; }
    /// <summary>The part of the municipality.</summary>
    public string? District { get; init; }
    /// <summary>Degrees north, WGS 84, -90 to 90.</summary>
    public double? Latitude { get; init; }
    /// <summary>Degrees east, WGS 84, -180 to 180.</summary>
    public double? Longitude { get; init; }
}

/// <summary>A row of rooms.csv: a room at a site.</summary>
public sealed record RoomRow : Row
{
    /// <summary>The room's id.</summary>
    public string Id { get; init; } = "";
    /// <summary>The id of its site.</summary>
    public string Site { get; init; } = "";
    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";
    /// <summary>How many it holds.</summary>
    public int? Capacity { get; init; }
    /// <summary>What it has, such as piano, drums, mirror, easel, stage.</summary>
    public Words? Features { get; init; }
}
