using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>One activity: what is said of it, what was said before and why it was changed. What was taken back is here too.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class ActivityPage(CouncilDb db, LogActivity log, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    private const int MostChanges = 200;

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>One more than the changes there were when the page was opened.</summary>
    [BindProperty]
    public int Number { get; set; }

    public Activity Activity { get; private set; } = null!;
    public string CountyName { get; private set; } = "";

    /// <summary>The municipalities' names.</summary>
    public IReadOnlyList<string> Places { get; private set; } = [];
    public IReadOnlyList<MeasureLine> Measures { get; private set; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ActivityChange> Changes { get; private set; } = [];
    public bool MayCorrect => actor.WorksFor(Activity.County) && Activity.WithdrawnAt is null;

    public bool MayHold => MayCorrect && Activity.Planned && !(Activity.From > Oslo.Today(clock));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await FillAsync(id, ct)) return NotFound();
        Number = Changes.Count + 1;
        return Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct)
    {
        if (!await FillAsync(id, ct)) return NotFound();
        if (!MayCorrect) return StatusCode(StatusCodes.Status403Forbidden);
        var typed = new Typed(ModelState, texts);
        var reason = typed.Text(nameof(Reason), Reason, ActivityChange.ReasonLength);
        if (!typed.IsFine) return Page();
        if ((await log.WithdrawAsync(Activity.Id, Number, reason, ct)).Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = texts["activity.withdrawn.done"];
        return this.SeeOther($"~/aktiviteter/{id}");
    }

    public async Task<IActionResult> OnPostHoldAsync(Guid id, CancellationToken ct)
    {
        if (!await FillAsync(id, ct)) return NotFound();
        if (!MayCorrect) return StatusCode(StatusCodes.Status403Forbidden);
        if ((await log.HoldAsync(Activity.Id, Number, texts["activity.held"], ct)).Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = texts["activity.held.done"];
        return this.SeeOther($"~/aktiviteter/{id}");
    }

    private async Task<bool> FillAsync(Guid id, CancellationToken ct)
    {
        var key = new ActivityId(id);
        if (await db.Activities.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(a => a.Id == key, ct) is not { } activity) return false;
        Activity = activity;
        CountyName = await db.Counties.Where(c => c.Number == activity.County).Select(c => c.Name).SingleAsync(ct);
        var numbers = activity.Municipalities.ToList();
        Places = await db.Municipalities.Where(m => numbers.Contains(m.Number)).OrderBy(m => EF.Functions.Collate(m.Name, "norsk")).Select(m => m.Name).Take(400).ToListAsync(ct);
        Measures = [.. (await db.MeasuresAsync(activity.County, Oslo.Today(clock), ct)).Where(m => activity.Measures.Contains(m.Key))];
        Changes = await db.ActivityChanges.AsNoTracking().Where(c => c.Activity == key).OrderByDescending(c => c.Number).Take(MostChanges).ToListAsync(ct);
        return true;
    }
}
