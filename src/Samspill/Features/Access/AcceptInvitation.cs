using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Lets the invited in.</summary>
public sealed class AcceptInvitation(OwnDb own, UserManager<UserAccount> users, TimeProvider clock)
{
    /// <summary>The invitation behind a link, whatever has become of it.</summary>
    public async Task<Invitation?> FindAsync(string token, CancellationToken ct)
    {
        var hash = Invitation.Hash(token);
        return await own.Db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash, ct);
    }

    /// <summary>The invited chooses a password: the account is there, with its role. Once, whoever is fastest.</summary>
    public async Task<Outcome<UserAccount>> UseAsync(string token, string email, string password, CancellationToken ct)
    {
        if (NewPassword.Fault(password, email) is { } weak) return weak;
        await using var work = await own.Db.BeginAsync(ct);
        if (await FindAsync(token, ct) is not { } invitation) return InvitationRejections.NotFound;
        if (invitation.Use(clock.GetUtcNow()).Refused(out var why)) return why;
        try { await own.Db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return InvitationRejections.Used; }

        var account = invitation is { Account: null, Person: { } person } ? await own.Db.Users.SingleOrDefaultAsync(u => u.Person == person, ct)
            : await own.Db.Users.SingleOrDefaultAsync(u => u.Id == invitation.Account, ct);
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
        if (!await own.Db.HasRoleAsync(account.Id, invitation.Role, invitation.County, today, ct))
            own.Db.Grants.Add(new RoleGrant(account.Id, invitation.Role, today, null, invitation.InvitedBy, invitation.County));
        await own.Db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return account;
    }

    private static void Assured(IdentityResult done)
    {
        if (!done.Succeeded) throw new InvalidOperationException(string.Join(' ', done.Errors.Select(e => e.Code)));
    }
}
