using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>What the school has written to the one who is signed in, newest first.</summary>
[Authorize(Policy = Can.SeeOwnFamily)]
public sealed class MyMessagesPage(SamspillDb db, Actor actor) : PageModel
{
    private const int Size = 20;

    [BindProperty(SupportsGet = true, Name = "side")]
    public int At { get; set; } = 1;

    public IReadOnlyList<Message> Messages { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);

    public async Task OnGetAsync(CancellationToken ct)
    {
        At = Math.Clamp(At, 1, 100_000);
        var mine = db.Messages.AsNoTracking().Of(actor);
        Paging = new Paging(At, Size, await mine.CountAsync(ct));
        Messages = await mine.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Skip((At - 1) * Size).Take(Size).ToListAsync(ct);
    }
}
