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
public sealed class GroupPage(SamspillDb db, ChangeGroup change, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 500;

    /// <summary>Which field a refusal is about, when it is not the name.</summary>
    private static readonly Dictionary<string, string> Fields = new()
    {
        [GroupRejections.Minutes.Code] = nameof(Minutes),
        [GroupRejections.UnknownSite.Code] = nameof(Site),
        [GroupRejections.UnknownTeacher.Code] = nameof(Teachers),
        [GroupRejections.NeedsLong.Code] = "",
    };

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Minutes { get; set; }

    [BindProperty]
    public Guid? Site { get; set; }

    [BindProperty]
    public List<string> Needs { get; set; } = [];

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

    /// <summary>What a room may be asked to have: what the school's rooms have, and what the group asks for already.</summary>
    public IReadOnlyList<string> Features { get; private set; } = [];

    /// <summary>Who has the lesson in the week that families know, and is not one of the group's; null when all is well.</summary>
    public string? TaughtBy { get; private set; }
    public bool MayClose { get; private set; }

    /// <summary>Members and those they would travel with, as both families have said.</summary>
    public IReadOnlyList<(PersonLine Member, PersonLine With)> Carpools { get; private set; } = [];
    public Disclosure Disclosure => disclosure;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        (Name, Minutes, Site) = (Group.Name, Group.Minutes.ToString(CultureInfo.InvariantCulture), Group.Site?.Value);
        Needs = [.. Words(Group.Needs)];
        Teachers = [.. Group.Teachers.OrderBy(t => t.Position).Select(t => t.Staff.Value)];
        foreach (var shown in Members.Select(m => m.Person).Concat(Others.Select(o => o.Person)).Concat(Carpools.Select(c => c.With))) disclosure.Name(shown); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostLagreAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var saved = int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            ? await change.RecordAsync(new GroupId(id), string.IsNullOrWhiteSpace(Name) ? null : PlainText.Line(Name), minutes, Site is { } site ? new SiteId(site) : null, string.Join(' ', Features.Where(Needs.Contains)), [.. Teachers.Take(20).Select(t => new StaffId(t))], ct)
            : GroupRejections.Minutes;
        if (saved.Refused(out var why)) return this.Refuse(why, Fields.GetValueOrDefault(why.Code, nameof(Name)));
        TempData["Notice"] = texts["groups.saved"];
        return this.SeeOther($"~/grupper/{id}");
    }

    public async Task<IActionResult> OnPostInnAsync(Guid id, [FromForm] Guid place, CancellationToken ct) => await AnswerAsync(id, await change.AddAsync(new GroupId(id), new PlaceId(place), ct), ct);

    public async Task<IActionResult> OnPostUtAsync(Guid id, [FromForm] Guid place, CancellationToken ct) => await AnswerAsync(id, await change.RemoveAsync(new GroupId(id), new PlaceId(place), ct), ct);

    public async Task<IActionResult> OnPostAvsluttAsync(Guid id, CancellationToken ct) => await AnswerAsync(id, await change.CloseAsync(new GroupId(id), ct), ct);

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
        var staying = db.Staying();
        Members = [.. (await staying.Where(m => m.Group == key).Join(db.People, m => m.Pupil, p => p.Id, (m, p) => new { m.Place, m.From, p.BirthDate, Line = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) }).OrderBy(x => x.BirthDate).Take(Most).ToListAsync(ct)).Select(x => (x.Place, x.Line, x.From))];
        Carpools = await db.AgreedAsync([.. Members.Select(m => m.Person.Id)], ct);
        var today = Oslo.Today(clock);
        MayClose = group.ClosedOn is null && !await db.GroupMembers.AnyAsync(m => m.Group == key && (m.To == null || m.To > today), ct);
        Others = [.. (await GroupLists.PlacesWithout(db, group.SchoolYear).Where(p => p.Course == group.Course).Select(p => new { p.Id, p.Pupil })
            .Concat(staying.Where(m => m.Group != key && db.Groups.Any(g => g.Id == m.Group && g.Course == group.Course && g.SchoolYear == group.SchoolYear)).Select(m => new { Id = m.Place, m.Pupil }))
            .Join(db.People, x => x.Pupil, p => p.Id, (x, p) => new { x.Id, p.BirthDate, Line = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) }).OrderBy(x => x.BirthDate).ThenBy(x => x.Id).Take(Most).ToListAsync(ct)).Select(x => (x.Id, x.Line))];
        Sites = [.. (await db.CourseSites.Where(s => s.Course == group.Course).OrderBy(s => s.Position).Join(db.Sites, s => s.Site, s => s.Id, (c, s) => new { s.Id, s.Name }).ToListAsync(ct)).Select(s => (s.Id.Value, s.Name))];
        Staff = [.. (await db.Staff.Where(s => s.Role == StaffRole.Teacher).Join(db.People, s => s.Person, p => p.Id, (s, p) => new { s.Id, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), Order = p.Shield == Protection.None ? p.GivenName + " " + p.FamilyName : "" })
            .OrderBy(x => EF.Functions.Collate(x.Order, "norsk")).ThenBy(x => x.Id).Take(1000).ToListAsync(ct)).Select(x => (x.Id.Value, disclosure.OpenName(x.Person)))];
        Features = [.. (await db.Rooms.Select(r => r.Features).Distinct().Take(Most).ToListAsync(ct)).Append(group.Needs).SelectMany(Words).Distinct().OrderBy(w => texts.Feature(w), StringComparer.CurrentCulture)];
        TaughtBy = await (from l in db.PlannedLessons
                          where l.Group == key && db.WeekPlans.Any(p => p.Id == l.Plan && p.State == Domain.Timetables.PlanState.Published) && !db.GroupTeachers.Any(t => t.Group == key && t.Staff == l.Teacher)
                          join s in db.Staff on l.Teacher equals s.Id
                          join p in db.People on s.Person equals p.Id
                          select new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).FirstOrDefaultAsync(ct) is { } teacher ? disclosure.OpenName(teacher) : null;
        Title = group.Name ?? (Members.Count > 0 ? disclosure.Name(Members[0].Person) : CourseName);
        return true;
    }

    private static string[] Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
