using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Yearly;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>The yearly question about one child: one button keeps it all, and each thing can be given up.</summary>
[Authorize(Policy = Can.Apply)]
public sealed class ConfirmPage(SamspillDb db, Actor actor, Disclosure disclosure, AnswerConfirmations answer, Texts texts) : PageModel
{
    public string Child { get; private set; } = "";
    public ConfirmationRound? Round { get; private set; }
    public IReadOnlyList<ConfirmationLine> Lines { get; private set; } = [];
    public bool IsAsked => Lines.Any(l => l.State == ConfirmationState.Asked);

    /// <summary>The last day to answer.</summary>
    public DateOnly? By => Round?.LastChance ?? Round?.ConfirmBy;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await ShowAsync(new PersonId(id), ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) =>
        await AnsweredAsync(id, await answer.KeepAllAsync(new PersonId(id), ct), "confirm.kept-all", ct);

    public async Task<IActionResult> OnPostKeepAsync(Guid id, Guid thing, CancellationToken ct) =>
        await AnsweredAsync(id, await answer.AnswerAsync(new PersonId(id), new ConfirmationId(thing), keep: true, ct), "confirm.kept", ct);

    public async Task<IActionResult> OnPostLeaveAsync(Guid id, Guid thing, CancellationToken ct) =>
        await AnsweredAsync(id, await answer.AnswerAsync(new PersonId(id), new ConfirmationId(thing), keep: false, ct), "confirm.left", ct);

    private async Task<IActionResult> AnsweredAsync(Guid id, Outcome<Done> done, string notice, CancellationToken ct)
    {
        if (!await ShowAsync(new PersonId(id), ct)) return NotFound();
        if (done.Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = texts[notice, Child];
        return RedirectToPage(new { id });
    }

    private async Task<bool> ShowAsync(PersonId pupil, CancellationToken ct)
    {
        if (!actor.Wards.Contains(pupil)) return false;
        Child = disclosure.GivenName(await db.People.Where(p => p.Id == pupil).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleAsync(ct));
        Round = await db.NewestConfirmationRoundAsync(ct);
        if (Round is not null) Lines = await db.ConfirmationsOfAsync(Round.Id, pupil, ct);
        return true;
    }
}
