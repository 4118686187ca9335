using Microsoft.EntityFrameworkCore;
using Samspill.Data;

namespace Samspill.Features.Admission;

/// <summary>The way from a child's primary school to a course's first site, in whole metres as the crow flies.</summary>
internal sealed class Distances
{
    private const double EarthRadius = 6_371_000;
    private readonly Dictionary<SiteId, (double Latitude, double Longitude)> sites;
    private readonly Dictionary<string, SiteId> firstSites;

    private Distances(Dictionary<SiteId, (double, double)> sites, Dictionary<string, SiteId> firstSites) => (this.sites, this.firstSites) = (sites, firstSites);

    public static async Task<Distances> LoadAsync(SamspillDb db, CancellationToken ct)
    {
        var placed = await db.Sites.AsNoTracking().Where(s => s.Latitude != null && s.Longitude != null).Select(s => new { s.Id, s.Latitude, s.Longitude }).ToListAsync(ct);
        var first = await (from s in db.CourseSites.AsNoTracking() where s.Position == 0 join c in db.Courses on s.Course equals c.Id select new { c.Code, s.Site }).ToListAsync(ct);
        return new Distances(placed.ToDictionary(s => s.Id, s => (s.Latitude!.Value, s.Longitude!.Value)), first.ToDictionary(f => f.Code, f => f.Site));
    }

    /// <summary>Null when one of the two is not known.</summary>
    public double? Between(SiteId? school, string course) =>
        school is { } from && firstSites.TryGetValue(course, out var to) && sites.TryGetValue(from, out var a) && sites.TryGetValue(to, out var b) ? Metres(a, b) : null;

    /// <summary>The haversine formula on a sphere.</summary>
    private static double Metres((double Latitude, double Longitude) a, (double Latitude, double Longitude) b)
    {
        var (north, east) = (double.DegreesToRadians(b.Latitude - a.Latitude) / 2, double.DegreesToRadians(b.Longitude - a.Longitude) / 2);
        var h = Math.Pow(Math.Sin(north), 2) + Math.Cos(double.DegreesToRadians(a.Latitude)) * Math.Cos(double.DegreesToRadians(b.Latitude)) * Math.Pow(Math.Sin(east), 2);
        return Math.Round(2 * EarthRadius * Math.Asin(Math.Sqrt(h)));
    }
}
