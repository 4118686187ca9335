using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Domain.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Host;

namespace Samspill.Features.Statistics;

/// <summary>The principal publishes the tables as of a day: a snapshot that is never changed.</summary>
public sealed class PublishStatistics(SamspillDb db, ReckonStatistics reckon, Actor actor, TimeProvider clock)
{
    /// <summary>What a form carries of the figures that were seen.</summary>
    public static string Fingerprint(IReadOnlyList<FigureTable> tables) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(StatisticsForms.ToJson([.. tables.Select(t => t with { Hidden = [] })]))));

    /// <summary>The figures of a day with what would be hidden of them, all versions of the year taken into account.</summary>
    public async Task<Outcome<List<FigureTable>>> PreviewAsync(DateOnly date, CancellationToken ct)
    {
        var year = SchoolYear.Of(date);
        var municipality = await db.Profile.Select(p => p.Municipality).SingleAsync(ct);
        var earlier = await db.StatisticsSnapshots.AsNoTracking().Where(s => s.Year == year).OrderBy(s => s.Version).Take(StatisticsReading.Most).Select(s => new { s.At, s.Tables }).ToListAsync(ct);
        var merges = await db.Merges.AsNoTracking().OrderBy(m => m.At).Take(StatisticsReading.Most).Select(m => new { m.At, m.Statistics }).ToListAsync(ct);
        return HideFigures.Of(StatisticsForms.Today, year, municipality, await reckon.RunAsync(date, ct), [.. earlier.Select(e => StatisticsForms.Read(e.Tables))], ct,
            [.. merges.SelectMany(m => AbsorbedStatistics.Read(m.Statistics).Where(s => s.Year == year).Select(s => new JoinedStatistics(s, [.. earlier.Where(e => e.At <= m.At).Select(e => StatisticsForms.Read(e.Tables))])))]);
    }

    /// <summary>Publishes what was seen; refused when the figures are others by now, when what was published before has told too much, and when nothing is new. The same id twice is once.</summary>
    /// <param name="seen">The fingerprint; null publishes what there is.</param>
    /// <returns>The version.</returns>
    public async Task<Outcome<int>> RunAsync(StatisticsSnapshotId id, DateOnly date, string? seen, CancellationToken ct)
    {
        try { return await PublishAsync(id, date, seen, ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { db.ChangeTracker.Clear(); } // somebody published in the same moment, or the same was sent twice at once
        if (await VersionAsync(id, ct) is { } version) return version;
        return StatisticsRejections.ChangedMeanwhile;
    }

    private async Task<Outcome<int>> PublishAsync(StatisticsSnapshotId id, DateOnly date, string? seen, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct, IsolationLevel.RepeatableRead); // all figures are of one moment
        if (await VersionAsync(id, ct) is { } before) return before;
        if (date > Oslo.Today(clock)) return StatisticsRejections.Future;
        if ((await PreviewAsync(date, ct)).Refused(out var why, out var tables)) return why;
        if (seen is not null && Fingerprint(tables) != seen) return StatisticsRejections.ChangedMeanwhile;
        var (year, json) = (SchoolYear.Of(date), StatisticsForms.ToJson(tables));
        var newest = await db.StatisticsSnapshots.AsNoTracking().Where(s => s.Year == year).OrderByDescending(s => s.Version).FirstOrDefaultAsync(ct);
        if (newest?.Tables == json && newest.Date == date) return StatisticsRejections.Unchanged;
        var number = (await db.StatisticsSnapshots.MaxAsync(s => (long?)s.Number, ct) ?? 0) + 1;
        db.StatisticsSnapshots.Add(new StatisticsSnapshot(id, year, (newest?.Version ?? 0) + 1, number, StatisticsForms.Today.Form, date, json, actor.Account, actor.Name, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return (newest?.Version ?? 0) + 1;
    }

    private Task<int?> VersionAsync(StatisticsSnapshotId id, CancellationToken ct) => db.StatisticsSnapshots.Where(s => s.Id == id).Select(s => (int?)s.Version).SingleOrDefaultAsync(ct);
}
