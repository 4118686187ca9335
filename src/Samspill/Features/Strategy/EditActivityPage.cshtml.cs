using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>Something that was logged wrongly is put right, with a reason. Another county's has no such page.</summary>
[At(Side.Council), Authorize(Policy = Can.WorkForCounty)]
public sealed class EditActivityPage(CouncilDb db, LogActivity log, Actor actor, Texts texts, TimeProvider clock) : ActivityForm(db, actor, texts, clock)
{
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>One more than the changes there were when the page was opened.</summary>
    [BindProperty]
    public int Number { get; set; }

    public Activity Logged { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        Recall(Logged);
        Number = await Db.ActivityChanges.CountAsync(c => c.Activity == Logged.Id, ct) + 1;
        await FillAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        County = Logged.County;
        await FillAsync(ct);
        var reason = new Typed(ModelState, Texts).Text(nameof(Reason), Reason, ActivityChange.ReasonLength);
        if (Read(Logged) is not { } asked) return Page();
        if ((await log.CorrectAsync(Logged.Id, asked, Number, reason, ct)).Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = Texts["activity.corrected"];
        return this.SeeOther($"~/aktiviteter/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var (key, own) = (new ActivityId(id), Actor.Counties.ToList());
        if (await Db.Activities.AsNoTracking().SingleOrDefaultAsync(a => a.Id == key && own.Contains(a.County), ct) is not { } logged) return false;
        Logged = logged;
        return true;
    }
}
