using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Nation;
using Samspill.Features.Statistics;

namespace Samspill.Features.Nation;

/// <summary>A published version of the nation's tables, in a list of them.</summary>
public sealed record PublicationLine(int Year, int Version, int Schools, string By, DateTimeOffset At);

/// <summary>The nation in a school year, before anybody published by this program.</summary>
/// <param name="Pupils">As published then; null when it was not.</param>
/// <param name="Source">Who said so.</param>
public sealed record HistoryYear(int Year, long? Pupils, long? Places, long? Waiting, string Source);

internal static class NationReading
{
    /// <summary>More versions and years than the council publishes.</summary>
    public const int Most = 200;

    private static readonly Lazy<IReadOnlyList<HistoryYear>> Years = new(() => [.. Rows()]);

    /// <summary>The national series as it was published before, by year.</summary>
    public static IReadOnlyList<HistoryYear> History => Years.Value;

    public static NationDocument Read(NationPublication published) => JsonSerializer.Deserialize<NationDocument>(published.Tables, JsonSerializerOptions.Web)!;

    /// <summary>The nation, the counties of today and their municipalities; what holds others comes before them.</summary>
    public static async Task<IReadOnlyList<StatisticsPlace>> NationPlacesAsync(this CouncilDb db, CancellationToken ct)
    {
        var counties = await db.Counties.AsNoTracking().Where(c => c.Last == null).OrderBy(c => c.Number).Take(100).Select(c => new StatisticsPlace(c.Number, c.Name, SumNation.Whole)).ToListAsync(ct);
        var municipalities = await db.Municipalities.AsNoTracking().OrderBy(m => m.Number).Take(1000).Select(m => new StatisticsPlace(m.Number, m.Name, m.County)).ToListAsync(ct);
        return [new StatisticsPlace(SumNation.Whole, "Norge", null), .. counties, .. municipalities];
    }

    /// <summary>The newest package of each municipality for a school year.</summary>
    public static Task<List<ReceivedPackage>> NewestPackagesAsync(this CouncilDb db, int year, CancellationToken ct) => db.ReceivedPackages.AsNoTracking()
        .Where(p => p.Year == year && !db.ReceivedPackages.Any(later => later.Municipality == p.Municipality && later.Year == year && later.Number > p.Number))
        .OrderBy(p => p.Municipality).Take(1000).ToListAsync(ct);

    /// <summary>What the council has published: of the newest year and version, or of those that are asked for.</summary>
    public static async Task<PublishedStatistics?> PublishedNationAsync(this CouncilDb db, string council, int? year, int? version, CancellationToken ct)
    {
        var found = await db.NationPublications.AsNoTracking().Where(p => (year == null || p.Year == year) && (version == null || p.Version == version))
            .OrderByDescending(p => p.Year).ThenByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        if (found is null) return null;
        var document = Read(found);
        return new PublishedStatistics(found.Year, found.Version, null, found.At, council, document.Places, document.Tables);
    }

    public static Task<List<PublicationLine>> PublicationsAsync(this CouncilDb db, CancellationToken ct) => db.NationPublications.AsNoTracking()
        .OrderByDescending(p => p.Year).ThenByDescending(p => p.Version).Take(Most).Select(p => new PublicationLine(p.Year, p.Version, p.Schools, p.By, p.At)).ToListAsync(ct);

    /// <summary>The nation year by year: as it was published before, and the newest version of what is published here.</summary>
    public static async Task<IReadOnlyList<HistoryYear>> SeriesAsync(this CouncilDb db, string council, CancellationToken ct)
    {
        var here = await db.NationPublications.AsNoTracking().Where(p => !db.NationPublications.Any(later => later.Year == p.Year && later.Version > p.Version)).OrderBy(p => p.Year).Take(Most)
            .Select(p => new HistoryYear(p.Year, p.Pupils, p.Places, p.Waiting, council)).ToListAsync(ct);
        return [.. History.Where(h => here.All(o => o.Year != h.Year)).Concat(here).OrderBy(y => y.Year)];
    }

    private static IEnumerable<HistoryYear> Rows()
    {
        using var reader = new StreamReader(typeof(NationReading).Assembly.GetManifestResourceStream("Samspill.Features.Nation.history.tsv")!);
        reader.ReadLine();
        while (reader.ReadLine() is { Length: > 0 } line)
            if (line.Split('\t') is [var year, var pupils, var places, var waiting, var source]) yield return new HistoryYear(int.Parse(year, CultureInfo.InvariantCulture), Number(pupils), Number(places), Number(waiting), source);
    }

    private static long? Number(string text) => text.Length == 0 ? null : long.Parse(text, CultureInfo.InvariantCulture);
}
