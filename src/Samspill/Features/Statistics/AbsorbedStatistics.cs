using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Formats.Statistics;

namespace Samspill.Features.Statistics;

/// <summary>What a school that has become a part of this one had published of a school year.</summary>
/// <param name="School">Its first segment; it is no place of ours.</param>
/// <param name="Tables">All figures, with the positions of those that are hidden.</param>
internal sealed record AbsorbedStatistics(string School, int Year, IReadOnlyList<FigureTable> Tables)
{
    /// <summary>All that a school has published, and what those had that became a part of it before, as JSON.</summary>
    public static async Task<string> OfAsync(SamspillDb db, string school, CancellationToken ct)
    {
        var own = await db.StatisticsSnapshots.AsNoTracking().OrderBy(s => s.Year).ThenBy(s => s.Version).Take(StatisticsReading.Most).Select(s => new { s.Year, s.Tables }).ToListAsync(ct);
        var before = await db.Merges.AsNoTracking().OrderBy(m => m.At).Take(StatisticsReading.Most).Select(m => m.Statistics).ToListAsync(ct);
        return JsonSerializer.Serialize(own.Select(s => new AbsorbedStatistics(school, s.Year, StatisticsForms.Read(s.Tables))).Concat(before.SelectMany(Read)), JsonSerializerOptions.Web);
    }

    public static IReadOnlyList<AbsorbedStatistics> Read(string json) => JsonSerializer.Deserialize<List<AbsorbedStatistics>>(json, JsonSerializerOptions.Web)!;
}

/// <summary>A publication of an absorbed school, beside what this one had published of the same year before it came.</summary>
internal sealed record JoinedStatistics(AbsorbedStatistics Theirs, IReadOnlyList<IReadOnlyList<FigureTable>> Before);
