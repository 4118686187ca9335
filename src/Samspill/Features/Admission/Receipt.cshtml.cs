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
public sealed class ReceiptPage(SamspillDb db, Actor actor) : PageModel
{
    public Submission Submission { get; private set; } = null!;
    public IReadOnlyList<ReceiptLine> Wishes { get; private set; } = [];
    public string? Email { get; private set; }

    public async Task<IActionResult> OnGetAsync(string receipt, CancellationToken ct)
    {
        if (await db.Submissions.AsNoTracking().SingleOrDefaultAsync(s => s.Receipt == receipt.ToUpper(), ct) is not { } submission) return NotFound();
        Wishes = await db.Applications.Where(a => a.Submission == submission.Id && actor.Children.Contains(a.Pupil)).OrderBy(a => a.Pupil).ThenBy(a => a.Rank).Take(200)
            .Select(a => new ReceiptLine(a.Pupil, db.People.Where(p => p.Id == a.Pupil).Select(p => p.GivenName).First(), db.Courses.Where(c => c.Id == a.Course).Select(c => c.Name).First(), a.State)).ToListAsync(ct);
        if (Wishes.Count == 0) return NotFound();
        Submission = submission;
        Email = await db.People.Where(p => p.Id == actor.Person).Select(p => p.Email).SingleOrDefaultAsync(ct);
        return Page();
    }
}

/// <summary>One wish of a receipt.</summary>
public sealed record ReceiptLine(PersonId Pupil, string Child, string Course, ApplicationState State);
