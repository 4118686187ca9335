using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Statistics;
using Samspill.Features.Shared;
using Samspill.Formats.JsonStat;
using Samspill.Host;

namespace Samspill.Features.Statistics;

/// <summary>A table to be drawn for one place.</summary>
/// <param name="Place">Its position among the places.</param>
/// <param name="Data">Where the figures are as data.</param>
public sealed record DrawnTable(StatisticsTable Table, PublishedStatistics Published, int Place, string? Data)
{
    private readonly IReadOnlyList<IReadOnlyList<StatisticsCategory>> cells = [.. StatisticsForms.Today.CellsOf(Table)];

    public IReadOnlyList<StatisticsAxis> Axes { get; } = StatisticsForms.Today.AxesOf(Table);

    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>A figure as it is written, with the sign of what is hidden.</summary>
    public string Cell(params string[] categories)
    {
        var at = Place * cells.Count + Position(categories);
        return Published.IsHidden(Table.Table, at) ? JsonStatDataset.Suppressed : Show.Number(Published.Figure(Table.Table, at));
    }

    /// <summary>The largest part, with its share of the whole; null when what is hidden may be larger than what is shown.</summary>
    public (string Name, double Share)? Largest
    {
        get
        {
            if (Axes.Count == 0 || Published.Figure(Table.Table, Place * cells.Count) is not { } whole || whole == 0) return null;
            var rest = Axes.Skip(1).Select(a => a.Categories[0].Id);
            var parts = Axes[0].Categories.Skip(1).Select(c => (Category: c, Figure: Published.Figure(Table.Table, (Place * cells.Count) + Position([c.Id, .. rest])))).Where(p => p.Figure is not null).ToList();
            if (parts.Count == 0) return null;
            var most = parts.MaxBy(p => p.Figure);
            if (whole - parts.Sum(p => p.Figure) >= most.Figure) return null;
            return (most.Category.In(Language), (double)most.Figure!.Value / whole);
        }
    }

    private int Position(IReadOnlyList<string> categories) => Enumerable.Range(0, cells.Count).First(i => cells[i].Select(c => c.Id).SequenceEqual(categories));
}

/// <summary>What the school has published, for everybody.</summary>
[OpenToAll("published statistics are for everybody")]
public sealed class StatisticsPage(SamspillDb db, Actor actor) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "versjon")]
    public int? Version { get; set; }

    public PublishedStatistics? Published { get; private set; }
    public IReadOnlyList<SnapshotLine> Versions { get; private set; } = [];
    public bool MayPublish => actor.May(Can.PublishStatistics);

    public DrawnTable Draw(string table) => new(StatisticsForms.Today.Find(table)!, Published!, 0, $"~/api/v1/statistics/{table}?year={Published!.Year}&version={Published.Version}");

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Published = await db.PublishedStatisticsAsync(Year, Version, ct);
        if (Published is null && (Year is not null || Version is not null)) return NotFound();
        Versions = await db.SnapshotsAsync(ct);
        return Page();
    }
}
