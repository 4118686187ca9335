using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Groups;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>When a site is open for lessons, when its primary school has its own, and when its after-school care has the children.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class HoursPage(SamspillDb db, Texts texts) : PageModel
{
    private const int Most = 60;

    [BindProperty]
    public HoursKind Kind { get; set; }

    [BindProperty]
    public List<DayOfWeek> Days { get; set; } = [];

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    public Site Site { get; private set; } = null!;
    public IReadOnlyList<SiteHours> Hours { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        Days = [.. TimesPage.Days.Take(5)];
        return await LoadAsync(code, ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct)) return NotFound();
        if (ClockTime.Read(From) is not { } from || ClockTime.Read(To) is not { } to || Days.Count == 0 || !Enum.IsDefined(Kind) || Days.Exists(d => !TimesPage.Days.Contains(d))) return this.Refuse(PossibleTimeRejections.Unreadable, nameof(From));
        if (Hours.Count + Days.Count > Most) return this.Refuse(PossibleTimeRejections.TooMany);
        foreach (var day in Days.Distinct())
        {
            if (SiteHours.Of(Site.Id, Kind, day, from, to).Refused(out var why, out var hours)) return this.Refuse(why, why.Code == PossibleTimeRejections.Grain.Code ? nameof(From) : nameof(To));
            if (!Hours.Any(h => (h.Kind, h.Day, h.From, h.To) == (Kind, day, from, to))) db.SiteHours.Add(hours);
        }
        await db.SaveChangesAsync(ct);
        TempData["Notice"] = texts["times.saved"];
        return this.SeeOther($"~/steder/{Uri.EscapeDataString(code)}/apent");
    }

    public async Task<IActionResult> OnPostFjernAsync(string code, [FromForm] Guid hours, CancellationToken ct)
    {
        if (await db.SiteHours.SingleOrDefaultAsync(h => h.Id == hours && db.Sites.Any(s => s.Id == h.Site && s.Code == code), ct) is { } gone)
        {
            db.SiteHours.Remove(gone);
            await db.SaveChangesAsync(ct);
        }
        return this.SeeOther($"~/steder/{Uri.EscapeDataString(code)}/apent");
    }

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        if (await db.Sites.AsNoTracking().SingleOrDefaultAsync(s => s.Code == code, ct) is not { } site) return false;
        Site = site;
        Hours = [.. (await db.SiteHours.AsNoTracking().Where(h => h.Site == site.Id).Take(Most).ToListAsync(ct)).OrderBy(h => h.Kind).ThenBy(h => ((int)h.Day + 6) % 7).ThenBy(h => h.From)];
        return true;
    }
}
