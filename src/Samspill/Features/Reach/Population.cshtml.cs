using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reach;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Reach;

/// <summary>A year's table in the list of them.</summary>
public sealed record PopulationYear(int Year, int Lines, long Children);

/// <summary>The municipality's table of population: uploaded as CSV, or typed in the same form.</summary>
[Authorize(Policy = Can.SeeReach)]
[RequestSizeLimit(2 * MostBytes), RequestFormLimits(MultipartBodyLengthLimit = 2 * MostBytes)]
public sealed class PopulationPage(SamspillDb db, LoadPopulation load, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>Faults that are told at once.</summary>
    public const int MostFaults = 200;

    private const int MostBytes = 2 * 1024 * 1024;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Asked { get; set; }

    [BindProperty]
    public string? Year { get; set; }

    [BindProperty]
    public string? Table { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>The year whose table was shown, and what it was.</summary>
    [BindProperty]
    public int Shown { get; set; }

    [BindProperty]
    public string? Was { get; set; }

    public IReadOnlyList<PopulationYear> Years { get; private set; } = [];
    public IReadOnlyList<PopulationFault> Faults { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var year = Asked ?? (Years.Count > 0 ? Years[0].Year : Oslo.Today(clock).Year - 1);
        Year = year.ToString(System.Globalization.CultureInfo.InvariantCulture);
        (Table, Shown, Was) = (await load.TextAsync(year, ct), year, await load.FingerprintAsync(year, ct));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts);
        var year = typed.Number(nameof(Year), Year, 2000, Oslo.Today(clock).Year); // the table is of the end of a year
        if (year is null && typed.IsFine) typed.Wrong(nameof(Year), texts["form.missing"]);
        if (Upload?.Length > MostBytes || Table?.Length > MostBytes) typed.Wrong(Upload is null ? nameof(Table) : nameof(Upload), texts["reach.population.large"]);
        if (typed.IsFine)
        {
            if ((await load.RunAsync(year!.Value, await BytesAsync(ct), year == Shown ? Was : null, ct)).Refused(out var why, out var loaded))
            {
                await LoadAsync(ct);
                Was = await load.FingerprintAsync(Shown, ct); // saving once more writes over what is there now
                ModelState.Remove(nameof(Was));
                return this.Refuse(why, nameof(Table));
            }
            Faults = loaded.Faults;
            if (Faults.Count == 0)
            {
                TempData["Notice"] = texts["reach.population.loaded", loaded.Lines, year];
                return this.SeeOther($"~/rekkevidde/folketall?ar={year}");
            }
            typed.Wrong(Upload is null ? nameof(Table) : nameof(Upload), texts["reach.population.faults", Faults.Count]);
        }
        await LoadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct)
    {
        if (Asked is { } year)
        {
            await load.RemoveAsync(year, ct);
            TempData["Notice"] = texts["reach.population.removed", year];
        }
        return this.SeeOther("~/rekkevidde/folketall");
    }

    private async Task<byte[]> BytesAsync(CancellationToken ct)
    {
        if (Upload is not { Length: > 0 } file) return Encoding.UTF8.GetBytes(Table ?? "");
        using var whole = new MemoryStream();
        await file.CopyToAsync(whole, ct);
        return whole.ToArray();
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Years = await db.Inhabitants.GroupBy(i => i.Year).Select(g => new { g.Key, Lines = g.Count(), Children = g.Sum(i => (long)i.Count) })
            .OrderByDescending(y => y.Key).Take(50).Select(y => new PopulationYear(y.Key, y.Lines, y.Children)).ToListAsync(ct);
}
