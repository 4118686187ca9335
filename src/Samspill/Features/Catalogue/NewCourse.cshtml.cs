using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Catalogue;

/// <summary>The office makes a course. It begins as a draft.</summary>
[Authorize(Policy = Can.EditCatalogue)]
public sealed class NewCoursePage(SamspillDb db, Texts texts) : PageModel
{
    [BindProperty] public CourseForm Input { get; set; } = new();
    [BindProperty] public string? Code { get; set; }

    public IReadOnlyList<SiteChoice> Sites { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Sites = await db.SiteChoicesAsync(ct);

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        Sites = await db.SiteChoicesAsync(ct);
        var typed = new Typed(ModelState, texts, "Input.");
        var (facts, description, days) = Input.Tidy().Read(typed, Sites.ToDictionary(s => s.Code, s => s.Id));
        var code = new Typed(ModelState, texts).Code(nameof(Code), Code, facts.Name, texts);
        var course = new Course(CourseId.New(), code);
        if (typed.IsFine && course.Record(facts).Refused(out var why)) typed.Wrong(CourseForm.Field(why), why);
        if (typed.IsFine)
        {
            course.Present(description, days);
            db.Courses.Add(course);
            try
            {
                await db.SaveChangesAsync(ct);
                TempData["Notice"] = texts["katalog.made", course.Name];
                return RedirectToPage("EditCourse", new { code });
            }
            catch (Exception lost) when (lost.IsLostRace()) { ModelState.AddModelError(nameof(Code), texts["typed.code.taken", code]); }
        }
        return Page();
    }
}
