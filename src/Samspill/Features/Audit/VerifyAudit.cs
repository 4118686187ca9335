using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;

namespace Samspill.Features.Audit;

/// <summary>What a walk along the chain found.</summary>
/// <param name="Entries">Sealed entries walked.</param>
/// <param name="Unsealed">Entries that have not been chained yet.</param>
/// <param name="Faults">Where the chain breaks, in words; empty when it holds.</param>
public sealed record AuditVerdict(long Entries, int Unsealed, IReadOnlyList<string> Faults);

/// <summary>Walks the whole chain and compares it with the hashes noted outside the database.</summary>
public static class VerifyAudit
{
    private const int MaxFaults = 20;

    public static async Task<AuditVerdict> RunAsync(TenantDb db, string anchorPath, CancellationToken ct)
    {
        var faults = new List<string>();
        var anchors = await AnchorsAsync(anchorPath, ct);
        var (number, hash) = (0L, Array.Empty<byte>());
        var links = from seal in db.AuditSeals.AsNoTracking()
                    join entry in db.AuditEntries.AsNoTracking() on seal.Entry equals entry.Id into entries
                    from entry in entries.DefaultIfEmpty()
                    orderby seal.Number
                    select new { Seal = seal, Entry = entry };
        await foreach (var link in links.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (faults.Count == MaxFaults) break;
            if (link.Seal.Number != number + 1) faults.Add($"entry {number + 1}: missing, the next is {link.Seal.Number}");
            number = link.Seal.Number;
            if (link.Entry is null) { faults.Add($"entry {number}: deleted"); hash = link.Seal.Hash; continue; }
            var expected = link.Entry.HashAfter(hash);
            if (!expected.AsSpan().SequenceEqual(link.Seal.Hash)) faults.Add($"entry {number} ({link.Entry.At:O}): changed, or something before it");
            hash = link.Seal.Hash;
            if (anchors.Remove(number, out var noted) && noted != Convert.ToHexStringLower(hash)) faults.Add($"entry {number}: the hash noted outside the database is another");
        }
        if (faults.Count == 0 && anchors.Count > 0) faults.Add($"entry {anchors.Keys.Max()}: noted outside the database, but the chain ends at {number}");
        var unsealed = await db.AuditEntries.CountAsync(e => !db.AuditSeals.Any(s => s.Entry == e.Id), ct);
        return new AuditVerdict(number, unsealed, faults);
    }

    private static async Task<Dictionary<long, string>> AnchorsAsync(string path, CancellationToken ct)
    {
        var anchors = new Dictionary<long, string>();
        if (!File.Exists(path)) return anchors;
        foreach (var line in await File.ReadAllLinesAsync(path, ct))
            if (line.Split(' ') is [var number, var hash, _] && long.TryParse(number, CultureInfo.InvariantCulture, out var n)) anchors[n] = hash;
        return anchors;
    }
}
