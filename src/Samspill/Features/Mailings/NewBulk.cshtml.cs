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
public sealed class NewBulkPage(SamspillDb db, BulkReceivers receivers, SendBulk send, Disclosure disclosure, Texts texts) : PageModel
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
        if (await ReadAsync(ct) is not { } order) return Page();
        return await PreviewAsync(order, ct) is { } why ? this.Refuse(why, "Input.Audience") : Page();
    }

    public async Task<IActionResult> OnPostSendAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (await ReadAsync(ct) is not { } order) return Page();
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

    private async Task<BulkOrder?> ReadAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts, "Input.");
        var audience = typed.Choice(nameof(BulkForm.Audience), Input.Audience);
        var course = string.IsNullOrEmpty(Input.Course) ? null : await db.Courses.Where(c => c.Code == Input.Course).Select(c => (CourseId?)c.Id).SingleOrDefaultAsync(ct);
        if (!string.IsNullOrEmpty(Input.Course) && course is null) typed.Wrong(nameof(BulkForm.Course), texts["form.unknown"]);
        if (Input.Language is not { } language || !Languages.All.Contains(language)) typed.Wrong(nameof(BulkForm.Language), texts["form.unknown"]);
        var subject = PlainText.Line(typed.Text(nameof(BulkForm.Subject), Input.Subject, 200));
        var body = typed.Text(nameof(BulkForm.Body), Input.Body, 5000);
        return typed.IsFine ? new BulkOrder(default, audience, course, Input.Language!, subject, body, 0) : null;
    }

    private async Task<Rejection?> PreviewAsync(BulkOrder order, CancellationToken ct)
    {
        var all = await receivers.OfAsync(order.Audience, order.Course, ct);
        if (all.Count == 0) return BulkRejections.Nobody;
        if (all.Count > BulkMessage.MostReceivers) return BulkRejections.TooMany;
        (Mails, TextMessages, Unreached) = (all.Count(r => r.IsMail), all.Count(r => r.IsSms), all.Count(r => r.Address is null));
        UnreachedNames = [.. all.Where(r => r.Address is null).Select(r => disclosure.Name(r.Person)).Order(StringComparer.Create(CultureInfo.CurrentCulture, false)).Take(Listed)];
        Minutes = (int)Math.Ceiling((Mails + TextMessages) / (double)(await db.MessageSettingsAsync(ct)).PerMinute);
        LeftToHandler = await receivers.LeftToHandlerAsync(order.Audience, order.Course, ct);
        (Seen, Key, Proof, IsPreview) = (all.Count, Guid.CreateVersion7(), (order with { Seen = all.Count }).Proof, true);
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

/// <summary>A bulk message as it is typed.</summary>
public sealed class BulkForm
{
    public Audience? Audience { get; set; }
    public string? Course { get; set; }
    public string? Language { get; set; } = "nb";
    public string? Subject { get; set; }
    public string? Body { get; set; }
}
