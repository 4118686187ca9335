using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Domain.Gsi;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Gsi;

/// <summary>The figures of a year's report that no data tells, and those that somebody knows better than the positions do.</summary>
[Authorize(Policy = Can.ReportGsi)]
public sealed class GsiNumbersPage(ReckonGsi reckon, KeepGsi keep, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Asked { get; set; }

    [BindProperty]
    public Operation? Operation { get; set; }

    /// <summary>What the form showed when it was opened.</summary>
    [BindProperty]
    public string? Was { get; set; }

    public IReadOnlyList<Seen.Change> Changes { get; private set; } = [];

    public GsiForm Form { get; private set; } = null!;

    /// <summary>What stands in the fields, by their names.</summary>
    public IReadOnlyDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>();

    /// <summary>What the lessons and positions say, by line.</summary>
    public IReadOnlyDictionary<string, long> Proposed { get; private set; } = new Dictionary<string, long>();
    public int Year => Asked is > 2000 and < 2200 ? Asked.Value : SchoolYear.Of(Oslo.Today(clock));
    public string DateText => GsiForms.Of(Year).CountingDay(Year).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Lines and columns that are typed, or may be.</summary>
    public IEnumerable<(GsiLine Line, string Column)> Fields => Form.Lines.Where(l => l.IsTyped).SelectMany(l => l.Columns, (line, column) => (line, column));

    public static string NameOf(GsiLine line, string column) => KeepGsi.NameOf(line.Line, column);

    /// <summary>What a field is called.</summary>
    public string LabelOf(string field) => field == nameof(Operation) ? texts["gsi.operation"] : Fields.Where(f => NameOf(f.Line, f.Column) == field).Select(f => $"{f.Line.Line} {Form.Column(f.Column).In(Language)}").FirstOrDefault(field);

    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var now = await keep.FiguresAsync(Year, ct);
        (Values, Was) = (now, Seen.Of(now));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Form = GsiForms.Of(Year);
        var (typed, form) = (new Typed(ModelState, texts), Request.Form);
        var operation = typed.Choice(nameof(Operation), Operation);
        var figures = Fields.ToDictionary(f => (f.Line.Line, f.Column), f => typed.Number(NameOf(f.Line, f.Column), form[NameOf(f.Line, f.Column)], 0, GsiEntry.Most));
        var mine = Fields.ToDictionary(f => NameOf(f.Line, f.Column), f => form[NameOf(f.Line, f.Column)].ToString().Trim());
        mine[nameof(Operation)] = operation.ToString();
        if (!typed.IsFine)
        {
            await LoadAsync(ct);
            Values = mine;
            return Page();
        }
        if ((await keep.EnterAsync(Year, operation, figures, Was, ct)).Refused(out var why))
        {
            var now = await keep.FiguresAsync(Year, ct);
            var merged = Seen.Merge(Was, mine, now);
            (Values, Operation, Changes, Was) = (merged, Enum.Parse<Operation>(merged[nameof(Operation)]), Seen.Since(Was, now) ?? [], Seen.Of(now));
            await LoadAsync(ct);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["gsi.numbers.saved"];
        return this.SeeOther($"~/gsi?dato={DateText}");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var state = await reckon.RunAsync(GsiForms.Of(Year).CountingDay(Year), ct);
        (Form, Operation) = (state.Form, Operation ?? state.Said.Operation);
        Proposed = state.Form.Lines.Where(l => l.Changeable).ToDictionary(l => l.Line, l => state.Proposed.TryGetValue(l.Line, out var proposed) ? proposed : state.Report[l.Line, state.Form.MainOf(l)]);
    }
}
