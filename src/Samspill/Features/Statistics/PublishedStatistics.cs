using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Statistics;
using Samspill.Formats.Statistics;

namespace Samspill.Features.Statistics;

/// <summary>Somewhere that figures are of.</summary>
/// <param name="PartOf">The place that holds it; null at the top.</param>
public sealed record StatisticsPlace(string Id, string Name, string? PartOf);

/// <summary>Tables as they may be shown: nothing stands where it is hidden.</summary>
/// <param name="Date">The day that was counted; null where schools have counted on different days.</param>
/// <param name="Source">Who publishes them.</param>
/// <param name="Places">In the order of the figures, the first running slowest.</param>
public sealed record PublishedStatistics(int Year, int Version, DateOnly? Date, DateTimeOffset At, string Source, IReadOnlyList<StatisticsPlace> Places, IReadOnlyList<FigureTable> Tables)
{
    private readonly Dictionary<string, (FigureTable Figures, HashSet<int> Hidden)> known = Tables.ToDictionary(t => t.Table, t => (t, t.Hidden.ToHashSet()));

    /// <summary>A table's figure at a position; null when it is hidden or was not reported.</summary>
    public long? Figure(string table, int position) => known[table].Figures.Values[position];

    public bool IsHidden(string table, int position) => known[table].Hidden.Contains(position);

    /// <summary>The share that a table counts, of 0 to 1, at a place; null when something of it is not known.</summary>
    public double? Share(StatisticsTable table, int place) => table.Per is { } per && Figure(table.Table, place) is { } part && Figure(per, place) is { } whole && whole > 0 ? (double)part / whole : null;
}

/// <summary>A published version, in a list of them.</summary>
public sealed record SnapshotLine(StatisticsSnapshotId Id, int Year, int Version, DateOnly Date, string By, DateTimeOffset At);

internal static class StatisticsReading
{
    /// <summary>More versions and years than a school publishes.</summary>
    public const int Most = 200;

    /// <summary>What a school has published: of the newest year and version, or of those that are asked for.</summary>
    public static async Task<PublishedStatistics?> PublishedStatisticsAsync(this SamspillDb db, int? year, int? version, CancellationToken ct)
    {
        var found = await db.StatisticsSnapshots.AsNoTracking().Where(s => (year == null || s.Year == year) && (version == null || s.Version == version))
            .OrderByDescending(s => s.Year).ThenByDescending(s => s.Version).FirstOrDefaultAsync(ct);
        if (found is null) return null;
        var school = await db.Profile.AsNoTracking().Select(p => new { p.Name, p.Municipality }).SingleAsync(ct);
        return new PublishedStatistics(found.Year, found.Version, found.Date, found.At, school.Name, [new StatisticsPlace(school.Municipality, school.Name, null)], [.. StatisticsForms.Read(found.Tables).Select(t => t.Cover())]);
    }

    /// <summary>All that a school has published, the newest first.</summary>
    public static Task<List<SnapshotLine>> SnapshotsAsync(this SamspillDb db, CancellationToken ct) => db.StatisticsSnapshots.AsNoTracking()
        .OrderByDescending(s => s.Year).ThenByDescending(s => s.Version).Take(Most).Select(s => new SnapshotLine(s.Id, s.Year, s.Version, s.Date, s.By, s.At)).ToListAsync(ct);
}
