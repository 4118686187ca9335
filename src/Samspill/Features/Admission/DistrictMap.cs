using Microsoft.EntityFrameworkCore;
using Samspill.Data;

namespace Samspill.Features.Admission;

/// <summary>A district on the map.</summary>
/// <param name="Outline">Corners of a rounded hull about its sites, as SVG points.</param>
/// <param name="Tone">1 (fewest) to 4: how dark it is.</param>
public sealed record MapDistrict(string Name, string Outline, int LabelX, int LabelY, int Tone, double Share);

/// <summary>A site on the map.</summary>
public sealed record MapSite(int X, int Y, bool Centre);

/// <summary>The districts drawn from nothing but the coordinates of the school's sites.</summary>
public sealed record DistrictMap(int Width, int Height, IReadOnlyList<MapDistrict> Districts, IReadOnlyList<MapSite> Sites)
{
    private const int Edge = 40, Round = 16, Corners = 12, Line = 18;

    /// <summary>Null when fewer than two sites have coordinates.</summary>
    public static async Task<DistrictMap?> OfAsync(SamspillDb db, IReadOnlyList<ChildrenFigures> figures, CancellationToken ct)
    {
        var sites = await db.Sites.AsNoTracking().Where(s => s.Latitude != null && s.Longitude != null).OrderBy(s => s.Code).Take(1000)
            .Select(s => new { s.District, s.Latitude, s.Longitude, Centre = s.Kind == Domain.School.SiteKind.Centre }).ToListAsync(ct);
        if (sites.Count < 2) return null;

        // A degree of longitude is shorter than one of latitude by the cosine of the latitude.
        var narrow = Math.Cos(double.DegreesToRadians(sites.Average(s => s.Latitude!.Value)));
        var (west, east) = (sites.Min(s => s.Longitude!.Value) * narrow, sites.Max(s => s.Longitude!.Value) * narrow);
        var (south, north) = (sites.Min(s => s.Latitude!.Value), sites.Max(s => s.Latitude!.Value));
        const int width = 520;
        var scale = (width - 2 * Edge) / Math.Max(east - west, 1e-6);
        var height = (int)Math.Clamp((north - south) * scale, 160, 480) + 2 * Edge;
        scale = Math.Min(scale, (height - 2 * Edge) / Math.Max(north - south, 1e-6));
        var (left, top) = ((width - (east - west) * scale) / 2, (height - (north - south) * scale) / 2);
        (double X, double Y) At(double latitude, double longitude) => (left + (longitude * narrow - west) * scale, top + (north - latitude) * scale);

        var points = sites.Select(s => (s.District, s.Centre, Point: At(s.Latitude!.Value, s.Longitude!.Value))).ToList();
        var shares = figures.ToDictionary(f => f.Name, f => f.Share);
        var (least, most) = shares.Count == 0 ? (0, 1) : (shares.Values.Min(), shares.Values.Max());
        var districts = points.Where(p => p.District is not null && shares.ContainsKey(p.District)).GroupBy(p => p.District!).OrderByDescending(g => g.Count()).Select(g =>
        {
            var hull = Hull([.. g.SelectMany(p => Enumerable.Range(0, Corners).Select(i => (X: p.Point.X + Round * Math.Cos(2 * Math.PI * i / Corners), Y: p.Point.Y + Round * Math.Sin(2 * Math.PI * i / Corners))))]);
            var tone = most > least ? 1 + (int)Math.Min(3, 4 * (shares[g.Key] - least) / (most - least)) : 3;
            return new MapDistrict(g.Key, string.Join(' ', hull.Select(p => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{p.X:0},{p.Y:0}"))), (int)hull.Average(p => p.X), (int)hull.Average(p => p.Y), tone, shares[g.Key]);
        }).ToList();
        return new DistrictMap(width, height, Apart(districts), [.. points.Select(p => new MapSite((int)p.Point.X, (int)p.Point.Y, p.Centre))]);
    }

    /// <summary>Labels that would lie on each other are moved down, from the top.</summary>
    private static List<MapDistrict> Apart(List<MapDistrict> districts)
    {
        var placed = new List<MapDistrict>();
        foreach (var district in districts.OrderBy(d => d.LabelY))
        {
            var label = district;
            while (placed.Any(p => Math.Abs(p.LabelY - label.LabelY) < Line && Math.Abs(p.LabelX - label.LabelX) < 60 + 4 * (p.Name.Length + label.Name.Length) / 2)) label = label with { LabelY = label.LabelY + 4 };
            placed.Add(label);
        }
        return [.. districts.Select(d => placed.First(p => p.Name == d.Name))];
    }

    /// <summary>The convex hull (Andrew's monotone chain).</summary>
    private static List<(double X, double Y)> Hull(List<(double X, double Y)> points)
    {
        points.Sort();
        List<(double X, double Y)> Half(IEnumerable<(double X, double Y)> along)
        {
            var half = new List<(double X, double Y)>();
            foreach (var p in along)
            {
                while (half.Count > 1 && (half[^1].X - half[^2].X) * (p.Y - half[^2].Y) - (half[^1].Y - half[^2].Y) * (p.X - half[^2].X) <= 0) half.RemoveAt(half.Count - 1);
                half.Add(p);
            }
            half.RemoveAt(half.Count - 1);
            return half;
        }
        return [.. Half(points), .. Half(points.AsEnumerable().Reverse())];
    }
}
