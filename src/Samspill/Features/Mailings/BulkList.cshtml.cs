using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Mailings;

/// <summary>A bulk message in the list.</summary>
public sealed record BulkLine(BulkId Id, string Subject, DateTimeOffset At, string By, BulkState State, int Receivers, int Sent);

/// <summary>What the office has written to many families, newest first.</summary>
[Authorize(Policy = Can.SendMessages)]
public sealed class BulkListPage(SamspillDb db, Actor actor, Texts texts) : PageModel
{
    private const int Size = 20;

    [BindProperty(SupportsGet = true, Name = "side")]
    public int At { get; set; } = 1;

    public IReadOnlyList<BulkLine> Lines { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);

    public async Task OnGetAsync(CancellationToken ct)
    {
        At = Math.Clamp(At, 1, 100_000);
        Paging = new Paging(At, Size, await db.Bulks.CountAsync(ct));
        Lines = await db.BulkLinesAsync((At - 1) * Size, Size, ct);
    }

    /// <summary>The same list, all of it.</summary>
    public IActionResult OnGetXlsx(CancellationToken ct) => !actor.May(Can.ExportLists) ? Forbid() : new ListFile("utsendelser",
        [texts["message-log.subject"], texts["bulk.by"], texts["message-log.state"], texts["bulk.receivers"], texts["bulk.sent"], texts["message-log.when"]],
        WholeList.Of<BulkLine>(async (page, size) => await db.BulkLinesAsync((page - 1) * size, size, ct)).Select(b => (IReadOnlyList<XlsxCell>)
            [b.Subject, b.By, texts[$"bulk.state.{b.State.ToString().ToLowerInvariant()}"], b.Receivers, b.Sent, Oslo.At(b.At)]));
}

internal static class BulkLines
{
    /// <summary>Some of the bulk messages, the newest first.</summary>
    public static Task<List<BulkLine>> BulkLinesAsync(this SamspillDb db, int before, int most, CancellationToken ct) => db.Bulks.OrderByDescending(b => b.At).Skip(before).Take(most)
        .Select(b => new BulkLine(b.Id, b.Subject, b.At, b.By, b.State, b.Receivers, db.Messages.Count(m => m.Bulk == b.Id && m.State == MessageState.Sent))).ToListAsync(ct);
}
