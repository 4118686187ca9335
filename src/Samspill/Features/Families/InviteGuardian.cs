using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Families;
using Samspill.Domain.People;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Families;

/// <summary>A guardian invites the other guardian of some of its children. The link goes to the address and nowhere else.</summary>
public sealed class InviteGuardian(SamspillDb db, Actor actor, OpenSchool school, Outbox outbox, TimeProvider clock)
{
    private const int MostOpen = 10;

    public async Task<Outcome<GuardianInvitationId>> RunAsync(string email, IReadOnlyCollection<PersonId> pupils, CancellationToken ct)
    {
        if (pupils.Count == 0) return GuardianInvitationRejections.NoChildren;
        if (actor.Person is not { } me || actor.IsShielded) return GuardianInvitationRejections.Protected;
        var now = clock.GetUtcNow();
        await using var work = await db.BeginAsync(ct);
        var children = await db.WardsOf(actor).Where(p => pupils.Contains(p.Id)).OrderBy(p => p.Id).ToListAsync(ct);
        if (children.Count != pupils.Distinct().Count()) return GuardianInvitationRejections.NotFound;
        if (children.Exists(c => c.Shield != Protection.None)) return GuardianInvitationRejections.Protected;
        if (await db.GuardianInvitations.CountAsync(i => i.By == me && i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt >= now, ct) >= MostOpen) return GuardianInvitationRejections.TooMany;
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var invitation = new GuardianInvitation(Hash(token), me, email, children.Select(c => c.Id), now);
        db.GuardianInvitations.Add(invitation);
        var language = Languages.Known(await db.People.Where(p => p.Id == me).Select(p => p.Language).SingleAsync(ct));
        outbox.TellAddress(email, null, language, "guardian-invitation", school.Name, actor.Name, new PageLink($"/foresatt/{token}"), now.AddDays(GuardianInvitation.Days));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return invitation.Id;
    }

    /// <summary>Takes back an invitation of one's own.</summary>
    public async Task<Outcome<Done>> WithdrawAsync(GuardianInvitationId id, CancellationToken ct)
    {
        if (await db.GuardianInvitations.SingleOrDefaultAsync(i => i.Id == id && i.By == actor.Person, ct) is not { } invitation) return GuardianInvitationRejections.NotFound;
        if (invitation.Withdraw(clock.GetUtcNow()).Refused(out var why)) return why;
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return GuardianInvitationRejections.Used; }
        return new Done();
    }

    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

internal static class Wards
{
    /// <summary>The children that the actor is guardian of and may see on the web; not the actor itself.</summary>
    public static IQueryable<Person> WardsOf(this SamspillDb db, Actor actor)
    {
        var (me, children) = (actor.Person, actor.Wards);
        return db.People.AsNoTracking().Where(p => children.Contains(p.Id) && db.Guardianships.Any(g => g.Pupil == p.Id && g.Guardian == me && g.Online));
    }
}
