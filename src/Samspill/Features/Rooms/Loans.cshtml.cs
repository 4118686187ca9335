using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Rooms;

/// <summary>Who wants a room, and who has one: those that wait for an answer first.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class LoansPage(SamspillDb db, LendRooms lend, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 200;

    [BindProperty] public string? Answer { get; set; }

    public IReadOnlyList<LoanLine> Loans { get; private set; } = [];

    public string Name(PersonLine? by) => by is null ? "–" : disclosure.Name(by);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostApproveAsync(Guid loan, CancellationToken ct) => AnswerAsync(loan, yes: true, ct);

    public Task<IActionResult> OnPostRefuseAsync(Guid loan, CancellationToken ct) => AnswerAsync(loan, yes: false, ct);

    private async Task<IActionResult> AnswerAsync(Guid loan, bool yes, CancellationToken ct)
    {
        var answer = new Typed(ModelState, texts).Optional(nameof(Answer), Answer, RoomLoan.AnswerLength);
        if (ModelState.IsValid)
        {
            if (!(await lend.AnswerAsync(new RoomLoanId(loan), yes, answer ?? "", ct)).Refused(out var why))
            {
                TempData["Notice"] = texts[yes ? "loans.approved" : "loans.refused"];
                return this.SeeOther("~/rom/utlan");
            }
            if (why == RoomLoanRejections.NotFound) return NotFound();
            await LoadAsync(ct);
            return this.Refuse(why);
        }
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        Loans = await db.LoanLinesAsync(db.RoomLoans.Where(l => l.Date >= today && (l.State == LoanState.Asked || l.State == LoanState.Approved)), Most, ct);
        foreach (var loan in Loans) Name(loan.By); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
    }
}
