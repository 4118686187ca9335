using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.WorkingTime;
using Samspill.Host;

namespace Samspill.Features.WorkingTime;

/// <summary>What the local agreement says, and every version there has been.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class WorkRulesPage(SamspillDb db, Actor actor, TimeProvider clock) : PageModel
{
    public IReadOnlyList<WorkRules> Versions { get; private set; } = [];
    public WorkRules InForce { get; private set; } = WorkRules.Example;
    public bool MayDecide => actor.May(Can.DecideRules);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Versions = await db.WorkRules.AsNoTracking().OrderByDescending(r => r.Version).Take(100).ToListAsync(ct);
        InForce = Versions.On(Oslo.Today(clock));
    }
}
