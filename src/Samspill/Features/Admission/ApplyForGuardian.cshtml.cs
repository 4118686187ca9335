using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Features.People;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>The office takes an application for somebody: first who applies, found by a part of the name, the telephone number or the e-mail address, or registered.</summary>
[Authorize(Policy = Can.ApplyForOthers)]
public sealed class ApplyForGuardianPage(SamspillDb db, Actor actor, OpenSchool school, Disclosure disclosure, Texts texts) : PageModel
{
    private const int Shown = 20;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    /// <summary>The receipt of the application that was just recorded.</summary>
    [BindProperty(SupportsGet = true, Name = "kvittering")]
    public string? Receipt { get; set; }

    [BindProperty]
    public NewGuardian New { get; set; } = new();

    public IReadOnlyList<GuardianLine> Found { get; private set; } = [];
    public Disclosure Disclosure => disclosure;

    /// <summary>The person who has the national id that was typed.</summary>
    public PersonId? Same { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Receipt = await db.Submissions.Where(s => s.Receipt == Receipt).Select(s => s.Receipt).SingleOrDefaultAsync(ct);
        await FindAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var reading = new Typed(ModelState, texts, "New.");
        var (given, family) = (reading.Name(nameof(New.GivenName), New.GivenName), reading.Name(nameof(New.FamilyName), New.FamilyName, PersonRejections.FamilyNameMissing));
        var (email, phone) = (reading.Email(nameof(New.Email), New.Email, optional: true), reading.Phone(nameof(New.Phone), New.Phone, optional: true));
        if (reading.IsFine && (email ?? phone) is null) reading.Wrong(nameof(New.Phone), NewGuardian.NoReach);
        var id = TypedNationalId.Read(New.NationalId, null, school.Demo);
        if (id.Refused(out var badId)) reading.Wrong(nameof(New.NationalId), badId);
        if (!ModelState.IsValid) return Page();

        if (await db.People.AnyAsync(p => p.Id == new PersonId(New.Id), ct)) return this.SeeOther($"~/sok-for/{New.Id}");
        var number = id.Value.Id;
        var index = number is { } typed ? school.Cipher.Index(typed.Digits) : null;
        Same = index is null ? null : await db.People.Where(p => p.NationalIdIndex == index).Select(p => (PersonId?)p.Id).SingleOrDefaultAsync(ct);
        if (Same is not null)
        {
            reading.Wrong(nameof(New.NationalId), PersonRejections.SameNationalId);
            return Page();
        }
        var guardian = new Person(new PersonId(New.Id), given, family);
        guardian.Rename(given, family);
        guardian.RecordGuardian(ShortCode.Person('F'), email, phone);
        guardian.Speak(Languages.Known(New.Language));
        if (number is { } digits) guardian.Identify(school.Cipher.Encrypt(digits.Digits), index);
        db.People.Add(guardian);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException lost) when (lost.IsLostRace())
        {
            db.ChangeTracker.Clear();
            return await OnPostAsync(ct); // the same form, or the same number, a moment ago
        }
        return this.SeeOther($"~/sok-for/{New.Id}");
    }

    private async Task FindAsync(CancellationToken ct)
    {
        var text = PlainText.Line(Q).ToLowerInvariant();
        if (text.Length < 2) return;
        var seesProtected = actor.May(Can.SeeProtected);
        Found = await db.People.AsNoTracking()
            .Where(p => (p.GuardianCode != null || p.PupilCode != null) && (seesProtected || p.Shield == Protection.None))
            .Where(p => p.SearchName.Contains(text) || p.Phone != null && p.Phone.Contains(text) || p.Email != null && p.Email.ToLower().Contains(text))
            .OrderBy(p => p.GuardianCode == null).ThenBy(p => EF.Functions.Collate(p.FamilyName, "norsk")).ThenBy(p => p.Id).Take(Shown)
            .Select(p => new GuardianLine(new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), p.Phone, p.Email,
                db.Guardianships.Where(g => g.Guardian == p.Id).Join(db.People, g => g.Pupil, c => c.Id, (_, c) => new PersonLine(c.Id, c.GivenName, c.FamilyName, c.Shield)).Take(10).ToList()))
            .ToListAsync(ct);
        foreach (var line in Found) disclosure.Name(line.Person);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>A person who may apply, with the children.</summary>
public sealed record GuardianLine(PersonLine Person, string? Phone, string? Email, IReadOnlyList<PersonLine> Children);

/// <summary>A guardian the school has not met.</summary>
public sealed class NewGuardian
{
    public static readonly Rejection NoReach = new("person.no-reach");

    /// <summary>Made with the form: sent twice, it is one person.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public string? GivenName { get; set; }
    public string? FamilyName { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? Language { get; set; }
    public string? NationalId { get; set; }
}
