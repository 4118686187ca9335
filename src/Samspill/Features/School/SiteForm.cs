using System.Globalization;
using System.Text.Json;
using Samspill.Domain.School;
using Samspill.Features.Shared;

namespace Samspill.Features.School;

/// <summary>A site as it is typed.</summary>
public sealed class SiteForm
{
    public string? Name { get; set; }
    public string? Kind { get; set; }
    public string? District { get; set; }
    public string? Latitude { get; set; }
    public string? Longitude { get; set; }

    public static string Label(string field) => $"site.{field.ToLowerInvariant()}";

    public static string Word(SiteKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static SiteForm Of(Site site) => new()
    {
        Name = site.Name, Kind = Word(site.Kind), District = site.District, Latitude = Degrees(site.Latitude), Longitude = Degrees(site.Longitude),
    };

    /// <summary>Records what was typed, or says what is wrong beside the fields.</summary>
    public void Record(Site site, Typed typed)
    {
        var (latitude, longitude) = (typed.Degrees(nameof(Latitude), Latitude, -90, 90), typed.Degrees(nameof(Longitude), Longitude, -180, 180));
        if (string.IsNullOrWhiteSpace(Latitude) != string.IsNullOrWhiteSpace(Longitude)) typed.Wrong(nameof(Longitude), SiteRejections.HalfPosition);
        var kind = typed.Choice(nameof(Kind), Enum.GetValues<SiteKind>().Where(k => Word(k) == Kind).Select(k => (SiteKind?)k).FirstOrDefault());
        var (name, district) = (typed.Text(nameof(Name), Name, 200), typed.Optional(nameof(District), District, 200));
        if (typed.IsFine) site.Record(name, kind, district, latitude, longitude);
    }

    private static string? Degrees(double? degrees) => degrees?.ToString("0.######", CultureInfo.InvariantCulture).Replace('.', ',');
}

/// <summary>A room as it is typed.</summary>
public sealed class RoomForm
{
    public string? Name { get; set; }
    public string? Capacity { get; set; }
    public string? Features { get; set; }

    public static RoomForm Of(Room room) => new()
    {
        Name = room.Name, Capacity = room.Capacity?.ToString(CultureInfo.InvariantCulture), Features = room.Features.Length > 0 ? room.Features : null,
    };

    /// <summary>Records what was typed, or says what is wrong beside the fields.</summary>
    public void Record(Room room, SiteId site, Typed typed)
    {
        var (name, capacity) = (typed.Text(nameof(Name), Name, 200), typed.Number(nameof(Capacity), Capacity, 1, 2_000));
        var features = string.Join(' ', (typed.Optional(nameof(Features), Features, 400) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct());
        if (typed.IsFine) room.Record(site, name, capacity, features);
    }
}

/// <summary>What the fields of a site are drawn from.</summary>
public sealed record SiteFields(SiteForm Input);
