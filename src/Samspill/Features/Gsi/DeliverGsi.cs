using System.Data;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Formats.Gsi;
using Samspill.Host;

namespace Samspill.Features.Gsi;

/// <summary>The principal delivers the report: a copy that is never changed.</summary>
public sealed class DeliverGsi(SamspillDb db, ReckonGsi reckon, Actor actor, TimeProvider clock)
{
    /// <summary>What a form carries of the figures that were seen.</summary>
    public static string Fingerprint(GsiDocument document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document.ToJson())));

    /// <summary>Delivers what was seen, and refuses when the figures are others by now. The same id twice is once, and so is a report that says the same as the newest one.</summary>
    /// <returns>The version.</returns>
    public async Task<Outcome<int>> RunAsync(GsiDeliveryId id, DateOnly date, string? seen, CancellationToken ct)
    {
        try { return await DeliverAsync(id, date, seen, ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { db.ChangeTracker.Clear(); } // somebody delivered in the same moment, or the same was sent twice at once
        if (await VersionAsync(id, date, ct) is { } version) return version;
        return GsiRejections.ChangedMeanwhile;
    }

    private async Task<Outcome<int>> DeliverAsync(GsiDeliveryId id, DateOnly date, string? seen, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct, IsolationLevel.RepeatableRead); // all figures are of one moment
        if (await VersionAsync(id, date, ct) is { } before) return before;
        var state = await reckon.RunAsync(date, ct);
        if (date != state.Form.CountingDay(state.Year)) return GsiRejections.NotCountingDay;
        if (date > Oslo.Today(clock)) return GsiRejections.Future;
        if (Fingerprint(state.Document) != seen) return GsiRejections.ChangedMeanwhile;
        if (state.Open.Any(c => c.Kind == CheckKind.Blocks)) return GsiRejections.Blocked;
        if (state.Open.Count > 0) return new Rejection(GsiRejections.RemarksMissing.Code, string.Join(", ", state.Open.Select(c => c.Line).Distinct()));
        var newest = await db.GsiDeliveries.AsNoTracking().Where(d => d.Year == state.Year).OrderByDescending(d => d.Version).FirstOrDefaultAsync(ct);
        if (newest?.Report == state.Document.ToJson()) return newest.Version;
        var version = (newest?.Version ?? 0) + 1;
        db.GsiDeliveries.Add(new GsiDelivery(id, state.Year, version, state.Form.Name, date, state.Document.ToJson(), actor.Account, actor.Name, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return version;
    }

    private Task<int?> VersionAsync(GsiDeliveryId id, DateOnly date, CancellationToken ct) => db.GsiDeliveries.Where(d => d.Id == id && d.Date == date).Select(d => (int?)d.Version).SingleOrDefaultAsync(ct);
}
