using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Complaints;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Complaints;

/// <summary>The family complains about a decision, and reads its complaints and their answers.</summary>
[Authorize(Policy = Can.Apply)]
public sealed class ComplainPage(SamspillDb db, Actor actor, OpenSchool school, Disclosure disclosure, SubmitComplaint submit, Texts texts, TimeProvider clock) : PageModel
{
    public Guid Id { get; private set; }
    public string Child { get; private set; } = "";
    public string Course { get; private set; } = "";

    /// <summary>The last day to complain; null while nothing is decided.</summary>
    public DateOnly? LastDay { get; private set; }
    public bool IsLate => Oslo.Today(clock) > LastDay;
    public IReadOnlyList<ComplaintView> Complaints { get; private set; } = [];
    public bool MayComplain => LastDay is not null && !Complaints.Any(c => c.IsLive);

    [BindProperty] public string? Text { get; set; }
    [BindProperty] public string? Late { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSendAsync(Guid id, CancellationToken ct)
    {
        if ((await submit.RunAsync(new ApplicationId(id), Text, Late, ct)).Refused(out var why, out var complaint))
            return await LoadAsync(id, ct) ? this.Refuse(why, why == ComplaintRejections.LateNeedsReason ? "Late" : "Text") : NotFound();
        TempData["Notice"] = texts["complaint.sent", complaint.Code];
        return RedirectToPage(new { id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var wish = new ApplicationId(id);
        var children = actor.Wards;
        var found = await (from a in db.Applications
                           where a.Id == wish && children.Contains(a.Pupil)
                           join p in db.People on a.Pupil equals p.Id
                           join c in db.Courses on a.Course equals c.Id
                           select new { Child = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), c.Name }).SingleOrDefaultAsync(ct);
        if (found is null) return false;
        (Id, Child, Course) = (id, disclosure.GivenName(found.Child), found.Name);
        LastDay = await db.DecidedRunAsync(wish, ct) is { } decided ? ComplaintDeadline.LastDay(decided.ToldOn) : null;
        Complaints = await db.ComplaintViewsAsync(db.Complaints.Where(c => c.Application == wish), school.Cipher, ct);
        return true;
    }
}
