using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>The lottery of each admission: what was fixed beforehand, and afterwards the secret, so that anybody can check.</summary>
[OpenToAll("whoever takes part in a draw must be able to check it")]
public sealed class DrawPage(SamspillDb db) : PageModel
{
    public IReadOnlyList<AdmissionRound> Rounds { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rounds = await db.Rounds.AsNoTracking().OrderByDescending(r => r.ClosesAt).Take(200).ToListAsync(ct);
}
