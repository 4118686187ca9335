using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.School;

/// <summary>One school year: its terms, and the days without lessons. Each row is saved by itself.</summary>
[Authorize(Policy = Can.EditSchool)]
public sealed class EditYearPage(SamspillDb db, Texts texts) : PageModel
{
    [BindProperty] public PeriodForm Input { get; set; } = new();

    public SchoolYear Year { get; private set; } = null!;

    /// <summary>The row that was refused: its id, "term" or "free" for a new one; null when none was.</summary>
    public string? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(int start, CancellationToken ct) => await LoadAsync(start, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostTermAsync(int start, CancellationToken ct) => SaveAsync(start, "term", (year, name, from, to) => Input.Id is { } id
        ? year.ChangeTerm(id, name, from, to).Refused(out var changed) ? changed : null
        : year.AddTerm(name, from, to).Refused(out var added) ? added : null, ct);

    public Task<IActionResult> OnPostFreeAsync(int start, CancellationToken ct) => SaveAsync(start, "free", (year, name, from, to) => Input.Id is { } id
        ? year.ChangeFree(id, name, Input.Kind, from, to).Refused(out var changed) ? changed : null
        : year.AddFree(name, Input.Kind, from, to).Refused(out var added) ? added : null, ct);

    public async Task<IActionResult> OnPostRemoveAsync(int start, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (!await HoldAsync(start, ct)) return NotFound();
        if (Input.Id is { } id)
        {
            Year.RemoveTerm(id);
            Year.RemoveFree(id);
        }
        return await DoneAsync(work, "year.removed", ct);
    }

    private async Task<IActionResult> SaveAsync(int start, string row, Func<SchoolYear, string, DateOnly, DateOnly, Rejection?> change, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (!await HoldAsync(start, ct)) return NotFound();
        var typed = new Typed(ModelState, texts, "Input.");
        var name = typed.Text(nameof(Input.Name), Input.Name, 200);
        var from = typed.Date(nameof(Input.From), Input.From);
        var to = row == "free" && string.IsNullOrWhiteSpace(Input.To) ? from : typed.Date(nameof(Input.To), Input.To); // a planning day is one day
        if (typed.IsFine && change(Year, name, from, to) is { } why) typed.Wrong(why == SchoolYearRejections.Gone ? nameof(Input.Name) : nameof(Input.To), why);
        if (typed.IsFine) return await DoneAsync(work, "year.saved", ct);
        Refused = Input.Id?.ToString() ?? row;
        return Page();
    }

    private async Task<IActionResult> DoneAsync(UnitOfWork work, string said, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        TempData["Notice"] = texts[said];
        return RedirectToPage(new { start = Year.Start });
    }

    /// <summary>Holds the year, so that two people cannot each add a term that overlaps the other's.</summary>
    private async Task<bool> HoldAsync(int start, CancellationToken ct)
    {
        await db.SchoolYears.Where(y => y.Start == start).ExecuteUpdateAsync(y => y.SetProperty(x => x.Start, x => x.Start), ct);
        return await LoadAsync(start, ct);
    }

    private async Task<bool> LoadAsync(int start, CancellationToken ct)
    {
        if (await db.SchoolYears.Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleOrDefaultAsync(y => y.Start == start, ct) is not { } year) return false;
        Year = year;
        return true;
    }
}

/// <summary>A term, a holiday or a planning day as it is typed.</summary>
public sealed class PeriodForm
{
    /// <summary>Null for a new one.</summary>
    public Guid? Id { get; set; }
    public string? Name { get; set; }
    public FreeKind Kind { get; set; }
    public string? From { get; set; }
    public string? To { get; set; }
}
