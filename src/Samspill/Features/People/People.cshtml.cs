using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.People;

/// <summary>Everybody the school knows, found by what one has at hand.</summary>
[Authorize(Policy = Can.SeePeople)]
public sealed class PeoplePage(SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int Side { get; set; } = 1;

    public IReadOnlyList<PersonRow> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public int Year => Oslo.Today(clock).Year;
    public Disclosure Disclosure => disclosure;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var page = Math.Clamp(Side, 1, 10_000);
        (Rows, var total) = await db.SearchAsync(actor, Q is { Length: > 100 } ? Q[..100] : Q, page, Size, ct);
        Paging = new Paging(page, Size, total);
        foreach (var row in Rows) disclosure.Name(row.Line); // notes who of the protected was seen
        await db.SaveChangesAsync(ct);
    }
}
