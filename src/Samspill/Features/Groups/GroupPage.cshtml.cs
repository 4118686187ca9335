using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Groups;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>One group: what it is, who teaches it, who is in it.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class GroupPage(SamspillDb db, ChangeGroup change, Disclosure disclosure, Texts texts) : PageModel
{
    private const int Most = 500;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Minutes { get; set; }

    [BindProperty]
    public Guid? Site { get; set; }

    [BindProperty]
    public string? Needs { get; set; }

    [BindProperty]
    public List<Guid> Teachers { get; set; } = [];

    public Group Group { get; private set; } = null!;
    public string CourseName { get; private set; } = "";
    public string CourseCode { get; private set; } = "";
    public string Title { get; private set; } = "";
    public IReadOnlyList<(PlaceId Place, PersonLine Person, DateOnly From)> Members { get; private set; } = [];
    public IReadOnlyList<(PlaceId Place, PersonLine Person)> Others { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Sites { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Staff { get; private set; } = [];
    public Disclosure Disclosure => disclosure;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        (Name, Minutes, Site, Needs) = (Group.Name, Group.Minutes.ToString(CultureInfo.InvariantCulture), Group.Site?.Value, Group.Needs);
        Teachers = [.. Group.Teachers.OrderBy(t => t.Position).Select(t => t.Staff.Value)];
        return Page();
    }

    public async Task<IActionResult> OnPostLagreAsync(Guid id, CancellationToken ct)
    {
        Rejection? why = null;
        if (!int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)) why = GroupRejections.Minutes;
        else if (!(await change.RecordAsync(new GroupId(id), string.IsNullOrWhiteSpace(Name) ? null : PlainText.Line(Name), minutes, Site is { } site ? new SiteId(site) : null, PlainText.Line(Needs), [.. Teachers.Take(20).Select(t => new StaffId(t))], ct)).Refused(out why))
        {
            TempData["Notice"] = texts["groups.saved"];
            return this.SeeOther($"~/grupper/{id}");
        }
        if (!await LoadAsync(id, ct)) return NotFound();
        return this.Refuse(why!, why!.Code == GroupRejections.Minutes.Code ? nameof(Minutes) : nameof(Name));
    }

    public async Task<IActionResult> OnPostInnAsync(Guid id, [FromForm] Guid place, CancellationToken ct) => await AnswerAsync(id, await change.AddAsync(new GroupId(id), new PlaceId(place), ct), ct);

    public async Task<IActionResult> OnPostUtAsync(Guid id, [FromForm] Guid place, CancellationToken ct) => await AnswerAsync(id, await change.RemoveAsync(new GroupId(id), new PlaceId(place), ct), ct);

    private async Task<IActionResult> AnswerAsync(Guid id, Outcome<Done> outcome, CancellationToken ct)
    {
        if (!outcome.Refused(out var why)) return this.SeeOther($"~/grupper/{id}");
        if (!await LoadAsync(id, ct)) return NotFound();
        return this.Refuse(why);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var key = new GroupId(id);
        if (await db.Groups.AsNoTracking().Include(g => g.Teachers).SingleOrDefaultAsync(g => g.Id == key, ct) is not { } group) return false;
        Group = group;
        (CourseName, CourseCode) = await db.Courses.Where(c => c.Id == group.Course).Select(c => new ValueTuple<string, string>(c.Name, c.Code)).SingleAsync(ct);
        Members = [.. (await db.GroupMembers.Where(m => m.Group == key && m.To == null).Join(db.People, m => m.Pupil, p => p.Id, (m, p) => new { m.Place, m.From, p.BirthDate, Line = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) }).OrderBy(x => x.BirthDate).Take(Most).ToListAsync(ct)).Select(x => (x.Place, x.Line, x.From))];
        Others = [.. (await GroupLists.PlacesWithout(db, group.SchoolYear).Where(p => p.Course == group.Course).Select(p => new { p.Id, p.Pupil })
            .Concat(db.GroupMembers.Where(m => m.To == null && m.Group != key && db.Groups.Any(g => g.Id == m.Group && g.Course == group.Course)).Select(m => new { Id = m.Place, m.Pupil }))
            .Join(db.People, x => x.Pupil, p => p.Id, (x, p) => new { x.Id, p.BirthDate, Line = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) }).OrderBy(x => x.BirthDate).ThenBy(x => x.Id).Take(Most).ToListAsync(ct)).Select(x => (x.Id, x.Line))];
        Sites = [.. (await db.CourseSites.Where(s => s.Course == group.Course).OrderBy(s => s.Position).Join(db.Sites, s => s.Site, s => s.Id, (c, s) => new { s.Id, s.Name }).ToListAsync(ct)).Select(s => (s.Id.Value, s.Name))];
        Staff = [.. (await db.Staff.Where(s => s.Role == StaffRole.Teacher).Join(db.People, s => s.Person, p => p.Id, (s, p) => new { s.Id, Name = p.GivenName + " " + p.FamilyName }).OrderBy(x => EF.Functions.Collate(x.Name, "norsk")).Take(1000).ToListAsync(ct)).Select(x => (x.Id.Value, x.Name))];
        Title = group.Name ?? (Members.Count > 0 ? disclosure.Name(Members[0].Person) : CourseName);
        return true;
    }
}
