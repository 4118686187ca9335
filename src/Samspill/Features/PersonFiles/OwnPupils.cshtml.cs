using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Features.People;
using Samspill.Host;

namespace Samspill.Features.PersonFiles;

/// <summary>A pupil of the teacher's, on one course.</summary>
public sealed record OwnPupil(string Course, PersonLine Person, DateOnly? BirthDate, string? School, DateOnly From, IReadOnlyList<Relative> Guardians);

/// <summary>The pupils a teacher has, course by course, and whom to call.</summary>
[Authorize(Policy = Can.SeeOwnPupils)]
public sealed class OwnPupilsPage(SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock) : PageModel
{
    /// <summary>No teacher has so many.</summary>
    private const int Most = 500;

    public IReadOnlyList<OwnPupil> Pupils { get; private set; } = [];
    public Disclosure Disclosure => disclosure;
    public int Year => Oslo.Today(clock).Year;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (actor.Staff is not { } teacher) return;
        var pupils = await db.Places.AsNoTracking().Where(p => p.Teacher == teacher && p.State == PlaceState.Live)
            .Join(db.Courses, p => p.Course, c => c.Id, (p, c) => new { p, c }).Join(db.People, x => x.p.Pupil, q => q.Id, (x, q) => new { x.p, x.c, q })
            .OrderBy(x => EF.Functions.Collate(x.c.Name, "norsk")).ThenBy(x => x.c.Id).ThenBy(x => x.q.Shield == Protection.None ? 0 : 1)
            .ThenBy(x => EF.Functions.Collate(x.q.Shield == Protection.None ? x.q.GivenName + " " + x.q.FamilyName : "", "norsk")).ThenBy(x => x.p.Id).Take(Most)
            .Select(x => new OwnPupil(x.c.Name, new PersonLine(x.q.Id, x.q.GivenName, x.q.FamilyName, x.q.Shield), x.q.BirthDate, db.Sites.Where(s => s.Id == x.q.School).Select(s => s.Name).FirstOrDefault(), x.p.From, new List<Relative>())).ToListAsync(ct);

        var ids = pupils.Where(p => disclosure.Opens(p.Person.Id, p.Person.Shield)).Select(p => p.Person.Id).Distinct().ToList();
        var guardians = (await db.Guardianships.AsNoTracking().Where(g => ids.Contains(g.Pupil)).Join(db.People, g => g.Guardian, p => p.Id, (g, p) => new { g.Pupil, g.Online, g.Payer, Guardian = p }).OrderBy(x => x.Guardian.Id)
            .Select(x => new { x.Pupil, Line = new Relative(new PersonLine(x.Guardian.Id, x.Guardian.GivenName, x.Guardian.FamilyName, x.Guardian.Shield), x.Online, x.Payer, x.Guardian.Phone, x.Guardian.Email, null) }).ToListAsync(ct)).ToLookup(x => x.Pupil, x => x.Line);
        Pupils = [.. pupils.Select(p => p with { Guardians = [.. guardians[p.Person.Id].Where(g => disclosure.Opens(g.Person.Id, g.Person.Shield))] })];
        foreach (var pupil in Pupils) disclosure.Name(pupil.Person); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
    }
}
