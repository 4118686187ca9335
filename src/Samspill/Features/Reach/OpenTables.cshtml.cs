using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Reach;
using Samspill.Features.Shared;
using Samspill.Formats;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Reach;

/// <summary>The tables to print, take out and give to others: small figures are hidden.</summary>
[Authorize(Policy = Can.SeeReach)]
public sealed class OpenTablesPage(SamspillDb db, ReckonReach reckon, Actor actor, Texts texts) : PageModel
{
    public ReachState State { get; private set; } = null!;
    public IReadOnlyList<OpenLine> Lines { get; private set; } = [];
    public bool MayExport => actor.May(Can.ExportLists);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken ct)
    {
        if (!MayExport) return Forbid();
        await LoadAsync(ct);
        return new ListFile("rekkevidde", Header, Lines.Select(l => (IReadOnlyList<XlsxCell>)
            [texts[$"reach.by.{l.Table}"], NameOf(l), Cell(l.Population), Cell(l.Pupils), Cell(l.NotReached), Cell(l.Waiting), l.Share is { } share ? (decimal?)Math.Round((decimal)share, 3) : null]).ToAsyncEnumerable());
    }

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        if (!MayExport) return Forbid();
        await LoadAsync(ct);
        db.Note("exported", "List rekkevidde", "csv");
        await db.SaveChangesAsync(ct);
        using var file = new MemoryStream();
        SafeCsv.Write(file, Header, Lines.Select(l => (IReadOnlyList<string>)[texts[$"reach.by.{l.Table}"], NameOf(l), Text(l.Population), Text(l.Pupils), Text(l.NotReached), Text(l.Waiting), l.Share?.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture) ?? ""]));
        return new FileContentResult(file.ToArray(), "text/csv; charset=utf-8") { FileDownloadName = "rekkevidde.csv" };
    }

    /// <summary>Districts and schools have a name; ages, sexes and programmes a word.</summary>
    public string NameOf(OpenLine line) => line.Table switch
    {
        "total" => texts["reach.total"],
        "age" => texts["reach.age.years", line.Key],
        "sex" => texts[$"reach.sex.{line.Key.ToLowerInvariant()}"],
        "programme" => texts[$"programme.{line.Key.ToLowerInvariant()}"],
        _ => line.Key.Length == 0 ? texts["reach.nowhere"] : line.Name,
    };

    /// <summary>A figure as it is shown: a hidden one is a colon, one that is not known a dash.</summary>
    public static string Say(OpenFigure figure) => figure.IsHidden ? ":" : Show.Number(figure.Value);

    private IReadOnlyList<string> Header => [texts["reach.open.table"], texts["reach.open.group"], texts["reach.inhabitants"], texts["reach.pupils"], texts["reach.notreached"], texts["reach.waiting"], texts["reach.share"]];

    private async Task LoadAsync(CancellationToken ct)
    {
        // Never a year of the reader's choice: what one year's table hides of the pupils, another's would show.
        State = await reckon.RunAsync(null, ReachReport.SchoolAgeFrom, ReachReport.SchoolAgeTo, ct);
        Lines = OpenReach.Of(State.Report, State.Sites);
    }

    private static XlsxCell Cell(OpenFigure figure) => figure.IsHidden ? (XlsxCell)":" : figure.Value;

    private static string Text(OpenFigure figure) => figure.IsHidden ? ":" : figure.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
