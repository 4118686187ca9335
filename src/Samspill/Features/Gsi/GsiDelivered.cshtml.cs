using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Formats.Gsi;
using Samspill.Host;

namespace Samspill.Features.Gsi;

/// <summary>A report as it was delivered: the one that is asked for, or the newest.</summary>
[Authorize(Policy = Can.ReportGsi)]
public sealed class GsiDeliveredPage(SamspillDb db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "versjon")]
    public Guid? Version { get; set; }

    public GsiDelivery? Delivery { get; private set; }
    public GsiView? View { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Delivery = await FindAsync(ct);
        if (Delivery is not { } delivery) return Version is null ? Page() : NotFound();
        var document = GsiDocument.Read(delivery.Report);
        View = new GsiView(GsiForms.Of(delivery.Year), document.ToReport(), await db.DeliveredAsync(delivery.Year - 1, ct), document.Lines.Where(l => l.Remark is not null).ToDictionary(l => l.Line, l => l.Remark!), List: null);
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync([FromQuery(Name = "som")] string? format, CancellationToken ct) => await FindAsync(ct) is { } delivery
        ? await GsiFile.OfAsync(GsiDocument.Read(delivery.Report), GsiFile.Formats.FirstOrDefault(f => f == format) ?? "json", ct) : NotFound();

    private Task<GsiDelivery?> FindAsync(CancellationToken ct)
    {
        var id = Version is { } version ? new GsiDeliveryId(version) : (GsiDeliveryId?)null;
        return db.GsiDeliveries.AsNoTracking().Where(d => id == null || d.Id == id).OrderByDescending(d => d.At).ThenByDescending(d => d.Version).FirstOrDefaultAsync(ct);
    }
}
