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

/// <summary>Population and accounts of a year, as the municipality knows them.</summary>
[Authorize(Policy = Can.ReportGsi)]
public sealed class KostraNumbersPage(SamspillDb db, KeepGsi keep, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 10_000_000;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Asked { get; set; }

    [BindProperty]
    public string? Children { get; set; }

    [BindProperty]
    public string? Elsewhere { get; set; }

    [BindProperty]
    public string? Running { get; set; }

    [BindProperty]
    public string? Depreciation { get; set; }

    [BindProperty]
    public string? Deducted { get; set; }

    [BindProperty]
    public string? Net { get; set; }

    /// <summary>What the form showed when it was opened.</summary>
    [BindProperty]
    public string? Was { get; set; }

    public IReadOnlyList<Seen.Change> Changes { get; private set; } = [];
    public int Year => Asked is > 2000 and < 2200 ? Asked.Value : SchoolYear.Of(Oslo.Today(clock));

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = await NowAsync(ct);
        Was = Seen.Of(now);
        Fill(now);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts);
        var numbers = new KostraTyped(typed.Number(nameof(Children), Children, 0, Most), typed.Number(nameof(Elsewhere), Elsewhere, 0, Most), typed.Number(nameof(Running), Running, 0, Most),
            typed.Number(nameof(Depreciation), Depreciation, 0, Most), typed.Number(nameof(Deducted), Deducted, 0, Most), typed.Number(nameof(Net), Net, -Most, Most));
        if (!typed.IsFine) return Page();
        if ((await keep.AccountAsync(Year, numbers, Was, ct)).Refused(out var why))
        {
            var now = await NowAsync(ct);
            ModelState.Clear(); // what is shown is what was typed together with what others wrote
            Fill(Seen.Merge(Was, numbers, now));
            (Changes, Was) = (Seen.Since(Was, now) ?? [], Seen.Of(now));
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["kostra.saved"];
        return this.SeeOther($"~/kostra?ar={Year}");
    }

    private async Task<KostraTyped> NowAsync(CancellationToken ct) => (await db.GsiYears.AsNoTracking().SingleOrDefaultAsync(y => y.Year == Year, ct) ?? new GsiYear(Year)).Accounts();

    private void Fill(KostraTyped said) =>
        (Children, Elsewhere, Running, Depreciation, Deducted, Net) = (Bare(said.Children), Bare(said.Elsewhere), Bare(said.Running), Bare(said.Depreciation), Bare(said.Deducted), Bare(said.Net));

    private static string? Bare(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
