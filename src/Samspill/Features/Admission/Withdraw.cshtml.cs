using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Asks once more before an application leaves the queue: the seniority is lost with it.</summary>
[Authorize(Policy = Can.Apply)]
public sealed class WithdrawPage(SamspillDb db, Actor actor, WithdrawApplication withdraw, ChangeCourse change, Texts texts, TimeProvider clock) : PageModel
{
    public string Child { get; private set; } = "";
    public PersonId Pupil { get; private set; }
    public LiveWish Wish { get; private set; } = null!;

    /// <summary>Courses that the wish may be changed to.</summary>
    public IReadOnlyList<SelectListItem> Others { get; private set; } = [];

    /// <summary>Whether the seniority goes along.</summary>
    public bool KeepsSeniority { get; private set; }

    [BindProperty]
    public string? Course { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        return Wish.State == ApplicationState.Waiting ? Page() : Redirect(Url.Content($"~/sok/endre/{Pupil.Value}"));
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        if ((await withdraw.RunAsync(new ApplicationId(id), ct)).Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = texts["withdraw.done", Wish.Course, Child];
        return this.SeeOther($"~/sok/endre/{Pupil.Value}");
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid id, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        if ((await change.RunAsync(new ApplicationId(id), Course ?? "", ct)).Refused(out var why)) return this.Refuse(why, nameof(Course));
        TempData["Notice"] = texts[KeepsSeniority ? "wish.changed.kept" : "wish.changed", Wish.Course, Others.First(o => o.Value == Course).Text];
        return this.SeeOther($"~/sok/endre/{Pupil.Value}");
    }

    private async Task<bool> ShowAsync(Guid id, CancellationToken ct)
    {
        var application = new ApplicationId(id);
        if (await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == application && actor.Wards.Contains(a.Pupil), ct) is not { } found) return false;
        Pupil = found.Pupil;
        Child = await db.People.Where(p => p.Id == found.Pupil).Select(p => p.GivenName).SingleAsync(ct);
        Wish = new LiveWish(found.Id, await db.Courses.Where(c => c.Id == found.Course).Select(c => c.Name).SingleAsync(ct), found.AppliedAt, found.State, found.Wants);
        var year = Oslo.Today(clock).Year;
        var turns = await db.People.Where(p => p.Id == found.Pupil).Select(p => p.BirthDate).SingleAsync(ct) is { } born ? year - born.Year : (int?)null;
        Others = [.. (await db.Courses.Where(c => c.Status == CourseStatus.Published && c.Id != found.Course && !(c.AgeFrom > turns) && !(c.AgeTo < turns)).OrderBy(c => c.Name).Take(1000).Select(c => new { c.Name, c.Code }).ToListAsync(ct)).Select(c => new SelectListItem(c.Name, c.Code))];
        KeepsSeniority = (await db.RulesInForceAsync(Oslo.Today(clock), ct)).SeniorityFollowsChange;
        return true;
    }
}
