using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>The groups of one course, and the places in none.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class CourseGroupsPage(SamspillDb db, FormGroups form, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 500;

    public Course Course { get; private set; } = null!;
    public IReadOnlyList<GroupLine> Groups { get; private set; } = [];
    public IReadOnlyList<PersonLine> Without { get; private set; } = [];
    public Disclosure Disclosure => disclosure;
    private int SchoolYear => Domain.School.SchoolYear.Of(Oslo.Today(clock));

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, ct) is not { } course) return NotFound();
        Course = course;
        Groups = await db.GroupsOfAsync(course.Id, SchoolYear, ct);
        Without = await GroupLists.PlacesWithout(db, SchoolYear).Where(p => p.Course == course.Id).Join(db.People, p => p.Pupil, q => q.Id, (p, q) => q).OrderBy(q => q.BirthDate).ThenBy(q => q.Id).Take(Most).Select(q => new PersonLine(q.Id, q.GivenName, q.FamilyName, q.Shield)).ToListAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (await db.Courses.Where(c => c.Code == code).Select(c => (CourseId?)c.Id).SingleOrDefaultAsync(ct) is not { } course) return NotFound();
        TempData["Notice"] = texts["groups.formed", await form.RunAsync(SchoolYear, course, ct)];
        return this.SeeOther($"~/grupper/tilbud/{Uri.EscapeDataString(code)}");
    }
}
