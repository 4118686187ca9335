using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.People;

/// <summary>Corrects a person's name and how it is reached.</summary>
[Authorize(Policy = Can.EditPeople)]
public sealed class EditPersonPage(SamspillDb db, Disclosure disclosure, Texts texts) : PageModel
{
    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? FamilyName { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    public PersonId Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } person) return NotFound();
        (GivenName, FamilyName, Email, Phone, Language) = (person.GivenName, person.FamilyName, person.Email, person.Phone, Languages.Known(person.Language));
        await db.SaveChangesAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } person) return NotFound();
        var typed = new Typed(ModelState, texts);
        var (given, family) = (typed.Name(nameof(GivenName), GivenName), typed.Name(nameof(FamilyName), FamilyName, PersonRejections.FamilyNameMissing));
        var (email, phone) = (typed.Email(nameof(Email), Email, optional: true), typed.Phone(nameof(Phone), Phone, optional: true));
        if (!typed.IsFine) return Page();
        person.Rename(given, family);
        person.Reach(email, phone);
        person.Speak(Languages.Known(Language));
        await db.SaveChangesAsync(ct);
        TempData["Notice"] = texts["person.saved"];
        return this.SeeOther($"~/personer/{id}");
    }

    private async Task<Person?> FindAsync(Guid id, CancellationToken ct)
    {
        Id = new PersonId(id);
        if (await db.People.SingleOrDefaultAsync(p => p.Id == Id, ct) is not { } person || !disclosure.Opens(person.Id, person.Shield)) return null;
        disclosure.Name(PersonLine.Of(person)); // notes the look at a protected one
        return person;
    }
}
