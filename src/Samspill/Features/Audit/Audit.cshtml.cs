using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Audit;

/// <summary>The record of who did or saw what, and whether its chain holds.</summary>
[At(Samspill.Host.Side.Both), Authorize(Policy = Can.ReadAudit)]
public sealed class AuditPage(OwnDb own, Storage storage, Tenant tenant, Texts texts) : PageModel
{
    private const int Size = 100;

    [BindProperty(SupportsGet = true, Name = "hvem")]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true, Name = "gjelder")]
    public string? About { get; set; }

    [BindProperty(SupportsGet = true, Name = "handling")]
    public string? Action { get; set; }

    [BindProperty(SupportsGet = true, Name = "fra")]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "til")]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int Side { get; set; } = 1;

    public IReadOnlyList<AuditEntry> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public AuditVerdict? Verdict { get; private set; }

    public Task OnGetAsync(CancellationToken ct) => FillAsync(ct);

    public async Task<IActionResult> OnPostVerifyAsync(CancellationToken ct)
    {
        Verdict = await VerifyAudit.RunAsync(own.Db, SealAudit.AnchorPath(storage, tenant.Slug), ct);
        await FillAsync(ct);
        return Page();
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var entries = Asked();
        var page = Math.Clamp(Side, 1, 100_000);
        Paging = new Paging(page, Size, await entries.CountAsync(ct));
        Rows = await Newest(entries).Skip((page - 1) * Size).Take(Size).ToListAsync(ct);
    }

    /// <summary>The same list, all of it.</summary>
    public IActionResult OnGetXlsx() => new ListFile("revisjon",
        [texts["audit.when"], texts["audit.who"], texts["audit.action"], texts["audit.subject"], texts["audit.detail"]],
        Newest(Asked()).AsAsyncEnumerable().Select(e => (IReadOnlyList<XlsxCell>)[Oslo.At(e.At), e.Actor, e.Action, e.Subject, e.Detail]));

    /// <summary>The entries that the address asks for.</summary>
    private IQueryable<AuditEntry> Asked()
    {
        var entries = own.Db.AuditEntries.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(Who)) entries = entries.Where(e => e.Actor.ToLower().Contains(Who.Trim().ToLower()));
        if (!string.IsNullOrWhiteSpace(About)) entries = entries.Where(e => e.Subject.StartsWith(About.Trim()));
        if (!string.IsNullOrWhiteSpace(Action)) entries = entries.Where(e => e.Action == Action.Trim());
        if (From is { Year: > 1900 } from && Oslo.EndOf(from.AddDays(-1)) is var before) entries = entries.Where(e => e.At > before);
        if (To is { } to && Oslo.EndOf(to) is var last) entries = entries.Where(e => e.At <= last);
        return entries;
    }

    private static IQueryable<AuditEntry> Newest(IQueryable<AuditEntry> entries) => entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Id);
}
