using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Features.Counties;
using Samspill.Features.Shared;
using Samspill.Features.Statistics;
using Samspill.Host;

namespace Samspill.Features.Nation;

/// <summary>A county's tile on the map.</summary>
/// <param name="Tone">1 to 4, from the fewest reached to the most; 0 when it is not known.</param>
public sealed record CountyTile(int X, int Y, string Name, string Figure, int Tone);

/// <summary>A county in the table beside the map.</summary>
public sealed record CountyRow(string Id, string Name, string Pupils, string Places, string Waiting, double? Share);

/// <summary>A figure of today beside the one before.</summary>
public sealed record Check(string Measure, long Now, long Before, int Year);

/// <summary>The nation's and the counties' statistics, for everybody: key figures, map, tables and the series.</summary>
[At(Side.Council), OpenToAll("published statistics are for everybody")]
public sealed class NationPage(CouncilDb db, OpenCouncil council, Actor actor) : PageModel
{
    public const int TileWidth = 104, TileHeight = 60;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "versjon")]
    public int? Version { get; set; }

    /// <summary>The county whose tables are drawn; the nation's when none is asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "fylke")]
    public string? County { get; set; }

    public PublishedStatistics? Published { get; private set; }
    public IReadOnlyList<PublicationLine> Versions { get; private set; } = [];
    public IReadOnlyList<HistoryYear> Series { get; private set; } = [];
    public IReadOnlyList<CountyRow> Counties { get; private set; } = [];
    public IReadOnlyList<CountyTile> Map { get; private set; } = [];
    public IReadOnlyList<Check> Checks { get; private set; } = [];

    /// <summary>The place that is drawn.</summary>
    public int Place { get; private set; }
    public bool IsStaff => actor.May(Can.SeeStrategy);

    public DrawnTable Draw(string table) => new(StatisticsForms.Today.Find(table)!, Published!, Place, $"~/api/v1/statistics/{table}?year={Published!.Year}&version={Published.Version}");

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Published = await db.PublishedNationAsync(council.Name, Year, Version, ct);
        if (Published is null && (Year is not null || Version is not null)) return NotFound();
        Versions = await db.PublicationsAsync(ct);
        Series = await db.SeriesAsync(council.Name, ct);
        if (Published is not { } published) return Page();
        Place = Math.Max(0, published.Places.ToList().FindIndex(p => p.Id == County && p.PartOf is not null));
        var coverage = StatisticsForms.Today.Find("coverage")!;
        var counties = published.Places.Select((p, i) => (Place: p, At: i)).Where(p => p.Place.PartOf == SumNation.Whole).ToList();
        string Cell(string table, int at, params string[] categories) => new DrawnTable(StatisticsForms.Today.Find(table)!, published, at, null).Cell(categories);
        Counties = [.. counties.Select(c => new CountyRow(c.Place.Id, c.Place.Name, Cell("pupils", c.At, "all", "all"), Cell("disciplines", c.At, "all"), Cell("waiting", c.At, "all"), published.Share(coverage, c.At)))];
        var shares = Counties.Select(c => c.Share).OfType<double>().Order().ToList();
        Map = [.. Counties.Zip(CountyTiles.Of([.. Counties.Select(c => c.Id)]), (c, at) => new CountyTile(at.X * TileWidth, at.Y * TileHeight, c.Name.Split(' ')[0], Show.Share(c.Share), c.Share is { } share ? 1 + (4 * shares.Count(s => s < share) / shares.Count) : 0))];
        Checks = [.. CheckAgainst(published)];
        return Page();
    }

    /// <summary>The nation beside the newest year before it that has the figure.</summary>
    private IEnumerable<Check> CheckAgainst(PublishedStatistics published)
    {
        foreach (var (measure, now, of) in new (string, long?, Func<HistoryYear, long?>)[] { ("pupils", published.Figure("pupils", 0), y => y.Pupils), ("places", published.Figure("disciplines", 0), y => y.Places), ("waiting", published.Figure("waiting", 0), y => y.Waiting) })
            if (now is { } figure && Series.Where(y => y.Year < published.Year && of(y) > 0).MaxBy(y => y.Year) is { } before) yield return new Check(measure, figure, of(before)!.Value, before.Year);
    }
}
