using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>That an application was received, with its number, its moment and what it asks for. Only for those whose children it is about.</summary>
[Authorize(Policy = Can.SeeOwnFamily)]
[InTurn(Stage.Sending, Stage.Sending)]
public sealed class ReceiptPage(SamspillDb db, Actor actor, Texts texts) : PageModel
{
    public Submission Submission { get; private set; } = null!;
    public IReadOnlyList<ReceiptLine> Wishes { get; private set; } = [];
    public string? Email { get; private set; }

    /// <summary>The children get places together or not at all.</summary>
    public bool Together { get; private set; }
    public bool MayRegret => actor.May(Can.Apply) && Wishes.Any(w => actor.Wards.Contains(w.Pupil));

    public async Task<IActionResult> OnGetAsync(string receipt, CancellationToken ct) => await ShowAsync(receipt, ct) ? Page() : NotFound();

    /// <summary>The family lets each child be considered for itself.</summary>
    public async Task<IActionResult> OnPostApartAsync(string receipt, [FromServices] RegretTogether regret, CancellationToken ct)
    {
        if (!await ShowAsync(receipt, ct) || !MayRegret) return NotFound();
        if ((await regret.RunAsync(Submission.Id, ct)).Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = texts["together.regretted"];
        return RedirectToPage(new { receipt });
    }

    private async Task<bool> ShowAsync(string receipt, CancellationToken ct)
    {
        if (await db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Receipt == receipt.ToUpper(), ct) is not { } submission) return false;
        Wishes = await db.Applications.Where(a => a.Submission == submission.Id && actor.Children.Contains(a.Pupil)).OrderBy(a => a.Pupil).ThenBy(a => a.Rank).Take(200)
            .Select(a => new ReceiptLine(a.Pupil, db.People.Where(p => p.Id == a.Pupil).Select(p => p.GivenName).First(), db.Courses.Where(c => c.Id == a.Course).Select(c => c.Name).First(), a.State)).ToListAsync(ct);
        if (Wishes.Count == 0) return false;
        Submission = submission;
        Email = await db.People.Where(p => p.Id == actor.Person).Select(p => p.Email).SingleOrDefaultAsync(ct);
        Together = await db.BothOrNone.AnyAsync(b => b.Submission == submission.Id && b.RegrettedAt == null, ct);
        return true;
    }
}

/// <summary>One wish of a receipt.</summary>
public sealed record ReceiptLine(PersonId Pupil, string Child, string Course, ApplicationState State);
