using System.Globalization;
using Samspill.Domain.School;

namespace Samspill.Features.School;

/// <summary>A site to draw: a dot the larger the more it has, named when there is room.</summary>
/// <param name="Weight">How much there is here; 0 draws a small grey dot without a name.</param>
/// <param name="Home">The place one measures from.</param>
public sealed record MapSite(string Name, string? District, Position Position, int Weight, bool Home = false);

/// <summary>A plain map drawn from nothing but the sites' coordinates: an outline around each district's sites, and a dot for each site.</summary>
/// <remarks>No tiles, so nothing is fetched from anybody. The same facts must stand in a table beside it.</remarks>
public sealed class SiteMap
{
    public const int Width = 520, Height = 420;
    private const double Margin = 48;
    private const int MostNames = 14;

    public sealed record Dot(string X, string Y, string Radius, string Kind);

    /// <param name="Minor">Left out on a phone, where letters are larger.</param>
    public sealed record Name(string X, string Y, string Anchor, string Text, bool Minor);

    public IReadOnlyList<string> Areas { get; }
    public IReadOnlyList<Dot> Dots { get; }
    public IReadOnlyList<Name> Names { get; }

    public SiteMap(IReadOnlyCollection<MapSite> sites)
    {
        var (south, north) = (sites.Min(s => s.Position.Latitude), sites.Max(s => s.Position.Latitude));
        var (west, east) = (sites.Min(s => s.Position.Longitude), sites.Max(s => s.Position.Longitude));
        // A degree east is shorter than a degree north; at the middle latitude the map is true to shape.
        var narrow = Math.Cos(double.DegreesToRadians((south + north) / 2));
        var scale = Math.Min((Width - 2 * Margin) / Math.Max((east - west) * narrow, 0.01), (Height - 2 * Margin) / Math.Max(north - south, 0.01));
        (double X, double Y) At(Position p) =>
            (Width / 2 + (p.Longitude - (west + east) / 2) * narrow * scale, Height / 2 - (p.Latitude - (south + north) / 2) * scale);

        Areas = [.. sites.Where(s => s.District is not null).GroupBy(s => s.District).Select(d => string.Join(' ', Outline.Of(d.Select(s => At(s.Position))).Select(p => $"{Figure(p.X)},{Figure(p.Y)}")))];
        static double Radius(MapSite site) => site.Home ? 9 : site.Weight == 0 ? 2.5 : Math.Min(13, 5 + 2 * Math.Sqrt(site.Weight));
        Dots = [.. sites.OrderBy(s => s.Home).ThenByDescending(s => s.Weight == 0).ThenByDescending(s => s.Weight).Select(s =>
        {
            var (x, y) = At(s.Position);
            return new Dot(Figure(x), Figure(y), Figure(Radius(s)), s.Home ? "m-home" : s.Weight == 0 ? "m-dot" : "m-site");
        })];
        Names = Named([.. sites.Where(s => s.Home || s.Weight > 0).OrderByDescending(s => s.Home).ThenByDescending(s => s.Weight).Select(s => (s.Name, At(s.Position), Radius(s)))]);
    }

    /// <summary>Names the most important first, on the right or the left of the dot, and leaves out those that would cover a dot or another's name.</summary>
    private static List<Name> Named(IReadOnlyList<(string Name, (double X, double Y) At, double Radius)> sites)
    {
        var (desk, phone) = (new Room(sites, 8.6, 20), new Room(sites, 14.8, 32));
        List<Name> names = [];
        foreach (var (name, (x, y), radius) in sites)
        {
            if (names.Count == MostNames) break;
            foreach (var right in (ReadOnlySpan<bool>)[true, false])
            {
                var from = right ? x + radius + 5 : x - radius - 5;
                if (!desk.Take(name, from, y, right)) continue;
                names.Add(new Name(Figure(from), Figure(y + 5), right ? "start" : "end", name, Minor: !phone.Take(name, from, y, right)));
                break;
            }
        }
        return names;
    }

    /// <summary>What is left of the picture for names in letters of one size.</summary>
    private sealed class Room(IEnumerable<(string Name, (double X, double Y) At, double Radius)> dots, double letter, double line)
    {
        private readonly List<(double Left, double Y, double Right)> taken = [.. dots.Select(d => (d.At.X - d.Radius, d.At.Y, d.At.X + d.Radius))];

        public bool Take(string name, double from, double y, bool rightwards)
        {
            var left = rightwards ? from : from - name.Length * letter;
            var right = left + name.Length * letter;
            if (left < 2 || right > Width - 2 || taken.Exists(t => left < t.Right && t.Left < right && Math.Abs(t.Y - y) < line)) return false;
            taken.Add((left, y, right));
            return true;
        }
    }

    private static string Figure(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
