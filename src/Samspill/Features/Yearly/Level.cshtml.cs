using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Domain.School;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>Who goes on in a course next year and where; the office marks who moves up.</summary>
[Authorize(Policy = Can.RunAdmission)]
public sealed class LevelPage(SamspillDb db, MoveUp move, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = LevelLines.Most;

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public List<Guid> Places { get; set; } = [];

    public Course Course { get; private set; } = null!;
    public IReadOnlyList<LevelLine> Pupils { get; private set; } = [];

    /// <summary>The courses one may move up to, with the seats that are free for the new year.</summary>
    public IReadOnlyList<SelectListItem> NextCourses { get; private set; } = [];
    public int Next => SchoolYear.Of(Oslo.Today(clock)) + 1;
    public DateOnly LastDay => SchoolYear.LastDayOf(Next - 1);
    public Disclosure Disclosure => disclosure;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => await ShowAsync(code, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (!await ShowAsync(code, ct)) return NotFound();
        if ((await move.RunAsync(code, To ?? "", [.. Places.Distinct().Take(Most).Select(p => new PlaceId(p))], ct)).Refused(out var why, out var moved)) return this.Refuse(why, nameof(To));
        TempData["Notice"] = moved.Stayed == 0 ? texts["level.moved", moved.Moved] : texts["level.moved-some", moved.Moved, moved.Stayed];
        return RedirectToPage(new { code });
    }

    private async Task<bool> ShowAsync(string code, CancellationToken ct)
    {
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, ct) is not { } course) return false;
        var (lastDay, today) = (LastDay, Oslo.Today(clock));
        Course = course;
        Pupils = await db.LevelLinesAsync(course.Id, lastDay, today, ct);
        foreach (var line in Pupils) disclosure.Name(line.Pupil);
        await db.SaveChangesAsync(ct); // looks at protected people are noted
        NextCourses = [.. (await db.CoursesAfterAsync(course, lastDay, ct)).Select(c => new SelectListItem(texts["level.next", c.Name, c.Free], c.Code))];
        return true;
    }
}
