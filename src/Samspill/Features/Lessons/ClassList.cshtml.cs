using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Features.Groups;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>A pupil of the group, and whom to call.</summary>
public sealed record ListedPupil(PersonLine Person, IReadOnlyList<GuardianToCall> Guardians);

/// <summary>A guardian and the number; null when nobody has it.</summary>
public sealed record GuardianToCall(PersonLine Person, string? Phone);

/// <summary>Pupils and whom to call, as a table to print.</summary>
public sealed record ListedPupils(IReadOnlyList<ListedPupil> Pupils, Func<PersonLine, string> Name);

internal static class WhomToCall
{
    /// <summary>Whom to call for each of these, in one query: nobody for a pupil whom the actor may not see, and no guardian whom it may not see.</summary>
    public static async Task<IReadOnlyList<ListedPupil>> ListedAsync(this SamspillDb db, IReadOnlyList<PersonLine> pupils, Disclosure disclosure, CancellationToken ct)
    {
        var open = pupils.Where(p => disclosure.Opens(p.Id, p.Shield)).Select(p => p.Id).ToList();
        var guardians = (await db.Guardianships.AsNoTracking().Where(g => open.Contains(g.Pupil)).Join(db.People, g => g.Guardian, p => p.Id, (g, p) => new { g.Pupil, Guardian = p }).OrderBy(x => x.Guardian.Id)
            .Select(x => new { x.Pupil, Line = new GuardianToCall(new PersonLine(x.Guardian.Id, x.Guardian.GivenName, x.Guardian.FamilyName, x.Guardian.Shield), x.Guardian.Phone) }).ToListAsync(ct)).ToLookup(x => x.Pupil, x => x.Line);
        return [.. pupils.Select(p => new ListedPupil(p, [.. guardians[p.Id].Where(g => disclosure.Opens(g.Person.Id, g.Person.Shield))]))];
    }
}

/// <summary>Who is in a group, and whom to call: on paper, for the day when something happens.</summary>
[Authorize(Policy = Can.SeeLessons)]
public sealed class ClassListPage(SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock) : PageModel
{
    private const int Most = 300;

    public string Title { get; private set; } = "";
    public IReadOnlyList<ListedPupil> Pupils { get; private set; } = [];
    public DateOnly Today => Oslo.Today(clock);
    public FaceKind Face => actor.May(Can.PlanWeek) ? FaceKind.Staff : FaceKind.Teacher;
    public string Name(PersonLine person) => disclosure.Name(person);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var (group, today, all, me) = (new GroupId(id), Today, actor.May(Can.PlanWeek), actor.Staff ?? default);
        var taught = GroupLists.TaughtBy(db, me, today);
        var mine = db.Groups.Where(g => g.Id == group && (all || taught.Contains(g.Id) || db.Lessons.Any(l => l.Group == g.Id && l.Substitute == me && l.Date == today))); // one who stands in has the list for the day
        var title = await mine.Join(db.Courses, g => g.Course, c => c.Id, (g, c) => g.Name ?? c.Name).SingleOrDefaultAsync(ct);
        if (title is null) return NotFound();
        Title = title;
        var pupils = await db.GroupMembers.Where(m => m.Group == group && m.From <= today && (m.To == null || m.To >= today)).Join(db.People, m => m.Pupil, p => p.Id, (m, p) => p)
            .OrderBy(p => p.Shield == Domain.People.Protection.None ? 0 : 1).ThenBy(p => p.Shield == Domain.People.Protection.None ? EF.Functions.Collate(p.GivenName + " " + p.FamilyName, "norsk") : "").ThenBy(p => p.Id)
            .Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).Take(Most).ToListAsync(ct);
        Pupils = await db.ListedAsync(pupils, disclosure, ct);
        foreach (var pupil in Pupils) Name(pupil.Person); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
        return Page();
    }
}
