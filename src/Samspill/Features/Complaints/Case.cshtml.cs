using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Complaints;
using Samspill.Features.Admission;
using Samspill.Features.Letters;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Complaints;

/// <summary>One complaint for the case worker: what was decided and why, the comparison with the last admitted, a replay in shadow, and the answer.</summary>
[Authorize(Policy = Can.AnswerComplaints)]
public sealed class CasePage(SamspillDb db, OpenSchool school, Disclosure disclosure, AnswerComplaint answer, Texts texts, TimeProvider clock) : PageModel
{
    public ComplaintView Complaint { get; private set; } = null!;
    public LetterCase Decided { get; private set; } = null!;
    public string Child { get; private set; } = "";
    public IReadOnlyList<ComparedRule> Compared { get; private set; } = [];

    /// <summary>Flags that the rules of the course ask for and the wish does not have.</summary>
    public IReadOnlyList<string> Flags { get; private set; } = [];
    public IReadOnlyDictionary<string, string> CourseNames { get; private set; } = new Dictionary<string, string>();
    /// <summary>The wish took part in the run: one that was passed over did not.</summary>
    public bool MayReplay { get; private set; }
    public Shadow? Shadow { get; private set; }
    public ApplicationState WishNow { get; private set; }
    public int FreeSeats { get; private set; }

    [BindProperty] public CorrectionForm Put { get; set; } = new();
    [BindProperty] public ComplaintState? Outcome { get; set; }
    [BindProperty] public string? Reason { get; set; }

    /// <summary>tilbud: an offer at once; ko: the place in the queue.</summary>
    [BindProperty] public string? Gives { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        Put = CorrectionForm.Of(Decided.Facts.AppliedAt);
        return Page();
    }

    public async Task<IActionResult> OnPostReplayAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (Read() is not { } correction) return Page();
        if (correction.IsNone || !MayReplay)
        {
            ModelState.AddModelError("", texts["complaint.replay.nothing"]);
            return Page();
        }
        var kept = await db.Complaints.AsNoTracking().SingleAsync(c => c.Id == Complaint.Id, ct);
        Shadow = await db.ShadowAsync(kept, correction, ct);
        var codes = Shadow.Changes.Select(c => c.Course).Append(Shadow.Own.Course).Distinct().ToList();
        CourseNames = await db.Courses.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, c => c.Name, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (Read() is not { } correction) return Page();
        if ((await answer.RunAsync(Complaint.Id, Outcome ?? ComplaintState.Open, Reason, new Grant(correction with { ExtraSeats = 0 }, Gives == "tilbud"), ct)).Refused(out var why))
        {
            await LoadAsync(id, ct);
            return this.Refuse(why, why.Code.StartsWith("offer.", StringComparison.Ordinal) ? "Gives" : why == ComplaintRejections.NoOutcome || why == ComplaintRejections.AlreadyAnswered ? "Outcome" : "Reason");
        }
        TempData["Notice"] = texts["complaint.answer.sent"];
        return RedirectToPage(new { id });
    }

    private Correction? Read()
    {
        var correction = Put.Read(new Typed(ModelState, texts, "Put."), texts, Flags, Decided.Facts.AppliedAt, clock.GetUtcNow());
        return ModelState.IsValid ? correction : null;
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var of = new ComplaintId(id);
        if ((await db.ComplaintViewsAsync(db.Complaints.Where(c => c.Id == of), school.Cipher, ct)) is not [var complaint]) return false;
        var decided = (await db.LetterCasesAsync(complaint.Run, [complaint.Application], ct))[0];
        if (!disclosure.Opens(decided.Child.Id, decided.Child.Shield)) return false;
        (Complaint, Decided, Child) = (complaint, decided, disclosure.Name(decided.Child));
        var now = await (from a in db.Applications join c in db.Courses on a.Course equals c.Id where a.Id == complaint.Application select new { a.State, Free = (c.Capacity ?? 0) - c.Taken - c.Held }).SingleAsync(ct);
        (WishNow, FreeSeats) = (now.State, Math.Max(0, now.Free));

        var run = await db.Runs.AsNoTracking().SingleAsync(r => r.Id == complaint.Run, ct);
        var last = await db.Decisions.Where(d => d.Run == complaint.Run && d.Application == complaint.Application).Select(d => d.LastAdmitted).SingleAsync(ct);
        var problem = KeptRun.ProblemOf(run);
        var mine = PlacementProblems.Id(complaint.Application.Value);
        if (last is { } other) Compared = texts.Compare(problem, KeptRun.ResultOf(run), mine, PlacementProblems.Id(other.Value));
        MayReplay = problem.Applications.Any(a => a.Id == mine);
        if (problem.Applications.FirstOrDefault(a => a.Id == mine) is { } wish)
        {
            var has = wish.Flags.Concat(problem.Pupils.Single(p => p.Id == wish.Pupil).Flags).ToHashSet();
            var asked = decided.Facts.Order.Where(r => r.By == PriorityBy.Flag).Select(r => r.Flag!).Concat(decided.Facts.Reserved.Select(r => r.Flag)).Concat(decided.Facts.Requires);
            Flags = [.. asked.SelectMany(Fact.Parts).Where(f => !has.Contains(f)).Distinct()];
        }
        db.Note("looked", $"Complaint {id}");
        await db.SaveChangesAsync(ct);
        return true;
    }
}
