using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Audit;

/// <summary>Chains the audit entries that have come since last time, and writes the newest hash to a file outside the database, so that a cut-off tail is seen.</summary>
/// <remarks>Two sealers at once: the seal's number is the primary key, so one of them fails and tries again at the next tick.</remarks>
public sealed class SealAudit(TenantDb db, Storage storage, TimeProvider clock) : IClockJob, ICouncilJob, IGoesOnWhenClosed
{
    private const int Batch = 5000;

    public Task RunAsync(OpenSchool school, CancellationToken ct) => SealAsync(school, ct);

    public Task RunAsync(OpenCouncil council, CancellationToken ct) => SealAsync(council, ct);

    private async Task SealAsync(Tenant tenant, CancellationToken ct)
    {
        db.AuditRows = false;
        while (await SealBatchAsync(tenant.Slug, ct) == Batch) { }
    }

    /// <summary>Where the newest hash of a school or the council is noted, one line a note: number, hash, moment.</summary>
    public static string AnchorPath(Storage storage, string slug) => Path.Combine(storage.Folder, "audit", slug + ".heads");

    private async Task<int> SealBatchAsync(string slug, CancellationToken ct)
    {
        var last = await db.AuditSeals.AsNoTracking().OrderByDescending(s => s.Number).FirstOrDefaultAsync(ct);
        var entries = await db.AuditEntries.AsNoTracking().Where(e => !db.AuditSeals.Any(s => s.Entry == e.Id)).OrderBy(e => e.Id).Take(Batch).ToListAsync(ct);
        if (entries.Count == 0) return 0;

        var (number, hash) = (last?.Number ?? 0, last?.Hash ?? []);
        foreach (var entry in entries) db.AuditSeals.Add(new AuditSeal(++number, entry.Id, hash = entry.HashAfter(hash)));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException) { return 0; } // another node was faster
        finally { db.ChangeTracker.Clear(); }

        var anchor = AnchorPath(storage, slug);
        Directory.CreateDirectory(Path.GetDirectoryName(anchor)!);
        await File.AppendAllTextAsync(anchor, $"{number} {Convert.ToHexStringLower(hash)} {clock.GetUtcNow():O}\n", ct);
        return entries.Count;
    }
}
