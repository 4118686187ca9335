using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>The joint reports that have been published, every version of them.</summary>
[At(Side.Council), OpenToAll("published reports are for everybody")]
public sealed class PublishedListPage(CouncilDb db) : PageModel
{
    public IReadOnlyList<PublishedLine> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await db.PublishedAsync(null, ct);
}
