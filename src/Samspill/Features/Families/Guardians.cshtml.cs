using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Families;

/// <summary>A child and its guardians.</summary>
/// <param name="MayInvite">Not for a family with a protected address: the school does it.</param>
public sealed record ChildGuardians(PersonLine Child, bool MayInvite, IReadOnlyList<GuardianLine> Guardians);

/// <summary>A guardian of the child. One who is protected is shown to nobody but those who may see it.</summary>
public sealed record GuardianLine(PersonLine Person, bool? Pays, bool Online, bool SeesOnly)
{
    public Domain.People.GuardianAccess Access => !Online ? Domain.People.GuardianAccess.None : SeesOnly ? Domain.People.GuardianAccess.Sees : Domain.People.GuardianAccess.Acts;
}

/// <summary>An invitation that nobody has used yet.</summary>
public sealed record OpenInvitation(GuardianInvitationId Id, string Email, DateTimeOffset ExpiresAt);

/// <summary>Who the guardians of one's children are, who pays, and the invitation of the other guardian.</summary>
[Authorize(Policy = Can.Apply)]
public sealed class GuardiansPage(SamspillDb db, Actor actor, Disclosure disclosure, InviteGuardian invite, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public List<Guid> Pupils { get; set; } = [];

    public IReadOnlyList<ChildGuardians> Children { get; private set; } = [];
    public IReadOnlyList<OpenInvitation> Invitations { get; private set; } = [];
    public IEnumerable<ChildGuardians> MayBeShared => Children.Where(c => c.MayInvite);
    public Disclosure Disclosure => disclosure;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Pupils = [.. MayBeShared.Select(c => c.Child.Id.Value)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (new Typed(ModelState, texts).Email(nameof(Email), Email) is not { } email) return Page();
        if ((await invite.RunAsync(email, [.. Pupils.Select(p => new PersonId(p))], ct)).Refused(out var why)) return this.Refuse(why, nameof(Email));
        TempData["Notice"] = texts["family.invited", email];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid invitation, CancellationToken ct)
    {
        if ((await invite.WithdrawAsync(new GuardianInvitationId(invitation), ct)).Refused(out var why))
        {
            await LoadAsync(ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["family.invitation.withdrawn"];
        return RedirectToPage();
    }

    /// <summary>I pay for this child.</summary>
    public async Task<IActionResult> OnPostPayAsync(Guid pupil, [FromServices] ChangeGuardians change, CancellationToken ct)
    {
        if (actor.Person is not { } me || (await change.PayAsync(new PersonId(pupil), me, ct)).Refused(out _)) return NotFound();
        TempData["Notice"] = texts["family.pays-now"];
        return RedirectToPage();
    }

    public bool IsMe(PersonLine person) => person.Id == actor.Person;

    private async Task LoadAsync(CancellationToken ct)
    {
        var (me, now) = (actor.Person, clock.GetUtcNow());
        var wards = await db.WardsOf(actor).OrderByDescending(p => p.BirthDate).ThenBy(p => p.Id).Take(50).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToListAsync(ct);
        var ids = wards.Select(w => w.Id).ToList();
        var guardians = (await (from g in db.Guardianships where ids.Contains(g.Pupil) join p in db.People on g.Guardian equals p.Id orderby p.Id select new { g.Pupil, Line = new GuardianLine(new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), g.Payer, g.Online, g.SeesOnly) }).Take(500).ToListAsync(ct))
            .Where(g => disclosure.Opens(g.Line.Person.Id, g.Line.Person.Shield)).ToLookup(g => g.Pupil, g => g.Line);
        Children = [.. wards.Select(w => new ChildGuardians(w, !actor.IsShielded && w.Shield == Protection.None, [.. guardians[w.Id]]))];
        Invitations = await db.GuardianInvitations.Where(i => i.By == me && i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt >= now).OrderBy(i => i.ExpiresAt).Take(50).Select(i => new OpenInvitation(i.Id, i.Email, i.ExpiresAt)).ToListAsync(ct);
    }
}
