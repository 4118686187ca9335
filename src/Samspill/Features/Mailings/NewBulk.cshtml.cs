using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Features.Messages;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Mailings;

/// <summary>Writes to many families: the text and to whom; then who and how many that is; then it is sent.</summary>
[Authorize(Policy = Can.SendMessages)]
public sealed class NewBulkPage(SamspillDb db, PreviewBulk preview, SendBulk send, Disclosure disclosure, Texts texts) : PageModel
{
    private const int Listed = 100;

    [BindProperty] public BulkForm Input { get; set; } = new();

    /// <summary>How many receivers the preview shows; none before it is shown.</summary>
    [BindProperty] public int? Seen { get; set; }
    [BindProperty] public Guid Key { get; set; }

    /// <summary>What the preview showed, in short.</summary>
    [BindProperty] public string? Proof { get; set; }

    public IReadOnlyList<SelectListItem> Courses { get; private set; } = [];
    public int Mails { get; private set; }
    public int TextMessages { get; private set; }
    public int Unreached { get; private set; }
    public IReadOnlyList<string> UnreachedNames { get; private set; } = [];
    public int LeftToHandler { get; private set; }
    public int Minutes { get; private set; }
    public bool IsPreview { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (await Input.ReadAsync(new Typed(ModelState, texts, "Input."), db, texts, ct) is not { } order) return Page();
        return await PreviewAsync(order, ct) is { } why ? this.Refuse(why, "Input.Audience") : Page();
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (await Input.ReadAsync(new Typed(ModelState, texts, "Input."), db, texts, ct) is not { } order) return Page();
        if (Seen is not { } seen || Key == Guid.Empty) return await PreviewAsync(order, ct) is { } none ? this.Refuse(none, "Input.Audience") : Page();
        order = order with { Id = new BulkId(Key), Seen = seen };
        if (order.Proof != Proof) return await PreviewAsync(order, ct) is { } nobody ? this.Refuse(nobody, "Input.Audience") : this.Refuse(BulkRejections.OtherText);
        if ((await send.RunAsync(order, ct)).Refused(out var why, out var id))
        {
            await PreviewAsync(order, ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["bulk.begun"];
        return RedirectToPage("Bulk", new { id = id.Value });
    }

    public async Task<IActionResult> OnPostEditAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        ModelState.Clear();
        return Page();
    }

    private async Task<Rejection?> PreviewAsync(BulkOrder order, CancellationToken ct)
    {
        if ((await preview.RunAsync(order, ct)).Refused(out var why, out var seen)) return why;
        (Mails, TextMessages, Unreached, LeftToHandler, Minutes) = (seen.Mails, seen.TextMessages, seen.Unreached.Count, seen.LeftToHandler, seen.Minutes);
        UnreachedNames = [.. seen.Unreached.Select(disclosure.Name).Order(StringComparer.Create(CultureInfo.CurrentCulture, false)).Take(Listed)];
        (Seen, Key, Proof, IsPreview) = (seen.Receivers, Guid.CreateVersion7(), seen.Proof, true);
        (Input.Subject, Input.Body) = (order.Subject, order.Body); // what is shown is what is sent
        ModelState.Remove(nameof(Seen));
        ModelState.Remove(nameof(Key));
        ModelState.Remove(nameof(Proof));
        await db.SaveChangesAsync(ct); // a look at a protected one is noted
        return null;
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Courses = [new(texts["bulk.course.all"], ""), .. await db.Courses.OrderBy(c => c.Name).ThenBy(c => c.Code).Take(2000).Select(c => new SelectListItem(c.Name, c.Code)).ToListAsync(ct)];
}
