using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
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

    public PersonId Person { get; private set; }

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
        var (given, family, email, phone) = (PersonName.Read(GivenName), PersonName.Read(FamilyName), EmailAddress.Read(Email), PhoneNumber.Read(Phone));
        if (given is null) ModelState.AddModelError(nameof(GivenName), texts["person.name.wrong"]);
        if (family is null) ModelState.AddModelError(nameof(FamilyName), texts["person.name.wrong"]);
        if (email is null && !string.IsNullOrWhiteSpace(Email)) ModelState.AddModelError(nameof(Email), texts["person.email.wrong"]);
        if (phone is null && !string.IsNullOrWhiteSpace(Phone)) ModelState.AddModelError(nameof(Phone), texts["person.phone.wrong"]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        person.Rename(given!, family!);
        person.Reach(email, phone);
        person.Speak(Languages.Known(Language));
        await db.SaveChangesAsync(ct);
        TempData["Notice"] = texts["person.saved"];
        return RedirectToPage("Person", new { id });
    }

    private async Task<Domain.People.Person?> FindAsync(Guid id, CancellationToken ct)
    {
        Person = new PersonId(id);
        if (await db.People.SingleOrDefaultAsync(p => p.Id == Person, ct) is not { } person || !disclosure.Opens(person.Id, person.Shield)) return null;
        disclosure.Name(PersonLine.Of(person)); // notes the look at a protected one
        return person;
    }
}
