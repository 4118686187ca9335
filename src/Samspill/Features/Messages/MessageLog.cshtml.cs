using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>Every message that left the school, or could not: to whom, about what, what became of it.</summary>
[Authorize(Policy = Can.SeeMessages)]
public sealed class MessageLogPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true, Name = "tilstand")]
    public MessageState? State { get; set; }

    /// <summary>Only those that reached nobody, whatever the reason.</summary>
    [BindProperty(SupportsGet = true, Name = "unadd")]
    public bool Unreached { get; set; }

    [BindProperty(SupportsGet = true, Name = "om")]
    public string? About { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int At { get; set; } = 1;

    public IReadOnlyList<MessageLine> Lines { get; private set; } = [];
    public IReadOnlyList<string> Abouts { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public Disclosure Disclosure => disclosure;
    public bool MaySend => actor.May(Can.SendMessages);
    public bool MaySetUp => actor.May(Can.EditSchool);

    public async Task OnGetAsync(CancellationToken ct)
    {
        At = Math.Clamp(At, 1, 1_000_000);
        var search = await AskedAsync(ct);
        (Lines, var total) = await db.MessageLogAsync(search, actor.May(Can.SeeProtected), At, Size, ct);
        Paging = new Paging(At, Size, total);
        foreach (var line in Lines) line.MayRead(disclosure); // notes the look at protected ones
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The same list, all of it; what the messages say is not in it.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken ct)
    {
        if (!actor.May(Can.ExportLists)) return Forbid();
        var search = await AskedAsync(ct);
        return new ListFile("meldinger", [texts["message-log.when"], texts["message-log.to"], texts["message-log.about"], texts["message-log.state"], texts["message-log.sent"], texts["message-log.subject"]],
            WholeList.Of(async (page, size) => (await db.MessageLogAsync(search, actor.May(Can.SeeProtected), page, size, ct)).Lines).Select(line => (line.Message, Open: line.MayRead(disclosure), line.Receiver)).Select(x => (IReadOnlyList<XlsxCell>)
            [
                Oslo.At(x.Message.CreatedAt), x.Receiver is { } to ? disclosure.Name(to) : x.Open ? x.Message.Address : texts["disclosure.masked"], x.Message.About, texts[$"message-log.state.{x.Message.State.ToString().ToLowerInvariant()}"],
                x.Message.SentAt is { } sent ? Oslo.At(sent) : (DateTimeOffset?)null, x.Open ? x.Message.Subject : null,
            ]));
    }

    private async Task<MessageSearch> AskedAsync(CancellationToken ct)
    {
        Abouts = await db.Messages.Select(m => m.About).Distinct().OrderBy(a => a).Take(100).ToListAsync(ct);
        return new MessageSearch(PlainText.Line(Q) is { Length: > 0 } text ? text : null, State, Abouts.Contains(About) ? About : null, Unreached);
    }
}
