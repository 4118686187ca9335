using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Samspill.Data;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.WorkingTime;

/// <summary>A teacher's working time as the office sees it, and the changes of the position.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class OneYearPage(SamspillDb db, Disclosure disclosure, KeepWorkingTime keep, Texts texts, TimeProvider clock) : YearForm(db, disclosure, texts, clock)
{
    private readonly SamspillDb db = db;
    private readonly Texts texts = texts;

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Percent { get; set; }

    public override bool IsOwn => false;

    public async Task<IActionResult> OnGetAsync(Guid staff, CancellationToken ct)
    {
        if (!await LoadAsync(new StaffId(staff), ct)) return NotFound();
        await db.SaveChangesAsync(ct); // that somebody protected was seen
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid staff, CancellationToken ct)
    {
        if (!await LoadAsync(new StaffId(staff), ct)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var (from, percent) = (typed.Date(nameof(From), From), typed.Number(nameof(Percent), Percent, 0, 150));
        if (string.IsNullOrWhiteSpace(Percent)) typed.Wrong(nameof(Percent), texts["form.missing"]);
        if (!typed.IsFine) return Page();
        if ((await keep.ChangePositionAsync(new StaffId(staff), from, percent ?? 0, ct)).Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = texts["work.position.changed", Name, percent, Show.Date(from)];
        return this.SeeOther($"~/arbeidstid/{staff}");
    }

    public async Task<IActionResult> OnGetXlsxAsync(Guid staff, CancellationToken ct) => await LoadAsync(new StaffId(staff), ct) ? Sheet() : NotFound();
}
