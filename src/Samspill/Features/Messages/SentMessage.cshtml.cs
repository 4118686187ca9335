using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>One message exactly as it was sent, for those who may see the people in it.</summary>
[Authorize(Policy = Can.SeeMessages)]
public sealed class SentMessagePage(SamspillDb db, Disclosure disclosure) : PageModel
{
    public MessageLine Line { get; private set; } = null!;
    public bool MayRead { get; private set; }
    public string Receiver { get; private set; } = "";
    public string? Address { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await db.MessageAsync(new MessageId(id), ct) is not { } line) return NotFound();
        (Line, MayRead) = (line, line.MayRead(disclosure));
        Receiver = line.Receiver is null ? "" : disclosure.Name(line.Receiver);
        Address = line.Receiver is null ? line.Message.Address : disclosure.Show(line.Receiver.Id, line.Receiver.Shield, line.Message.Address);
        await db.SaveChangesAsync(ct);
        return Page();
    }
}
