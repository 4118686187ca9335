using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>The office opens the yearly question, follows who has answered, and answers for those who call.</summary>
[Authorize(Policy = Can.RunAdmission)]
public sealed class ConfirmationsPage(SamspillDb db, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    public const int Size = 50;

    [BindProperty]
    public DateOnly? ConfirmBy { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int Number { get; set; } = 1;

    public ConfirmationRound? Round { get; private set; }
    public IReadOnlyDictionary<ConfirmationState, int> Counts { get; private set; } = new Dictionary<ConfirmationState, int>();
    public IReadOnlyList<UnansweredLine> Unanswered { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);

    /// <summary>What would be asked about, when a round may be opened.</summary>
    public (int Places, int Wishes, int Families)? WouldAsk { get; private set; }
    public YearRules Rules { get; private set; } = new();
    public Disclosure Disclosure => disclosure;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        ConfirmBy = Proposed();
    }

    public async Task<IActionResult> OnPostAsync([FromServices] OpenConfirmations open, CancellationToken ct)
    {
        if (ConfirmBy is not { } by)
        {
            await LoadAsync(ct);
            if (ModelState.IsValid) ModelState.AddModelError(nameof(ConfirmBy), texts["form.missing"]);
            return Page();
        }
        if ((await open.RunAsync(by, ct)).Refused(out var why))
        {
            await LoadAsync(ct);
            return this.Refuse(why, nameof(ConfirmBy));
        }
        TempData["Notice"] = texts["confirmations.opened"];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostKeepAsync(Guid pupil, [FromServices] AnswerConfirmations answer, CancellationToken ct)
    {
        if ((await answer.KeepAllAsync(new PersonId(pupil), ct)).Refused(out var why))
        {
            await LoadAsync(ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["confirmations.kept"];
        return RedirectToPage(new { side = Number > 1 ? Number : (int?)null });
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        Rules = (await db.RulesInForceAsync(today, ct)).Year;
        Round = await db.NewestConfirmationRoundAsync(ct);
        if (Round is not { ClosedAt: null }) await PreviewAsync(today, ct);
        if (Round is null) return;
        Counts = await db.Confirmations.Where(c => c.Round == Round.Id).GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var pupils = await db.UnansweredOf(Round.Id).CountAsync(ct);
        Paging = new(Math.Clamp(Number, 1, Math.Max(1, (pupils + Size - 1) / Size)), Size, pupils);
        Unanswered = await db.UnansweredLinesAsync(Round.Id, (Paging.Page - 1) * Size, Size, ct);
        foreach (var line in Unanswered) disclosure.Name(line.Pupil);
        await db.SaveChangesAsync(ct); // looks at protected people are noted
    }

    private async Task PreviewAsync(DateOnly today, CancellationToken ct)
    {
        var lastDay = new DateOnly(Domain.School.SchoolYear.Of(today) + 1, 7, 31);
        var places = db.Places.GoingOn(lastDay).Select(p => p.Pupil);
        var wishes = db.Applications.Where(a => a.State == ApplicationState.Waiting).Select(a => a.Pupil);
        WouldAsk = (await places.CountAsync(ct), await wishes.CountAsync(ct), await db.People.CountAsync(p => places.Contains(p.Id) || wishes.Contains(p.Id), ct));
    }

    /// <summary>The rule's next day that gives families time enough; three weeks ahead when there is no rule.</summary>
    private DateOnly Proposed()
    {
        var soonest = Oslo.Today(clock).AddDays(ConfirmationRound.ReminderDays);
        if (Rules.ConfirmBy is not { } day) return soonest.AddDays(7);
        return day.In(soonest.Year) >= soonest ? day.In(soonest.Year) : day.In(soonest.Year + 1);
    }
}
