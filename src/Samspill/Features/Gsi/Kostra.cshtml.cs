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

/// <summary>KOSTRA's indicators of the culture school, from the delivered reports of two years and what is typed of population and accounts.</summary>
[Authorize(Policy = Can.SeeKostra)]
public sealed class KostraPage(SamspillDb db, Actor actor, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Asked { get; set; }

    public IReadOnlyList<KostraIndicator> Indicators { get; private set; } = [];

    /// <summary>Years of which a report is missing, in order.</summary>
    public IReadOnlyList<int> Missing { get; private set; } = [];
    public bool MayType => actor.May(Can.ReportGsi);

    /// <summary>The accounting year.</summary>
    public int Year => Asked is > 2000 and < 2200 ? Asked.Value : SchoolYear.Of(Oslo.Today(clock));

    public async Task OnGetAsync(CancellationToken ct)
    {
        var said = await db.GsiYears.AsNoTracking().SingleOrDefaultAsync(y => y.Year == Year, ct) ?? new GsiYear(Year);
        var (before, now) = (await db.DeliveredAsync(Year - 1, ct), await db.DeliveredAsync(Year, ct));
        Indicators = Kostra.Of(before, now, new KostraTyped(said.Children, said.Elsewhere, said.Running, said.Depreciation, said.Deducted, said.Net));
        Missing = [.. new[] { (Year: Year - 1, Report: before), (Year, Report: now) }.Where(r => r.Report is null).Select(r => r.Year)];
    }

    /// <summary>An indicator as it is written: kroner, or a share.</summary>
    public static string Say(KostraIndicator indicator) => indicator.Code is "gross" or "net"
        ? Show.Kroner(indicator.Value is { } kroner ? new Money(100 * (long)Math.Round(kroner)) : null)
        : Show.Share(indicator.Value);

    /// <summary>A number of the reckoning; what is not known is said.</summary>
    public static string Number(double? number) => number is { } n ? Show.Number((long)n) : Show.None;
}
