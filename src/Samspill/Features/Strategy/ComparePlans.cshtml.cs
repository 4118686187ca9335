using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>Two plans side by side: versions, periods, or two counties'.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class ComparePlansPage(CouncilDb db) : PageModel
{
    public Plan? One { get; private set; }
    public Plan? Other { get; private set; }
    public IReadOnlyList<PlanLine> Lines { get; private set; } = [];

    public async Task OnGetAsync([FromQuery(Name = "en")] Guid? en, [FromQuery(Name = "to")] Guid? to, CancellationToken ct)
    {
        (One, Other) = (await FindAsync(en, ct), await FindAsync(to, ct));
        if (One is not null && Other is not null) Lines = PlanDifference.Between(One.Areas, Other.Areas);
    }

    private async Task<Plan?> FindAsync(Guid? id, CancellationToken ct) => id is { } value && new PlanId(value) is var key ? await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == key, ct) : null;
}
