using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Groups;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>The groups of one course, and the places in none.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class CourseGroupsPage(SamspillDb db, FormGroups form, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 500;

    /// <summary>So many of those in no group are named.</summary>
    public const int Shown = 12;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Year { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Minutes { get; set; }

    public Course Course { get; private set; } = null!;
    public IReadOnlyList<GroupLine> Groups { get; private set; } = [];
    public IReadOnlyList<PersonLine> Without { get; private set; } = [];
    public Disclosure Disclosure => disclosure;
    public int SchoolYear => Year is > 2000 and < 2200 ? Year.Value : Domain.School.SchoolYear.Of(Oslo.Today(clock));

    /// <summary>What an address ends with for the same school year.</summary>
    public string InYear => Year is null ? "" : $"?ar={SchoolYear}";

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct)) return NotFound();
        Minutes = (Course.LessonMinutes ?? 30).ToString(CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (await db.Courses.Where(c => c.Code == code).Select(c => (CourseId?)c.Id).SingleOrDefaultAsync(ct) is not { } course) return NotFound();
        TempData["Notice"] = texts["groups.formed", await form.RunAsync(SchoolYear, course, ct)];
        return this.SeeOther($"~/grupper/tilbud/{Uri.EscapeDataString(code)}{InYear}");
    }

    public async Task<IActionResult> OnPostNyAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct)) return NotFound();
        if (!int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)) return this.Refuse(GroupRejections.Minutes, nameof(Minutes));
        if ((await form.MakeAsync(Course.Id, SchoolYear, PlainText.Line(Name) is { Length: > 0 } name ? name : null, minutes, ct)).Refused(out var why, out var made)) return this.Refuse(why, why.Code == GroupRejections.Minutes.Code ? nameof(Minutes) : nameof(Name));
        return this.SeeOther($"~/grupper/{made.Value}");
    }

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, ct) is not { } course) return false;
        Course = course;
        Groups = await db.GroupsOfAsync(course.Id, SchoolYear, disclosure, ct);
        Without = await GroupLists.PlacesWithout(db, SchoolYear).Where(p => p.Course == course.Id).Join(db.People, p => p.Pupil, q => q.Id, (p, q) => q).OrderBy(q => q.BirthDate).ThenBy(q => q.Id).Take(Most).Select(q => new PersonLine(q.Id, q.GivenName, q.FamilyName, q.Shield)).ToListAsync(ct);
        foreach (var shown in Groups.Where(g => g.Name is null).SelectMany(g => g.Members.Take(1)).Concat(Without.Take(Shown))) disclosure.Name(shown); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
        return true;
    }
}
