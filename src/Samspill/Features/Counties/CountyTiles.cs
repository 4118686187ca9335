namespace Samspill.Features.Counties;

/// <summary>Where a county stands on the map.</summary>
/// <param name="X">Column from the west.</param>
/// <param name="Y">Row from the north.</param>
public readonly record struct Tile(int X, int Y);

/// <summary>The counties as tiles, each about where it lies: outlines would claim an exactness that nobody needs here.</summary>
internal static class CountyTiles
{
    public const int Columns = 6, Rows = 8;

    private static readonly Dictionary<string, Tile> Places = new()
    {
        ["55"] = new(4, 0), ["56"] = new(5, 0), ["18"] = new(3, 1), ["50"] = new(2, 2), ["15"] = new(1, 3), ["34"] = new(2, 3), ["46"] = new(0, 4), ["33"] = new(1, 4), ["03"] = new(2, 4), ["32"] = new(3, 4),
        ["11"] = new(0, 5), ["40"] = new(1, 5), ["39"] = new(2, 5), ["31"] = new(3, 5), ["42"] = new(1, 6),
    };

    /// <summary>A tile for each county. Those whose place is not known stand on the lowest row.</summary>
    public static IReadOnlyList<Tile> Of(IReadOnlyList<string> numbers)
    {
        var spare = 0;
        return [.. numbers.Select(n => Places.TryGetValue(n, out var at) ? at : new Tile(spare++ % Columns, Rows - 1))];
    }
}
