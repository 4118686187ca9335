namespace Samspill.Features.Reporting;

/// <summary>A county on the map.</summary>
/// <param name="X">Column from the west.</param>
/// <param name="Y">Row from the north.</param>
public sealed record TileOnMap(CountyLine County, int X, int Y);

/// <summary>The counties as tiles, each about where it lies: outlines would claim an exactness that nobody needs here.</summary>
internal static class CountyTiles
{
    public const int Columns = 6, Rows = 8;

    private static readonly Dictionary<string, (int X, int Y)> Places = new()
    {
        ["55"] = (4, 0), ["56"] = (5, 0), ["18"] = (3, 1), ["50"] = (2, 2), ["15"] = (1, 3), ["34"] = (2, 3), ["46"] = (0, 4), ["33"] = (1, 4), ["03"] = (2, 4), ["32"] = (3, 4),
        ["11"] = (0, 5), ["40"] = (1, 5), ["39"] = (2, 5), ["31"] = (3, 5), ["42"] = (1, 6),
    };

    /// <summary>Counties whose place is not known stand on the lowest row.</summary>
    public static IReadOnlyList<TileOnMap> Of(IReadOnlyList<CountyLine> counties)
    {
        var spare = 0;
        return [.. counties.Select(c => Places.TryGetValue(c.Number, out var at) ? new TileOnMap(c, at.X, at.Y) : new TileOnMap(c, spare++ % Columns, Rows - 1))];
    }
}
