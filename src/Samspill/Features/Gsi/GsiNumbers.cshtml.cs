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

/// <summary>The figures of a year's report that no data tells, and those that somebody knows better than the positions do.</summary>
[Authorize(Policy = Can.ReportGsi)]
public sealed class GsiNumbersPage(SamspillDb db, ReckonGsi reckon, KeepGsi keep, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Asked { get; set; }

    [BindProperty]
    public Operation? Operation { get; set; }

    public GsiForm Form { get; private set; } = null!;

    /// <summary>What stands in the fields, by their names.</summary>
    public IReadOnlyDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>();

    /// <summary>What the positions say, by line.</summary>
    public IReadOnlyDictionary<string, long> Proposed { get; private set; } = new Dictionary<string, long>();
    public int Year => Asked is > 2000 and < 2200 ? Asked.Value : SchoolYear.Of(Oslo.Today(clock));
    public string DateText => GsiForms.Of(Year).CountingDay(Year).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Lines and columns that are typed, or may be.</summary>
    public IEnumerable<(GsiLine Line, string Column)> Fields => Form.Lines.Where(l => l.IsTyped).SelectMany(l => l.Columns, (line, column) => (line, column));

    public static string NameOf(GsiLine line, string column) => $"{line.Line}-{column}";

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Values = await db.GsiEntries.Where(e => e.Year == Year).Take(500).ToDictionaryAsync(e => $"{e.Line}-{e.Column}", e => e.Value.ToString(CultureInfo.InvariantCulture), ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Form = GsiForms.Of(Year);
        var (typed, form) = (new Typed(ModelState, texts), Request.Form);
        var operation = typed.Choice(nameof(Operation), Operation);
        var figures = Fields.ToDictionary(f => (f.Line.Line, f.Column), f => typed.Number(NameOf(f.Line, f.Column), form[NameOf(f.Line, f.Column)], 0, GsiEntry.Most));
        if (!typed.IsFine)
        {
            await LoadAsync(ct);
            Values = Fields.ToDictionary(f => NameOf(f.Line, f.Column), f => form[NameOf(f.Line, f.Column)].ToString());
            return Page();
        }
        await keep.EnterAsync(Year, operation, figures, ct);
        TempData["Notice"] = texts["gsi.numbers.saved"];
        return this.SeeOther($"~/gsi?dato={DateText}");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var state = await reckon.RunAsync(GsiForms.Of(Year).CountingDay(Year), ct);
        (Form, Operation) = (state.Form, Operation ?? state.Said.Operation);
        Proposed = state.Form.Lines.Where(l => l.Changeable).ToDictionary(l => l.Line, l => state.Proposed.TryGetValue(l.Line, out var proposed) ? proposed : state.Report[l.Line, "percent"]);
    }
}
