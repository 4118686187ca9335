using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A family no longer wants places for all its children or none. A run made before it cannot be published: it left somebody out for nothing.</summary>
public sealed class RegretTogether(SamspillDb db, Actor actor, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(SubmissionId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (!await db.Applications.AnyAsync(a => a.Submission == id && actor.Wards.Contains(a.Pupil), ct) || await db.BothOrNone.SingleOrDefaultAsync(b => b.Submission == id, ct) is not { } wish) return ApplicationRejections.NotFound;
        wish.Regret(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
