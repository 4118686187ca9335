using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>The office records one child's application for a guardian: from paper, the telephone or the counter, with the reason.</summary>
[Authorize(Policy = Can.ApplyForOthers)]
public sealed class ApplyForPage(SamspillDb db, OpenSchool school, Disclosure disclosure, ReceiveApplication submit, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>Made with the form: sent twice, it is one application.</summary>
    [BindProperty]
    public Guid Key { get; set; }

    [BindProperty]
    public SubmissionChannel? Channel { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>A child of the guardian; empty for one that is described.</summary>
    [BindProperty]
    public Guid? Known { get; set; }

    [BindProperty]
    public ApplyChild Child { get; set; } = new();

    [BindProperty]
    public string? NationalId { get; set; }

    public PersonLine Guardian { get; private set; } = null!;
    public string GuardianName { get; private set; } = "";
    public IReadOnlyList<PersonLine> Children { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Schools { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Courses { get; private set; } = [];
    public AdmissionRules Rules { get; private set; } = AdmissionRules.Default;
    public Disclosure Disclosure => disclosure;

    /// <summary>The person who has the national id that was typed.</summary>
    public PersonId? Same { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid guardian, CancellationToken ct)
    {
        if (!await ShowAsync(guardian, ct)) return NotFound();
        Key = Guid.CreateVersion7();
        Known = Children.Count > 0 ? Children[0].Id.Value : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid guardian, CancellationToken ct)
    {
        if (!await ShowAsync(guardian, ct)) return NotFound();
        NewPupil? described = null;
        Formats.NationalId? number = null;
        if (Known is null)
        {
            (described, var faults) = Child.Read(Oslo.Today(clock), school.Municipality);
            foreach (var (field, why) in faults) Wrong($"Child.{field}", why);
            if (TypedNationalId.Read(NationalId, described?.Born, school.Demo).Refused(out var badId, out var typed)) Wrong(nameof(NationalId), badId);
            else number = typed.Id;
        }
        if (Channel is null or SubmissionChannel.Web) Wrong(nameof(Channel), ChannelMissing);
        var reason = PlainText.Line(Reason);
        if (reason.Length == 0) Wrong(nameof(Reason), ApplicationRejections.NoReason);
        if (reason.Length > 1000) Wrong(nameof(Reason), new(PersonRejections.TooLong.Code, 1000));
        if (!ModelState.IsValid) return Page();

        var wishes = Child.Wishes.Where(w => !string.IsNullOrEmpty(w)).ToList();
        var ask = new AskForChild(Known is { } id ? new PersonId(id) : null, described, wishes, Math.Max(1, Child.Wants), Child.Times, PlainText.Block(Child.Needs) is { Length: > 0 } needs ? needs : null, number);
        var sent = await submit.RunAsync(new Sending(Key, Guardian.Id, Channel!.Value, reason, [ask]), ct);
        if (!sent.Refused(out var refused, out var receipt)) return this.SeeOther($"~/sok-for?kvittering={receipt.Code}");
        if (refused.Code == PersonRejections.SameNationalId.Code)
        {
            var index = school.Cipher.Index(number!.Value.Digits);
            Same = await db.People.Where(p => p.NationalIdIndex == index).Select(p => (PersonId?)p.Id).SingleOrDefaultAsync(ct);
            return this.Refuse(refused, nameof(NationalId));
        }
        return this.Refuse(refused, refused.Code.StartsWith("application.", StringComparison.Ordinal) ? "Child.Wishes" : "");
    }

    /// <summary>The office says how the application reached it.</summary>
    public static readonly Rejection ChannelMissing = new("application.channel-missing");

    private void Wrong(string field, Rejection why) => ModelState.AddModelError(field, texts[$"refusal.{why.Code}", why.Facts]);

    private async Task<bool> ShowAsync(Guid guardian, CancellationToken ct)
    {
        var id = new PersonId(guardian);
        if (await db.People.Where(p => p.Id == id).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleOrDefaultAsync(ct) is not { } person) return false;
        if (!disclosure.Opens(person.Id, person.Shield)) return false; // a protected family is taken by its named handler
        Guardian = person;
        GuardianName = disclosure.Name(person);
        var family = await db.People.Where(p => p.Id == id && p.PupilCode != null || db.Guardianships.Any(g => g.Guardian == id && g.Pupil == p.Id)).OrderBy(p => p.BirthDate).Take(20)
            .Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToListAsync(ct);
        Children = [.. family.Where(c => disclosure.Opens(c.Id, c.Shield))];
        Schools = [.. (await db.Sites.Where(s => s.Kind == SiteKind.Primary || s.Kind == SiteKind.LowerSecondary).OrderBy(s => EF.Functions.Collate(s.Name, "norsk")).Select(s => new { s.Id, s.Name }).Take(1000).ToListAsync(ct))
            .Select(s => new SelectListItem(s.Name, s.Id.Value.ToString()))];
        Courses = [.. (await db.Courses.Where(c => c.Status == CourseStatus.Published).OrderBy(c => EF.Functions.Collate(c.Name, "norsk")).Select(c => new { c.Code, c.Name, c.AgeFrom, c.AgeTo }).Take(2000).ToListAsync(ct))
            .Select(c => new SelectListItem(c.AgeFrom is null && c.AgeTo is null ? c.Name : $"{c.Name} ({c.AgeFrom}–{c.AgeTo})", c.Code))];
        Rules = await db.RulesInForceAsync(Oslo.Today(clock), ct);
        await db.SaveChangesAsync(ct); // the look at protected people
        return true;
    }
}
