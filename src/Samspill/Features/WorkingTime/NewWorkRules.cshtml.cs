using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.WorkingTime;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.WorkingTime;

/// <summary>The principal records a new version of the local agreement.</summary>
[Authorize(Policy = Can.DecideRules)]
public sealed class NewWorkRulesPage(SamspillDb db, KeepWorkingTime keep, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>Sent twice it is the same version.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>Hours, with a decimal: 1687,5.</summary>
    [BindProperty]
    public string? YearHours { get; set; }

    [BindProperty]
    public string? TeachingHours { get; set; }

    /// <summary>Minutes for each taught hour.</summary>
    [BindProperty]
    public string? Preparation { get; set; }

    /// <summary>Per cent of the time it takes.</summary>
    [BindProperty]
    public string? Concert { get; set; }

    [BindProperty]
    public string? TravelMost { get; set; }

    [BindProperty]
    public bool CountsIll { get; set; }

    [BindProperty]
    public bool CountsOtherCancelled { get; set; }

    [BindProperty]
    public string? AdoptedBy { get; set; }

    [BindProperty]
    public string? InForceFrom { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = await db.WorkRules.AsNoTracking().OrderByDescending(r => r.Version).FirstOrDefaultAsync(ct) ?? WorkRules.Example;
        Id = Guid.CreateVersion7();
        (YearHours, TeachingHours) = (InHours(now.YearMinutes), InHours(now.TeachingMinutes));
        (Preparation, Concert, TravelMost) = (Bare(now.PreparationPerHour), Bare(now.ConcertPercent), Bare(now.TravelMost));
        (CountsIll, CountsOtherCancelled) = (now.CountsIll, now.CountsOtherCancelled);
        InForceFrom = Oslo.Today(clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts);
        var year = Hours(typed, nameof(YearHours), YearHours);
        var teaching = Hours(typed, nameof(TeachingHours), TeachingHours);
        if (teaching > year) typed.Wrong(nameof(TeachingHours), texts["work.rules.teaching-more"]);
        var figures = new WorkFigures(year, teaching, Needed(typed, nameof(Preparation), Preparation, 300), Needed(typed, nameof(Concert), Concert, 500), Needed(typed, nameof(TravelMost), TravelMost, 600), CountsIll, CountsOtherCancelled);
        var by = typed.Text(nameof(AdoptedBy), PlainText.Line(AdoptedBy).TrimEnd('.', ' '), WorkRules.AdoptedByLength); // it stands inside a sentence
        var from = typed.Date(nameof(InForceFrom), InForceFrom);
        if (typed.IsFine && Math.Abs(from.Year - Oslo.Today(clock).Year) > 5) typed.Wrong(nameof(InForceFrom), texts["work.rules.far"]);
        if (!typed.IsFine) return Page();
        TempData["Notice"] = texts["work.rules.adopted", await keep.AdoptAsync(Id, figures, by, from, ct)];
        return this.SeeOther("~/arbeidstid/regler");
    }

    private int Needed(Typed typed, string field, string? text, int most)
    {
        if (string.IsNullOrWhiteSpace(text)) typed.Wrong(field, texts["form.missing"]);
        return typed.Number(field, text, 0, most) ?? 0;
    }

    private int Hours(Typed typed, string field, string? text)
    {
        if (decimal.TryParse(text?.Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal).Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours is >= 1 and <= 3000) return (int)Math.Round(hours * 60);
        typed.Wrong(field, texts["work.rules.hours", text]);
        return 0;
    }

    private static string InHours(int minutes) => (minutes / 60m).ToString("0.##", CultureInfo.CurrentCulture);

    private static string Bare(int number) => number.ToString(CultureInfo.InvariantCulture);
}
