using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Gateways.OpenId;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Lets in whom a provider vouches for, or ties that identity to the account one is signed in with.</summary>
/// <remarks>The first time, a national id from ID-porten finds the person; from then on issuer and subject alone do. Neither e-mail nor name ever does.</remarks>
public sealed class Arrivals(SamspillDb db, Accounts accounts, OpenSchool school, TimeProvider clock)
{
    /// <summary>Signs the person in. Two tabs at once make one identity.</summary>
    /// <returns>Where this person's own pages begin.</returns>
    public async Task<Outcome<string>> SignInAsync(ProvenIdentity who, string how, CancellationToken ct)
    {
        try { return await EnterAsync(who, how, ct); }
        catch (DbUpdateException taken) when (taken.IsLostRace())
        {
            db.ChangeTracker.Clear();
            return await EnterAsync(who, how, ct);
        }
    }

    /// <summary>Ties the identity to an account. Doing it again is fine; somebody else's identity, or somebody else's number, is refused.</summary>
    public async Task<Outcome<Done>> LinkAsync(ProvenIdentity who, Guid account, CancellationToken ct)
    {
        var own = await db.Users.SingleAsync(u => u.Id == account, ct);
        if (await IsSomebodyElseAsync(who, own.Person, ct)) return ProviderRefusals.Person("conflict");
        if (await FindAsync(who, ct) is { } known) return known.Account == account ? new Done() : ProviderRefusals.Person("conflict");
        db.Identities.Add(new LinkedIdentity(who.Issuer, who.Subject, account, who.Label, clock.GetUtcNow()));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException taken) when (taken.IsLostRace()) { return ProviderRefusals.Person("conflict"); }
        return new Done();
    }

    private async Task<Outcome<string>> EnterAsync(ProvenIdentity who, string how, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = await FindAsync(who, ct);
        UserAccount account;
        if (known is not null)
        {
            account = await db.Users.SingleAsync(u => u.Id == known.Account, ct);
            if (await IsSomebodyElseAsync(who, account.Person, ct)) return ProviderRefusals.Person("conflict");
        }
        else
        {
            if (await PersonOfNumberAsync(who, ct) is not { } person) return ProviderRefusals.Person("unknown");
            account = await accounts.OfAsync(person, ct);
            db.Identities.Add(known = new LinkedIdentity(who.Issuer, who.Subject, account.Id, who.Label, now));
        }
        if ((await SigningIn.FindActorAsync(db, account.Id, Oslo.Today(clock), ct)).Roles.Count == 0) return ProviderRefusals.Person("unknown");

        await db.ProviderSessions.Where(s => s.ExpiresAt < now).ExecuteDeleteAsync(ct);
        var session = new ProviderSession(known.Id, who.Session is { } sid ? ProviderSession.IndexOf(school.Cipher, who.Issuer, sid) : null, now);
        db.ProviderSessions.Add(session);
        return await accounts.SignInAsync(account, how, ct, session.Id);
    }

    private Task<LinkedIdentity?> FindAsync(ProvenIdentity who, CancellationToken ct) => db.Identities.SingleOrDefaultAsync(i => i.Issuer == who.Issuer && i.Subject == who.Subject, ct);

    /// <summary>The person with this national id, when it is one who may sign in: guardian, pupil from 15, or with a role at the school.</summary>
    private async Task<PersonId?> PersonOfNumberAsync(ProvenIdentity who, CancellationToken ct)
    {
        if (who.NationalId is not { } number) return null;
        var (index, today) = (school.Cipher.Index(number.Digits), Oslo.Today(clock));
        var fifteen = today.AddYears(-15);
        return await db.People.Where(p => p.NationalIdIndex == index)
            .Where(p => p.GuardianCode != null || p.PupilCode != null && p.BirthDate <= fifteen
                || db.Users.Any(u => u.Person == p.Id && db.Grants.Any(g => g.Account == u.Id && g.From <= today && (g.To == null || g.To >= today))))
            .Select(p => (PersonId?)p.Id).SingleOrDefaultAsync(ct);
    }

    /// <summary>The number that was proven is another's than the account's: the account is not opened by it, whatever was tied before.</summary>
    private async Task<bool> IsSomebodyElseAsync(ProvenIdentity who, PersonId? account, CancellationToken ct)
    {
        if (who.NationalId is not { } number) return false;
        var index = school.Cipher.Index(number.Digits);
        return await db.People.AnyAsync(p => p.Id == account ? p.NationalIdIndex != null && p.NationalIdIndex != index : p.NationalIdIndex == index, ct);
    }
}
