using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;

namespace Samspill.Features.Admission;

/// <summary>The way from a child's primary school to a course's first site, in whole metres as the crow flies.</summary>
internal sealed class Distances
{
    private readonly Dictionary<SiteId, Position> sites;
    private readonly Dictionary<string, SiteId> firstSites;

    private Distances(Dictionary<SiteId, Position> sites, Dictionary<string, SiteId> firstSites) => (this.sites, this.firstSites) = (sites, firstSites);

    public static async Task<Distances> LoadAsync(SamspillDb db, CancellationToken ct)
    {
        var placed = await db.Sites.AsNoTracking().Where(s => s.Latitude != null && s.Longitude != null).Select(s => new { s.Id, s.Latitude, s.Longitude }).ToListAsync(ct);
        var first = await (from s in db.CourseSites.AsNoTracking() where s.Position == 0 join c in db.Courses on s.Course equals c.Id select new { c.Code, s.Site }).ToListAsync(ct);
        return new Distances(placed.ToDictionary(s => s.Id, s => new Position(s.Latitude!.Value, s.Longitude!.Value)), first.ToDictionary(f => f.Code, f => f.Site));
    }

    /// <summary>Null when one of the two is not known.</summary>
    public double? Between(SiteId? school, string course) =>
        school is { } from && firstSites.TryGetValue(course, out var to) && sites.TryGetValue(from, out var a) && sites.TryGetValue(to, out var b) ? Math.Round(a.KilometresTo(b) * 1000) : null;
}
