using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Yearly;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>A wish to change that is not decided.</summary>
/// <param name="Wants">The course that is wanted; null when it is about the length.</param>
/// <param name="Free">Seats free there.</param>
/// <param name="Waiting">Others who wait for that course.</param>
public sealed record ChangeLine(PlaceChangeId Id, PersonLine Pupil, string Has, int? Minutes, string? Wants, string? WantsCode, int? Free, int Waiting, int? WantsMinutes, string? Words, DateTimeOffset AskedAt);

/// <summary>The office decides families' wishes to change a place they have.</summary>
[Authorize(Policy = Can.RunAdmission)]
public sealed class ChangesPage(SamspillDb db, Disclosure disclosure, DecideChange decide, Texts texts, TimeProvider clock) : PageModel
{
    public const int Size = 25;

    [BindProperty]
    public Guid Change { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<ChangeLine> Lines { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public Disclosure Disclosure => disclosure;

    /// <summary>What is proposed: the first of next month.</summary>
    public DateOnly Proposed { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => await LoadAsync(ct);

    public async Task<IActionResult> OnPostGrantAsync(CancellationToken ct)
    {
        if (From is { } from) return await AnswerAsync(await decide.GrantAsync(new PlaceChangeId(Change), from, ct), "place-change.granted", FromOf(Change), ct);
        await LoadAsync(ct);
        ModelState.AddModelError(FromOf(Change), texts["refusal.place-change.day"]);
        return Page();
    }

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken ct) =>
        await AnswerAsync(await decide.RefuseAsync(new PlaceChangeId(Change), PlainText.Block(Reason), ct), "place-change.refused", ReasonOf(Change), ct);

    /// <summary>The fields of a wish, for what is wrong with them.</summary>
    public static string FromOf(Guid change) => $"d-{change}";

    public static string ReasonOf(Guid change) => $"r-{change}";

    public string? WrongWith(string field) => ModelState.TryGetValue(field, out var state) ? string.Join(' ', state.Errors.Select(e => e.ErrorMessage)) : null;

    private async Task<IActionResult> AnswerAsync(Outcome<Done> done, string notice, string field, CancellationToken ct)
    {
        if (done.Refused(out var why))
        {
            await LoadAsync(ct);
            return this.Refuse(why, field);
        }
        TempData["Notice"] = texts[notice];
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        Proposed = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        var open = db.PlaceChanges.AsNoTracking().Where(c => c.State == PlaceChangeState.Asked);
        var total = await open.CountAsync(ct);
        Paging = new(Math.Clamp(Number, 1, Math.Max(1, (total + Size - 1) / Size)), Size, total);
        Lines = await db.ChangeLinesAsync(open, (Paging.Page - 1) * Size, Size, ct);
        foreach (var line in Lines) disclosure.Name(line.Pupil);
        await db.SaveChangesAsync(ct); // looks at protected people are noted
    }
}

internal static class ChangeLines
{
    /// <summary>Some of these wishes, the oldest first.</summary>
    public static Task<List<ChangeLine>> ChangeLinesAsync(this SamspillDb db, IQueryable<PlaceChange> changes, int before, int most, CancellationToken ct) =>
        (from c in changes
         join p in db.People on c.Pupil equals p.Id
         join place in db.Places on c.Place equals place.Id
         join has in db.Courses on place.Course equals has.Id
         join w in db.Courses on c.Course equals (CourseId?)w.Id into wanted
         from w in wanted.DefaultIfEmpty()
         orderby c.AskedAt, c.Id
         select new ChangeLine(c.Id, new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), has.Name, has.LessonMinutes, w == null ? null : w.Name, w == null ? null : w.Code,
             w == null ? null : (int?)((w.Capacity ?? 0) - w.Taken - w.Held), db.Applications.Count(a => a.Course == c.Course && a.State == ApplicationState.Waiting), c.Minutes, c.Words, c.AskedAt))
        .Skip(before).Take(most).ToListAsync(ct);
}
