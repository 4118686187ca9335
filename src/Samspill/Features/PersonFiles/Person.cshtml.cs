using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Features.Shared;
using Samspill.Features.People;
using Samspill.Host;

namespace Samspill.Features.PersonFiles;

/// <summary>One person: how to reach it, its family, places, applications, offers and messages. A protected one is there for its handlers only, and each look is noted.</summary>
[Authorize(Policy = Can.SeePeople)]
public sealed class PersonPage(SamspillDb db, Actor actor, Disclosure disclosure, ProtectPerson protect, OpenSchool school, Texts texts, TimeProvider clock) : PageModel
{
    public Person Person { get; private set; } = null!;
    public PersonFile Record { get; private set; } = null!;
    public string? School { get; private set; }

    /// <summary>Shown in the answer to the one who asked for it, and noted.</summary>
    public string? NationalId { get; private set; }

    public bool MayEdit => actor.May(Can.EditPeople);

    /// <summary>In whose name the office may record an application from here: the person's own as a guardian or from 18, else each guardian's.</summary>
    public IEnumerable<PersonLine> MayApplyFor => !actor.May(Can.ApplyForOthers) ? []
        : Person.GuardianCode is not null || Person.BirthDate <= Oslo.Today(clock).AddYears(-18) ? [PersonLine.Of(Person)]
        : Person.PupilCode is null ? [] : Record.Guardians.Select(g => g.Person).Where(g => disclosure.Opens(g.Id, g.Shield));

    public bool IsHandler => actor.May(Can.SeeProtected);
    public Disclosure Disclosure => disclosure;
    public int Year => Oslo.Today(clock).Year;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await FillAsync(new PersonId(id), ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostNationalIdAsync(Guid id, CancellationToken ct)
    {
        if (!MayEdit || !await FillAsync(new PersonId(id), ct) || Person.NationalIdCipher is not { } cipher) return NotFound();
        NationalId = school.Cipher.Decrypt(cipher);
        db.Note("looked", $"Person {id}", "national-id");
        await db.SaveChangesAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostProtectAsync(Guid id, Protection grade, CancellationToken ct) =>
        Answer(await protect.RunAsync(new PersonId(id), grade, ct), id, "person.protected");

    public async Task<IActionResult> OnPostWebAsync(Guid id, Guid pupil, Guid guardian, bool open, CancellationToken ct) =>
        Answer(await protect.OpenWebAsync(new PersonId(pupil), new PersonId(guardian), open, ct), id, open ? "person.web-opened" : "person.web-closed");

    /// <summary>What colour a state has.</summary>
    public static Tone ToneOf(ApplicationState state) => state switch
    {
        ApplicationState.Placed => Tone.Good,
        ApplicationState.Waiting or ApplicationState.Offered => Tone.Waiting,
        _ => Tone.Plain,
    };

    private IActionResult Answer(Outcome<Done> done, Guid id, string notice)
    {
        if (done.Refused(out _)) return NotFound();
        TempData["Notice"] = texts[notice];
        return RedirectToPage(new { id });
    }

    private async Task<bool> FillAsync(PersonId id, CancellationToken ct)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } person || !disclosure.Opens(person.Id, person.Shield)) return false;
        Person = person;
        disclosure.Name(PersonLine.Of(person)); // notes the look at a protected one
        School = await db.Sites.Where(s => s.Id == person.School).Select(s => s.Name).SingleOrDefaultAsync(ct);
        Record = await db.FileOfAsync(id, ct);
        foreach (var other in Record.Guardians.Concat(Record.Wards).Select(r => r.Person).Concat(Record.Siblings.SelectMany(s => new[] { s.Person, s.Shares }.OfType<PersonLine>())).Concat(Record.Places.Select(p => p.Teacher).OfType<PersonLine>())) disclosure.Name(other);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
