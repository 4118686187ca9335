using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>A draft is written as text, a line for each area, goal, measure and indicator, with its number as printed.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class EditPlanPage(CouncilDb db, EditPlans edit, Texts texts) : PageModel
{
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public int Revision { get; set; }

    public Plan Plan { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        (Text, Revision) = (Outline.Write(Plan.Areas), Plan.Revision);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var text = PlainText.Block(Text);
        if (!Outline.Read(text, Plan.Areas).Refused(out _, out var areas) && areas.SelectMany(a => a.Goals).SelectMany(g => g.Indicators).SelectMany(i => i.Figures()).FirstOrDefault(f => !LogFigures.Names.Contains(f)) is { } unknown)
            return this.Refuse(new Rejection("plan.log-figure", unknown), nameof(Text));
        if ((await edit.WriteAsync(new(id), text, Revision, ct)).Refused(out var why)) return this.Refuse(why, nameof(Text));
        TempData["Notice"] = texts["plan.saved"];
        return this.SeeOther($"~/strategi/{id}");
    }

    /// <summary>A plan that one may not write, or that is adopted, has no such page.</summary>
    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var key = new PlanId(id);
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == key, ct) is not { State: PlanState.Draft } plan || !edit.MayWrite(plan.County)) return false;
        Plan = plan;
        return true;
    }
}
