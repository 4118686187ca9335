using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Catalogue;

/// <summary>The office corrects a course, publishes it, closes it, or takes it back to a draft.</summary>
[Authorize(Policy = Can.EditCatalogue)]
public sealed class EditCoursePage(SamspillDb db, Texts texts) : PageModel
{
    [BindProperty] public CourseForm Input { get; set; } = new();

    /// <summary>What the form showed when it was opened.</summary>
    [BindProperty] public string? Was { get; set; }

    public Course Course { get; private set; } = null!;
    public IReadOnlyList<SiteChoice> Sites { get; private set; } = [];

    /// <summary>What somebody else changed meanwhile.</summary>
    public IReadOnlyList<Seen.Change> Changes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(await db.Courses.AsNoTracking().Include(c => c.Sites).SingleOrDefaultAsync(c => c.Code == code, ct), ct)) return NotFound();
        Show(Now);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(string code, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (!await LoadAsync(await db.HoldAsync(code, ct), ct)) return NotFound();
        Input.Tidy();
        if (Seen.Since(Was, Now) is not { } changes) return BadRequest();
        if (changes.Count > 0)
        {
            Changes = changes;
            var merged = Seen.Merge(Was, Input, Now);
            ModelState.Clear(); // or the fields would show what was posted instead of what is merged
            Show(Now);
            Input = merged;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        var typed = new Typed(ModelState, texts, "Input.");
        var (facts, description, days) = Input.Read(typed, Sites.ToDictionary(s => s.Code, s => s.Id));
        if (typed.IsFine && Course.Record(facts).Refused(out var why)) typed.Wrong(CourseForm.Field(why), why);
        if (!typed.IsFine) return Page();
        Course.Present(description, days);
        return await SaveAsync(work, "katalog.saved", ct);
    }

    public Task<IActionResult> OnPostPublishAsync(string code, CancellationToken ct) => ChangeAsync(code, course => Task.FromResult(course.Publish()), "katalog.published", ct);

    public Task<IActionResult> OnPostCloseAsync(string code, CancellationToken ct) => ChangeAsync(code, course => Task.FromResult(course.Close()), "katalog.closed", ct);

    public Task<IActionResult> OnPostDraftAsync(string code, CancellationToken ct) =>
        ChangeAsync(code, async course => course.Withdraw(anybodyApplied: await db.Applications.AnyAsync(a => a.Course == course.Id, ct)), "katalog.withdrawn", ct);

    private CourseForm Now => CourseForm.Of(Course, Sites.ToDictionary(s => s.Id, s => s.Code));

    private async Task<bool> LoadAsync(Course? course, CancellationToken ct)
    {
        if (course is null) return false;
        (Course, Sites) = (course, await db.SiteChoicesAsync(ct));
        return true;
    }

    private void Show(CourseForm form) => (Input, Was) = (form, Seen.Of(form));

    private async Task<IActionResult> ChangeAsync(string code, Func<Course, Task<Outcome<Done>>> change, string said, CancellationToken ct)
    {
        ModelState.Clear(); // these buttons send no fields
        await using var work = await db.BeginAsync(ct);
        if (!await LoadAsync(await db.HoldAsync(code, ct), ct)) return NotFound();
        Show(Now);
        return (await change(Course)).Refused(out var why) ? this.Refuse(why) : await SaveAsync(work, said, ct);
    }

    private async Task<IActionResult> SaveAsync(UnitOfWork work, string said, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        TempData["Notice"] = texts[said, Course.Name];
        return RedirectToPage(new { code = Course.Code });
    }
}
