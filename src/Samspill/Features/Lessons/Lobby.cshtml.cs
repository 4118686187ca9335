using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>What is on at a site today, for who plans the week; the screen at the door has an address of its own.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class LobbyPage(SamspillDb db, TimeProvider clock) : PageModel
{
    public LobbyBoard Board { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (await db.Sites.Where(s => s.Code == code).Select(s => (SiteId?)s.Id).SingleOrDefaultAsync(ct) is not { } site || await db.LobbyAsync(site, clock.Wall(), ct) is not { } board) return NotFound();
        Board = board;
        return Page();
    }
}
