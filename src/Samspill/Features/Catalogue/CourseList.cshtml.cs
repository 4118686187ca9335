using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Catalogue;

/// <summary>The office's list of all courses, drafts and closed ones too.</summary>
[Authorize(Policy = Can.EditCatalogue)]
public sealed class CourseListPage(SamspillDb db, Actor actor, Texts texts) : PageModel
{
    private const int Size = 50;

    public CourseQuery Query { get; private set; } = null!;
    public IReadOnlyList<CourseRow> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = null!;
    public IReadOnlyDictionary<CourseStatus, int> Counts { get; private set; } = new Dictionary<CourseStatus, int>();
    public IReadOnlyList<Filter> Filters { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Query = CourseQuery.From(Request.Query);
        Counts = await db.Courses.GroupBy(c => c.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var total = await Query.Of(db.Courses).CountAsync(ct);
        _ = int.TryParse(Request.Query["side"], NumberStyles.None, CultureInfo.InvariantCulture, out var page);
        Paging = Paging.At(page, Size, total);
        Rows = await db.CourseRowsAsync(Query, (Paging.Page - 1) * Size, Size, ct);
        List<Filter> filters = [];
        if (Query.Text is { } text) filters.Add(new Filter(texts["find.chip.words", text], Request.Without("q")));
        if (Query.Discipline is { } discipline) filters.Add(new Filter(texts.Name(discipline), Request.Without("fag")));
        if (Query.Form is { } form) filters.Add(new Filter(texts.Name(form), Request.Without("form")));
        Filters = filters;
    }

    /// <summary>The same list, all of it.</summary>
    public IActionResult OnGetXlsx(CancellationToken ct)
    {
        var query = CourseQuery.From(Request.Query);
        return !actor.May(Can.ExportLists) ? Forbid() : new ListFile("tilbud",
            [texts["export.column.code"], texts["export.column.course"], texts["katalog.discipline"], texts["katalog.form"], texts["katalog.status"], texts["unit.age"], texts["export.column.seats"], texts["export.column.taken"], texts["export.column.held"], texts["export.column.fee"], texts["katalog.site"]],
            WholeList.Of<CourseRow>(async (page, size) => await db.CourseRowsAsync(query, (page - 1) * size, size, ct)).Select(c => (IReadOnlyList<XlsxCell>)
            [
                c.Code, c.Name, texts.Name(c.Discipline), texts.Name(c.Form), texts.Name(c.Status), c.AgeFrom is null && c.AgeTo is null ? null : $"{c.AgeFrom}–{c.AgeTo}", c.Capacity, c.Taken, c.Held, c.FeePerTerm is { } fee ? fee.Ore / 100m : (decimal?)null, c.Site,
            ]));
    }
}
