using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>One message exactly as it was sent, for those who may see the people in it.</summary>
[Authorize(Policy = Can.SeeMessages)]
public sealed class SentMessagePage(SamspillDb db, Actor actor, Disclosure disclosure, SendAgain again, Texts texts) : PageModel
{
    public MessageLine Line { get; private set; } = null!;
    public bool MayRead { get; private set; }
    public string Receiver { get; private set; } = "";
    public string? Address { get; private set; }
    public bool MaySendAgain => MayRead && SendAgain.Suits(Line.Message) && actor.May(Can.SendMessages);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (!MayRead || !actor.May(Can.SendMessages)) return Forbid();
        if ((await again.RunAsync(new MessageId(id), ct)).Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = texts["message-log.again.done"];
        return RedirectToPage(new { id });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.MessageAsync(new MessageId(id), ct) is not { } line) return false;
        (Line, MayRead) = (line, line.MayRead(disclosure));
        Receiver = line.Receiver is null ? "" : disclosure.Name(line.Receiver);
        Address = line.Receiver is null ? line.Message.Address : disclosure.Show(line.Receiver.Id, line.Receiver.Shield, line.Message.Address);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
