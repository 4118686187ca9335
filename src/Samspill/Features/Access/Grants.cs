using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Gives and ends roles. Both hold from the next request of the one concerned.</summary>
public sealed class Grants(OwnDb own, Actor actor, TimeProvider clock)
{
    /// <summary>Gives a role from today. Having it already is fine.</summary>
    public async Task<Outcome<Done>> GiveAsync(Guid account, Role role, DateOnly? to, CancellationToken ct)
    {
        var db = own.Db;
        var today = Oslo.Today(clock);
        if (role is Role.Guardian or Role.Pupil || role.IsOfCouncil()) return AccessRejections.NotGranted;
        if (to < today) return AccessRejections.EndsBefore;
        if (!await db.Users.AnyAsync(u => u.Id == account, ct)) return AccessRejections.AccountNotFound;
        await using var work = await db.BeginAsync(ct);
        if (await db.HasRoleAsync(account, role, null, today, ct)) return new Done();
        db.Grants.Add(new RoleGrant(account, role, today, to, actor.Name));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>Ends a role. Twice is harmless. The last principal of a school, and the last of the council's own, stay.</summary>
    public async Task<Outcome<Done>> EndAsync(Guid id, CancellationToken ct)
    {
        var db = own.Db;
        var today = Oslo.Today(clock);
        await using var work = await db.BeginAsync(ct);
        await db.Users.Where(u => u.Id == actor.Account || db.Grants.Any(g => g.Account == u.Id && (g.Role == Role.Principal || g.Role == Role.NationalCouncil))).ExecuteUpdateAsync(u => u.SetProperty(x => x.DisplayName, x => x.DisplayName), ct); // one at a time, or two could end each other
        if (await db.Grants.SingleOrDefaultAsync(g => g.Id == id, ct) is not { } grant) return AccessRejections.AccountNotFound;
        if (grant.To < today) return new Done();
        if (grant.Role is Role.Principal or Role.NationalCouncil && !await db.Grants.AnyAsync(g => g.Id != id && g.Role == grant.Role && g.From <= today && (g.To == null || g.To >= today), ct)) return grant.Role == Role.Principal ? AccessRejections.LastPrincipal : AccessRejections.LastNational;
        grant.End(today);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}

internal static class RoleGrants
{
    /// <summary>Whether the account has the role, now or from a day to come. A school's database has no column for the county, so it is compared here.</summary>
    public static async Task<bool> HasRoleAsync(this TenantDb db, Guid account, Role role, string? county, DateOnly today, CancellationToken ct) =>
        (await db.Grants.AsNoTracking().Where(g => g.Account == account && g.Role == role && (g.To == null || g.To >= today)).Take(100).ToListAsync(ct)).Exists(g => g.County == county);
}
