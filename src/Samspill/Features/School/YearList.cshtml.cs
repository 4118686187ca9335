using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.School;

/// <summary>A school year in the list.</summary>
public sealed record YearRow(int Start, int Terms, int Free, DateOnly? From, DateOnly? To);

/// <summary>The school years there are, and a way to add one.</summary>
[Authorize(Policy = Can.EditSchool)]
public sealed class YearListPage(SamspillDb db, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 100;

    [BindProperty] public string? Start { get; set; }

    public IReadOnlyList<YearRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Start = $"{(Rows.Count > 0 ? Rows[0].Start + 1 : SchoolYear.Of(Oslo.Today(clock)))}";
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts);
        var start = typed.Number(nameof(Start), Start, 2000, 2100);
        if (string.IsNullOrWhiteSpace(Start)) typed.Wrong(nameof(Start), texts["form.missing"]);
        if (start is { } year && typed.IsFine)
        {
            db.SchoolYears.Add(new SchoolYear(year));
            try
            {
                await db.SaveChangesAsync(ct);
                TempData["Notice"] = texts["year.made", SchoolYear.Name(year)];
                return RedirectToPage("EditYear", new { start = year });
            }
            catch (Exception lost) when (lost.IsLostRace()) { typed.Wrong(nameof(Start), texts["year.exists", SchoolYear.Name(year)]); }
        }
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct) => Rows = await db.SchoolYears.AsNoTracking().OrderByDescending(y => y.Start).Take(Most)
        .Select(y => new YearRow(y.Start, y.Terms.Count, y.Free.Count, y.Terms.Min(t => (DateOnly?)t.From), y.Terms.Max(t => (DateOnly?)t.To))).ToListAsync(ct);
}
