using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Complaints;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Complaints;

/// <summary>One complaint for the case worker: what was decided and why, the comparison with the last admitted, a replay in shadow, and the answer.</summary>
[Authorize(Policy = Can.AnswerComplaints)]
public sealed class CasePage(SamspillDb db, ComplaintCases cases, AnswerComplaint answer, Texts texts, TimeProvider clock) : PageModel
{
    public ComplaintCase Case { get; private set; } = null!;
    public IReadOnlyDictionary<string, string> CourseNames { get; private set; } = new Dictionary<string, string>();
    public Shadow? Shadow { get; private set; }

    [BindProperty] public CorrectionForm Put { get; set; } = new();
    [BindProperty] public ComplaintState? Outcome { get; set; }
    [BindProperty] public string? Reason { get; set; }

    /// <summary>tilbud: an offer at once; ko: the place in the queue.</summary>
    [BindProperty] public string? Gives { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        Put = CorrectionForm.Of(Case.Decided.Facts.AppliedAt);
        return Page();
    }

    public async Task<IActionResult> OnPostReplayAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (Read() is not { } correction) return Page();
        if (correction.IsNone || !Case.MayReplay)
        {
            ModelState.AddModelError("", texts["complaint.replay.nothing"]);
            return Page();
        }
        var kept = await db.Complaints.AsNoTracking().SingleAsync(c => c.Id == Case.Complaint.Id, ct);
        Shadow = await db.ShadowAsync(kept, correction, ct);
        var codes = Shadow.Changes.Select(c => c.Course).Append(Shadow.Own.Course).Distinct().ToList();
        CourseNames = await db.Courses.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, c => c.Name, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (Read() is not { } correction) return Page();
        if ((await answer.RunAsync(Case.Complaint.Id, Outcome ?? ComplaintState.Open, Reason, new Grant(correction with { ExtraSeats = 0 }, Gives == "tilbud"), ct)).Refused(out var why))
        {
            await LoadAsync(id, ct);
            return this.Refuse(why, why.Code.StartsWith("offer.", StringComparison.Ordinal) ? "Gives" : why == ComplaintRejections.NoOutcome || why == ComplaintRejections.AlreadyAnswered ? "Outcome" : "Reason");
        }
        TempData["Notice"] = texts["complaint.answer.sent"];
        return RedirectToPage(new { id });
    }

    private Correction? Read()
    {
        var correction = Put.Read(new Typed(ModelState, texts, "Put."), texts, Case.Flags, Case.Decided.Facts.AppliedAt, clock.GetUtcNow());
        return ModelState.IsValid ? correction : null;
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await cases.FindAsync(new ComplaintId(id), ct) is not { } found) return false;
        Case = found;
        return true;
    }
}
