using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Merging;

/// <summary>Whoever comes under protection at the school that this one has become a part of is masked here too. What is lifted there is not lifted here.</summary>
public sealed class ShieldClosed(SamspillDb db, Schools schools, TimeProvider clock) : IClockJob, IGoesOnWhenClosed
{
    /// <summary>More than a school has people.</summary>
    private const int Most = 100_000;

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        if (await db.Handovers.AsNoTracking().SingleOrDefaultAsync(h => h.ClosedAt != null, ct) is not { } closed || schools.Find(closed.Into) is not { } into) return;
        await using var there = into.Database(Actor.System, clock);
        var shielded = await there.People.AsNoTracking().Where(p => p.Shield != Protection.None).Take(Most).Select(p => new { p.Id, p.Shield, p.NationalIdCipher }).ToListAsync(ct);
        if (shielded.Count == 0) return;

        // The same person has the same id when the row came over; else the same number, or somebody has answered that the two are one.
        var byId = shielded.ToDictionary(p => p.Id, p => p.Shield);
        foreach (var one in await there.DoubleAnswers.AsNoTracking().Where(a => a.From == school.Slug && a.Same).Take(Most).Select(a => new { a.Theirs, a.Ours }).ToListAsync(ct))
            if (byId.TryGetValue(one.Ours, out var shield)) byId[one.Theirs] = shield;
        var byNumber = shielded.Where(p => p.NationalIdCipher is not null).ToDictionary(p => Convert.ToHexString(school.Cipher.Index(into.Cipher.Decrypt(p.NationalIdCipher!))), p => p.Shield, StringComparer.Ordinal);

        Protection ShieldOf(PersonId id, byte[]? number)
        {
            var (one, other) = (byId.GetValueOrDefault(id), number is null ? Protection.None : byNumber.GetValueOrDefault(Convert.ToHexString(number)));
            return one > other ? one : other;
        }
        var known = await db.People.AsNoTracking().Where(p => p.Shield != Protection.StrictlyConfidential).Take(Most).Select(p => new { p.Id, p.Shield, p.NationalIdIndex }).ToListAsync(ct);
        var raised = known.Where(p => ShieldOf(p.Id, p.NationalIdIndex) > p.Shield).Select(p => p.Id).ToList();
        foreach (var person in await db.People.Where(p => raised.Contains(p.Id)).Take(Most).ToListAsync(ct)) person.ShieldAs(ShieldOf(person.Id, person.NationalIdIndex));
        await db.SaveChangesAsync(ct);
    }
}
