using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A family changes which wish it wants most, or how many it wants at once. The seniority of each wish stays.</summary>
public sealed class ReorderWishes(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <param name="order">The pupil's live applications, best first; one that is not named comes after the named ones, in the order it had.</param>
    public async Task<Outcome<Done>> RunAsync(PersonId pupil, IReadOnlyList<ApplicationId> order, int wants, CancellationToken ct)
    {
        if (!actor.Wards.Contains(pupil) && !actor.May(Can.ApplyForOthers)) return ApplicationRejections.NotFound;
        await using var work = await db.BeginAsync(ct);
        var live = await db.LiveOf(pupil).Take(100).ToListAsync(ct);
        if (order.Any(id => !live.Exists(a => a.Id == id))) return ApplicationRejections.NotLive;
        var rules = await db.RulesInForceAsync(Oslo.Today(clock), ct);
        if (wants < 1 || wants > live.Count || wants > rules.MaxPlacesPerPupil) return ApplicationRejections.WantsOutside;
        foreach (var (place, application) in live.OrderBy(a => order.Contains(a.Id) ? order.TakeWhile(id => id != a.Id).Count() : order.Count + a.Rank).Index())
            if (application.Reorder(place + 1, wants).Refused(out var why)) return why;
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return ApplicationRejections.NotLive; }
        await work.CommitAsync(ct);
        return new Done();
    }
}
