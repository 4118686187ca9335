using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>The screen at the door: what is on at a site, at an address that nobody can guess and that who plans the week can close.</summary>
[OpenToAll("a screen at the door cannot sign in: the address is the key, made and closed by who plans the week"), ResponseCache(NoStore = true)]
public sealed class ScreenPage(SamspillDb db, TimeProvider clock) : PageModel
{
    public LobbyBoard Board { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string secret, CancellationToken ct)
    {
        if (await db.OpenFeedAsync(secret, Oslo.Today(clock), ct) is not { } open || open.Feed.Kind != FeedKind.Screen) return NotFound();
        if (await db.LobbyAsync(new SiteId(open.Feed.Subject), clock.Wall(), ct) is not { } board) return NotFound();
        Response.Headers["X-Robots-Tag"] = "noindex";
        Board = board;
        return Page();
    }
}
