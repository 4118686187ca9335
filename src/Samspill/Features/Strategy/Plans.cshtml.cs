using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>A plan in the list.</summary>
public sealed record PlanRow(PlanId Id, string Name, DateOnly From, DateOnly To, int Version, string? County, string? CountyName, PlanState State, string? AdoptedBy, DateOnly? AdoptedOn);

/// <summary>The nation's plans and the counties', the newest first.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class PlansPage(CouncilDb db, EditPlans edit, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 300;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    public IReadOnlyList<PlanRow> Rows { get; private set; } = [];
    public Reminders Reminders { get; private set; } = Reminders.None;
    public bool MayBegin => edit.MayWrite(null);
    public bool MayLog => actor.WorksForAny;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await FillAsync(ct);
        if (MayLog) Reminders = await Reminders.OfAsync(db, actor.Counties, Oslo.Today(clock), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!MayBegin) return StatusCode(StatusCodes.Status403Forbidden);
        await FillAsync(ct);
        var typed = new Typed(ModelState, texts);
        var (name, from, to) = (typed.Text(nameof(Name), PlainText.Line(Name), Plan.NameLength), typed.Date(nameof(From), From), typed.Date(nameof(To), To));
        if (!typed.IsFine) return Page();
        if ((await edit.BeginAsync(name, new Period(from, to), ct)).Refused(out var why, out var id)) return this.Refuse(why, nameof(To));
        return this.SeeOther($"~/strategi/{id.Value}/endre");
    }

    private async Task FillAsync(CancellationToken ct) => Rows = await db.Plans.AsNoTracking()
        .OrderByDescending(p => p.From).ThenBy(p => p.County != null).ThenBy(p => p.County).ThenByDescending(p => p.Version).Take(Most)
        .Select(p => new PlanRow(p.Id, p.Name, p.From, p.To, p.Version, p.County, db.Counties.Where(c => c.Number == p.County).Select(c => c.Name).FirstOrDefault(), p.State, p.AdoptedBy, p.AdoptedOn)).ToListAsync(ct);
}
