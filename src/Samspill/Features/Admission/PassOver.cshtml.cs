using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Passes over an application to a group, for a reason that the family is told.</summary>
[Authorize(Policy = Can.RunAdmission)]
public sealed class PassOverPage(SamspillDb db, PassOverApplication passOver, Disclosure disclosure, Texts texts) : PageModel
{
    public string Name { get; private set; } = "";
    public string Course { get; private set; } = "";
    public string CourseCode { get; private set; } = "";
    public bool Waits { get; private set; }

    /// <summary>The rounds that are not published; empty value is the next seat that comes free.</summary>
    public IReadOnlyList<SelectListItem> Rounds { get; private set; } = [];

    [BindProperty]
    public Guid? Round { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? runde, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        Round = runde ?? (Rounds.Count > 1 ? Guid.Parse(Rounds[1].Value) : null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        RoundId? round = Round is { } chosen ? new RoundId(chosen) : null;
        if ((await passOver.RunAsync(new ApplicationId(id), round, Reason, ct)).Refused(out var why)) return this.Refuse(why, nameof(Reason));
        TempData["Notice"] = texts["passover.done"];
        return round is { } there ? RedirectToPage("Round", new { id = there.Value }) : RedirectToPage("Queue", new { course = CourseCode });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var wish = await (from a in db.Applications
                          where a.Id == new ApplicationId(id)
                          join p in db.People on a.Pupil equals p.Id
                          join c in db.Courses on a.Course equals c.Id
                          select new { Who = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), c.Name, c.Code, Waits = a.State == ApplicationState.Waiting }).SingleOrDefaultAsync(ct);
        if (wish is null || !disclosure.Opens(wish.Who.Id, wish.Who.Shield)) return false;
        (Name, Course, CourseCode, Waits) = (disclosure.Name(wish.Who), wish.Name, wish.Code, wish.Waits);
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        Rounds = [new SelectListItem(texts["passover.next-seat"], ""), .. (await db.Rounds.Where(r => r.Published == null).OrderBy(r => r.ClosesAt).Take(20).Select(r => new { r.Id, r.Name }).ToListAsync(ct)).Select(r => new SelectListItem(r.Name, r.Id.Value.ToString()))];
        return true;
    }
}
