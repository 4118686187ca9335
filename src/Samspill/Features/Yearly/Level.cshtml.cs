using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.School;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>A pupil of the course, and what next year brings.</summary>
/// <param name="Next">The course whose place follows; null when none does.</param>
/// <param name="Unanswered">The family has not answered the yearly question.</param>
public sealed record LevelLine(PlaceId Place, PersonLine Pupil, DateOnly? Born, DateOnly From, DateOnly? To, string? Next, bool Unanswered, bool OnLeave)
{
    /// <summary>Whether the pupil can be moved up.</summary>
    public bool MayMove(DateOnly lastDay) => !Unanswered && !(To <= lastDay);
}

/// <summary>Who goes on in a course next year and where; the office marks who moves up.</summary>
[Authorize(Policy = Can.RunAdmission)]
public sealed class LevelPage(SamspillDb db, MoveUp move, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 500;

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
        var unanswered = db.Unanswered();
        Pupils = await (from p in db.Places
                        where p.Course == course.Id && p.State == PlaceState.Live && p.From <= lastDay
                        join x in db.People on p.Pupil equals x.Id
                        orderby x.Id
                        select new LevelLine(p.Id, new PersonLine(x.Id, x.GivenName, x.FamilyName, x.Shield), x.BirthDate, p.From, p.To,
                            db.Places.Where(n => p.To <= lastDay && n.Pupil == p.Pupil && n.State == PlaceState.Live && n.From > lastDay).Join(db.Courses, n => n.Course, c => c.Id, (n, c) => c.Name).FirstOrDefault(),
                            unanswered.Any(c => c.Place == p.Id), db.Leaves.Any(l => l.Place == p.Id && l.State == Domain.Yearly.LeaveState.Away && l.From <= today && l.To >= today))).Take(Most).ToListAsync(ct);
        foreach (var line in Pupils) disclosure.Name(line.Pupil);
        await db.SaveChangesAsync(ct); // looks at protected people are noted
        NextCourses = [.. (await db.Courses.AsNoTracking().Where(c => c.Discipline == course.Discipline && c.Status != CourseStatus.Draft).OrderBy(c => c.Name).Take(Most)
            .Select(c => new { Course = c, Ending = db.Places.Count(p => p.Course == c.Id && p.State == PlaceState.Live && !p.Released && p.To <= lastDay) }).ToListAsync(ct)).Where(c => c.Course.Follows(course))
            .Select(c => new SelectListItem(texts["level.next", c.Course.Name, c.Course.Free + c.Ending], c.Course.Code))];
        return true;
    }
}
