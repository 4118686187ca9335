using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Gives and ends roles. Both hold from the next request of the one concerned.</summary>
public sealed class Grants(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Gives a role from today. Having it already is fine.</summary>
    public async Task<Outcome<Done>> GiveAsync(Guid account, Role role, DateOnly? to, CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        if (role is Role.Guardian or Role.Pupil) return AccessRejections.NotGranted;
        if (to < today) return AccessRejections.EndsBefore;
        if (!await db.Users.AnyAsync(u => u.Id == account, ct)) return AccessRejections.AccountNotFound;
        await using var work = await db.BeginAsync(ct);
        if (await db.Grants.AnyAsync(g => g.Account == account && g.Role == role && (g.To == null || g.To >= today), ct)) return new Done();
        db.Grants.Add(new RoleGrant(account, role, today, to, actor.Name));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>Ends a role. Twice is harmless. The last principal stays.</summary>
    public async Task<Outcome<Done>> EndAsync(Guid id, CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        await using var work = await db.BeginAsync(ct);
        await db.Profile.ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), ct); // one at a time, or two could end each other
        if (await db.Grants.SingleOrDefaultAsync(g => g.Id == id, ct) is not { } grant) return AccessRejections.AccountNotFound;
        if (grant.To < today) return new Done();
        if (grant.Role == Role.Principal && !await db.Grants.AnyAsync(g => g.Id != id && g.Role == Role.Principal && g.From <= today && (g.To == null || g.To >= today), ct)) return AccessRejections.LastPrincipal;
        grant.End(today);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
