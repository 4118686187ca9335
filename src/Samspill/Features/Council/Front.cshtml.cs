using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Reporting;
using Samspill.Features.Strategy;
using Samspill.Host;

namespace Samspill.Features.Council;

/// <summary>The council's front page: what it is, and the plans that are adopted.</summary>
[At(Side.Council), OpenToAll("the council's front page")]
public sealed class FrontPage(CouncilDb db, OpenCouncil council, Actor actor, TimeProvider clock) : PageModel
{
    public sealed record PlanLine(string Name, DateOnly From, DateOnly To);

    public OpenCouncil Council => council;
    public int Counties { get; private set; }
    public int Municipalities { get; private set; }
    public IReadOnlyList<PlanLine> Plans { get; private set; } = [];

    /// <summary>For an adviser who is signed in.</summary>
    public Reminders Reminders { get; private set; } = Reminders.None;
    public IReadOnlyList<ReportReminder> Reports { get; private set; } = [];
    public bool HasPublished { get; private set; }
    public bool MayLog => actor.WorksForAny;

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (MayLog) Reminders = await Reminders.OfAsync(db, actor.Counties, Oslo.Today(clock), ct);
        Reports = await db.ReportRemindersAsync(actor, Oslo.Today(clock), ct);
        HasPublished = await db.JointReports.AnyAsync(ct);
        Counties = await db.Counties.CountAsync(c => c.Last == null, ct);
        Municipalities = await db.Municipalities.CountAsync(ct);
        Plans = await db.Plans.Where(p => p.County == null && p.State == PlanState.Adopted).OrderByDescending(p => p.From).ThenByDescending(p => p.Version).Select(p => new PlanLine(p.Name, p.From, p.To)).Take(10).ToListAsync(ct);
    }
}
