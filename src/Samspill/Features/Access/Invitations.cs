using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Invites staff of a school.</summary>
public sealed class Invitations(SamspillDb db, OpenSchool school, Actor actor, Outbox outbox, TimeProvider clock)
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
