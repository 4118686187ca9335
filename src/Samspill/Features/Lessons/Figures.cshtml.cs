using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>The year's lessons in figures: planned, given, cancelled, who was there, and what they take of rooms and ways.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class FiguresPage(SamspillDb db, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>What may be counted by, as it stands in the address.</summary>
    public static readonly IReadOnlyList<(string Word, FiguresBy By)> Ways = [("maned", FiguresBy.Month), ("fag", FiguresBy.Subject), ("sted", FiguresBy.Site), ("bydel", FiguresBy.District)];

    [BindProperty(SupportsGet = true, Name = "etter")]
    public string? Word { get; set; }

    public FiguresBy By => Ways.Where(w => w.Word == Word).Select(w => w.By).FirstOrDefault();
    public IReadOnlyList<LessonFigure> Figures { get; private set; } = [];
    public int SchoolYear => Domain.School.SchoolYear.Of(Oslo.Today(clock));

    public async Task OnGetAsync(CancellationToken ct) => Figures = await db.LessonFiguresAsync(SchoolYear, By, ct);

    public IActionResult OnGetXlsx(CancellationToken ct)
    {
        if (!actor.May(Can.ExportLists)) return Forbid();
        return new ListFile("timer", [texts[$"figures.by.{Ways.First(w => w.By == By).Word}"], texts["figures.planned"], texts["figures.given"], texts["figures.cancelled"], texts["figures.here"], texts["figures.away"], texts["figures.room-minutes"], texts["figures.open-minutes"], texts["figures.travel-minutes"]], RowsAsync(ct));
    }

    public string NameOf(LessonFigure figure) => By == FiguresBy.Month
        ? DateOnly.ParseExact(figure.Key + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("MMMM yyyy", CultureInfo.CurrentCulture)
        : figure.Key.Length == 0 ? texts["figures.nowhere"] : figure.Key;

    private async IAsyncEnumerable<IReadOnlyList<XlsxCell>> RowsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var figure in await db.LessonFiguresAsync(SchoolYear, By, ct)) yield return [NameOf(figure), figure.Planned, figure.Given, figure.Cancelled, figure.Here, figure.Away, figure.Minutes, figure.Open, figure.Travel];
    }
}
