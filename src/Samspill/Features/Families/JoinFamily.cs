using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Families;
using Samspill.Domain.People;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Families;

/// <summary>The invited, signed in as themselves, become guardian of the children of the invitation. Once, whoever is fastest.</summary>
public sealed class JoinFamily(SamspillDb db, Actor actor, Outbox outbox, TimeProvider clock)
{
    /// <summary>The invitation behind a link, as long as it can be used; null for a used, an old and an invented one alike.</summary>
    public async Task<GuardianInvitation?> FindAsync(string token, CancellationToken ct) =>
        await HeldAsync(token, ct) is { } invitation && invitation.IsOpen(clock.GetUtcNow()) ? invitation : null;

    public async Task<Outcome<Done>> RunAsync(string token, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await HeldAsync(token, ct) is not { } invitation) return GuardianInvitationRejections.NotFound;
        if (actor.Person is not { } me) return GuardianInvitationRejections.NoPerson;
        var person = await db.People.SingleAsync(p => p.Id == me, ct);
        if (person.Shield != Protection.None) return GuardianInvitationRejections.Protected;
        if (invitation.Use(me, clock.GetUtcNow()).Refused(out var why)) return why;
        var children = await ChildrenAsync(invitation, ct);
        if (children.Count == 0) return Forget(GuardianInvitationRejections.Expired);
        if (children.Exists(c => c.Shield != Protection.None)) return Forget(GuardianInvitationRejections.Protected);
        var known = await db.Guardianships.Where(g => g.Guardian == me).Select(g => g.Pupil).ToListAsync(ct);
        if (person.GuardianCode is null) person.RecordGuardian($"F-{RandomNumberGenerator.GetString("23456789ABCDEFGHJKMNPQRSTVWXYZ", 10)}", person.Email, person.Phone);
        foreach (var child in children.Where(c => !known.Contains(c.Id) && c.Id != me)) db.Guardianships.Add(new Guardianship(child.Id, me, payer: null, online: true));
        var inviter = await db.People.AsNoTracking().SingleAsync(p => p.Id == invitation.By, ct);
        outbox.Tell(inviter, "guardian-joined", null, actor.Name, string.Join(", ", children.Select(c => c.GivenName)), new PageLink("/min-side/foresatte"));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return Forget(GuardianInvitationRejections.Used); }
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>The children that the one who invited is still guardian of, and who are not yet 18.</summary>
    private async Task<List<Person>> ChildrenAsync(GuardianInvitation invitation, CancellationToken ct)
    {
        var (by, bornBy, pupils) = (invitation.By, Oslo.Today(clock).AddYears(-18), invitation.Pupils.Select(p => p.Pupil).ToList());
        return await db.People.AsNoTracking().Where(p => pupils.Contains(p.Id) && !(p.BirthDate <= bornBy) && db.Guardianships.Any(g => g.Pupil == p.Id && g.Guardian == by && g.Online)).OrderBy(p => p.Id).ToListAsync(ct);
    }

    private Task<GuardianInvitation?> HeldAsync(string token, CancellationToken ct)
    {
        var hash = InviteGuardian.Hash(token);
        return db.GuardianInvitations.Include(i => i.Pupils).SingleOrDefaultAsync(i => i.TokenHash == hash, ct);
    }

    /// <summary>Nothing of what was begun may be saved by somebody else.</summary>
    private Rejection Forget(Rejection why)
    {
        db.ChangeTracker.Clear();
        return why;
    }
}
