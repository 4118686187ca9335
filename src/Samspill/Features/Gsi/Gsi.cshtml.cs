using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Gsi;

/// <summary>A delivered report, in the list of them.</summary>
public sealed record DeliveryLine(GsiDeliveryId Id, int Version, DateOnly Date, string By, DateTimeOffset At);

/// <summary>The national report: filled in from what is registered, checked, said something about, and delivered.</summary>
[Authorize(Policy = Can.ReportGsi)]
public sealed class GsiPage(SamspillDb db, ReckonGsi reckon, KeepGsi keep, DeliverGsi deliver, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>The day that is counted; the running school year's counting day when nobody asks for another.</summary>
    [BindProperty(SupportsGet = true, Name = "dato")]
    public DateOnly? Asked { get; set; }

    [BindProperty]
    public string? Line { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    /// <summary>The remark that the form showed.</summary>
    [BindProperty]
    public string? Was { get; set; }

    /// <summary>Sent twice it is delivered once.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>The figures that were seen.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public GsiState State { get; private set; } = null!;
    public IReadOnlyList<GsiDifference> Differences { get; private set; } = [];
    public IReadOnlyList<DeliveryLine> Deliveries { get; private set; } = [];
    public DateOnly Date => DateOf(Asked, clock);
    public DateTimeOffset Now => clock.GetUtcNow();
    public bool MayDeliver => actor.May(Can.DeliverGsi);

    /// <summary>Whether the newest version says what the report says now.</summary>
    public bool IsDelivered { get; private set; }

    /// <summary>As it stands in addresses.</summary>
    public string DateText => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public GsiView View => new(State.Form, State.Report, State.Before, State.Remarks, $"~/gsi/liste?dato={DateText}");

    internal static DateOnly DateOf(DateOnly? asked, TimeProvider clock)
    {
        if (asked is { Year: > 2000 and < 2200 } day) return day;
        var year = SchoolYear.Of(Oslo.Today(clock));
        return GsiForms.Of(year).CountingDay(year);
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        (Id, Seen) = (GsiDeliveryId.New().Value, DeliverGsi.Fingerprint(State.Document));
    }

    public async Task<IActionResult> OnGetFileAsync([FromQuery(Name = "som")] string? format, CancellationToken ct) =>
        await GsiFile.OfAsync((await reckon.RunAsync(Date, ct)).Document, GsiFile.Formats.FirstOrDefault(f => f == format) ?? "json", ct);

    public async Task<IActionResult> OnPostRemarkAsync(CancellationToken ct)
    {
        var (typed, was) = (new Typed(ModelState, texts), PlainText.Block(Was) is { Length: > 0 } shown ? shown : null);
        if (string.IsNullOrEmpty(Line)) typed.Wrong(nameof(Line), texts["form.missing"]);
        var words = was is null ? typed.Text(nameof(Words), Words, GsiRemark.Length) : typed.Optional(nameof(Words), Words, GsiRemark.Length);
        if (!ModelState.IsValid) return await AgainAsync(null, ct);
        if ((await keep.RemarkAsync(SchoolYear.Of(Date), Line, words, was, ct)).Refused(out var why)) return await AgainAsync(why, ct);
        TempData["Notice"] = texts[words is null ? "gsi.remark.removed" : "gsi.remark.saved", Line];
        return this.SeeOther($"~/gsi?dato={DateText}");
    }

    public async Task<IActionResult> OnPostDeliverAsync(CancellationToken ct)
    {
        if (!MayDeliver) return Forbid();
        if ((await deliver.RunAsync(new GsiDeliveryId(Id), Date, Seen, ct)).Refused(out var why, out var version)) return await AgainAsync(why, ct);
        TempData["Notice"] = texts["gsi.delivered", version];
        return this.SeeOther($"~/gsi?dato={DateText}");
    }

    /// <summary>The page as it stands now, with what was wrong.</summary>
    private async Task<IActionResult> AgainAsync(Rejection? why, CancellationToken ct)
    {
        await LoadAsync(ct);
        (Id, Seen) = (GsiDeliveryId.New().Value, DeliverGsi.Fingerprint(State.Document));
        return why is null ? Page() : this.Refuse(why);
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        State = await reckon.RunAsync(Date, ct);
        Differences = await db.GsiDifferencesAsync(State, ct);
        Deliveries = await db.GsiDeliveries.Where(d => d.Year == State.Year).OrderByDescending(d => d.Version).Take(50).Select(d => new DeliveryLine(d.Id, d.Version, d.Date, d.By, d.At)).ToListAsync(ct);
        if (Deliveries is [var newest, ..]) IsDelivered = await db.GsiDeliveries.Where(d => d.Id == newest.Id).Select(d => d.Report).SingleAsync(ct) == State.Document.ToJson();
    }
}
