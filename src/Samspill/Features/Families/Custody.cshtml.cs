using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Features.People;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Families;

/// <summary>The guardians of a child as the office sees them: what custody allows each, who pays, and a new one.</summary>
[Authorize(Policy = Can.EditPeople)]
public sealed class CustodyPage(SamspillDb db, Disclosure disclosure, ChangeGuardians change, Texts texts) : PageModel
{
    [BindProperty] public string? GivenName { get; set; }
    [BindProperty] public string? FamilyName { get; set; }
    [BindProperty] public string? Email { get; set; }
    [BindProperty] public string? Phone { get; set; }
    [BindProperty] public GuardianAccess Access { get; set; }

    /// <summary>Somebody the school knows with the same address, whom the office chose; the empty id for nobody of them.</summary>
    [BindProperty] public Guid? Known { get; set; }

    public PersonLine Child { get; private set; } = null!;
    public IReadOnlyList<GuardianLine> Guardians { get; private set; } = [];

    /// <summary>Who has the address that was typed; empty until somebody has.</summary>
    public IReadOnlyList<KnownGuardian> Candidates { get; private set; } = [];
    public Disclosure Disclosure => disclosure;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await ShowAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddAsync(Guid id, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var email = typed.Email(nameof(Email), Email);
        var chosen = Known is { } known && known != Guid.Empty ? new PersonId(known) : (PersonId?)null;
        var (given, family, phone) = chosen is null
            ? (typed.Name(nameof(GivenName), GivenName), typed.Name(nameof(FamilyName), FamilyName, PersonRejections.FamilyNameMissing), typed.Phone(nameof(Phone), Phone, optional: true))
            : ("", "", null);
        if (!typed.IsFine) return Page();
        if (Known is null && (Candidates = await change.KnownAsync(email!, Child.Id, ct)).Count > 0) return Page(); // asked once: the same person is not made twice by mistake
        return Answer(await change.AddAsync(Child.Id, new NewGuardian(chosen, given, family, email!, phone, Access), ct), id, "custody.added");
    }

    public async Task<IActionResult> OnPostAllowAsync(Guid id, Guid guardian, GuardianAccess access, CancellationToken ct) =>
        await ShowAsync(id, ct) ? Answer(await change.AllowAsync(Child.Id, new PersonId(guardian), access, ct), id, "custody.allowed") : NotFound();

    public async Task<IActionResult> OnPostPayAsync(Guid id, Guid guardian, CancellationToken ct) =>
        await ShowAsync(id, ct) ? Answer(await change.PayAsync(Child.Id, new PersonId(guardian), ct), id, "custody.pays-now") : NotFound();

    private IActionResult Answer(Outcome<Done> done, Guid id, string notice)
    {
        if (done.Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = texts[notice];
        return RedirectToPage(new { id });
    }

    private async Task<bool> ShowAsync(Guid id, CancellationToken ct)
    {
        if (await db.GuardiansOfAsync(new PersonId(id), disclosure, ct) is not { } found) return false;
        (Child, Guardians) = (found.Child, found.Guardians);
        return true;
    }
}

internal static class GuardiansOf
{
    /// <summary>A pupil and its guardians as the office sees them; null when the actor may not. Looks at protected people are noted.</summary>
    public static async Task<ChildGuardians?> GuardiansOfAsync(this SamspillDb db, PersonId pupil, Disclosure disclosure, CancellationToken ct)
    {
        if (await db.People.Where(p => p.Id == pupil && p.PupilCode != null).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleOrDefaultAsync(ct) is not { } child || !disclosure.Opens(child.Id, child.Shield)) return null;
        var guardians = await (from g in db.Guardianships where g.Pupil == pupil join p in db.People on g.Guardian equals p.Id orderby p.Id select new GuardianLine(new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), g.Payer, g.Online, g.SeesOnly)).Take(50).ToListAsync(ct);
        foreach (var person in guardians.Select(g => g.Person).Append(child)) disclosure.Name(person);
        await db.SaveChangesAsync(ct);
        return new ChildGuardians(child, MayInvite: false, guardians);
    }
}
