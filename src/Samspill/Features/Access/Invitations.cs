using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Invites staff, and lets the invited in.</summary>
public sealed class Invitations(SamspillDb db, OpenSchool school, Actor actor, UserManager<UserAccount> users, Outbox outbox, TimeProvider clock)
{
    /// <summary>Invites somebody to a role; the letter goes by e-mail when there is an address.</summary>
    /// <returns>The path of the link, to hand over otherwise. It is shown this once.</returns>
    public async Task<string> InviteAsync(string name, string? email, Role role, Guid? account, CancellationToken ct)
    {
        var token = Invitation.NewToken();
        var person = email is null ? null : await db.Staff.Join(db.People, s => s.Person, p => p.Id, (s, p) => p)
            .Where(p => p.Email != null && p.Email.ToLower() == email).Select(p => (PersonId?)p.Id).FirstOrDefaultAsync(ct);
        db.Invitations.Add(new Invitation(token, name, email, role, account, person, actor.Name, clock.GetUtcNow()));
        var link = new PageLink($"/invitasjon/{token}");
        if (email is not null) outbox.TellAddress(email, person, "nb", "invitation", school.Name, actor.Name, link);
        await db.SaveChangesAsync(ct);
        return link.Path;
    }

    /// <summary>The invitation behind a link, whatever has become of it.</summary>
    public async Task<Invitation?> FindAsync(string token, CancellationToken ct)
    {
        var hash = Invitation.Hash(token);
        return await db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash, ct);
    }

    /// <summary>The invited chooses a password: the account is there, with its role. Once, whoever is fastest.</summary>
    public async Task<Outcome<UserAccount>> UseAsync(string token, string email, string password, CancellationToken ct)
    {
        if (NewPassword.Fault(password, email) is { } weak) return weak;
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(token, ct) is not { } invitation) return InvitationRejections.NotFound;
        if (invitation.Use(clock.GetUtcNow()).Refused(out var why)) return why;
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return InvitationRejections.Used; }

        var account = await db.Users.SingleOrDefaultAsync(u => u.Id == invitation.Account || invitation.Account == null && invitation.Person != null && u.Person == invitation.Person, ct);
        if (account is null)
        {
            account = new UserAccount { DisplayName = invitation.Name, Person = invitation.Person, Email = email };
            account.UserName = account.Id.ToString("N");
            Assured(await users.CreateAsync(account, password));
        }
        else
        {
            account.Reach(email);
            account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
            account.LockoutEnd = null;
            Assured(await users.UpdateSecurityStampAsync(account)); // and saves; whoever was signed in is out
        }
        var today = Oslo.Today(clock);
        if (!await db.Grants.AnyAsync(g => g.Account == account.Id && g.Role == invitation.Role && (g.To == null || g.To >= today), ct))
            db.Grants.Add(new RoleGrant(account.Id, invitation.Role, today, null, invitation.InvitedBy));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return account;
    }

    private static void Assured(IdentityResult done)
    {
        if (!done.Succeeded) throw new InvalidOperationException(string.Join(' ', done.Errors.Select(e => e.Code)));
    }
}

/// <summary>What a new password must be: long. No rules of signs, which only make people write them down.</summary>
public static class NewPassword
{
    public const int Shortest = 12;
    private const int Longest = 200;

    public static Rejection? Fault(string? password, string? email) =>
        password is null || password.Length < Shortest ? new Rejection("access.password-short", Shortest)
        : password.Length > Longest ? new Rejection("access.password-long", Longest)
        : password.Distinct().Count() < 5 || email is not null && email.Contains(password, StringComparison.OrdinalIgnoreCase) ? new Rejection("access.password-simple")
        : null;
}
