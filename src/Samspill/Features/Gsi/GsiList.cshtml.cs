using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Features.Counties;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Gsi;

/// <summary>What a figure of the report is made of: pupils, places, courses with their hours, or positions.</summary>
[Authorize(Policy = Can.ReportGsi)]
public sealed class GsiListPage(SamspillDb db, ReckonGsi reckon, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "dato")]
    public DateOnly? Asked { get; set; }

    [BindProperty(SupportsGet = true, Name = "linje")]
    public string? LineNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "kolonne")]
    public string? ColumnName { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int PageNumber { get; set; } = 1;

    public GsiState State { get; private set; } = null!;
    public GsiLine Line { get; private set; } = null!;
    public string Column { get; private set; } = "";
    private IReadOnlyList<GsiLine> Parts => State.Form.PartsOf(Line);

    /// <summary>Names of the columns, the first of them of the rows' heads.</summary>
    public IReadOnlyList<string> Header { get; private set; } = [];
    public IReadOnlyList<IReadOnlyList<ListCell>> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, Size, 0);
    public DateOnly Date => GsiPage.DateOf(Asked, clock);
    public string DateText => Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        await RowsAsync(PageNumber, Size, ct);
        await db.SaveChangesAsync(ct); // that somebody protected was seen
        return Page();
    }

    /// <summary>The same list, all of it.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken ct)
    {
        if (!actor.May(Can.ExportLists)) return Forbid();
        if (!await LoadAsync(ct)) return NotFound();
        await RowsAsync(1, 100_000, ct);
        return new ListFile($"gsi-{Line.Line}-{Column}", Header, Rows.Select(row => (IReadOnlyList<XlsxCell>)[.. row.Select(c => c.Cell)]).ToAsyncEnumerable());
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        State = await reckon.RunAsync(Date, ct);
        if ((LineNumber is null ? State.Form.Lines.FirstOrDefault(State.Form.HasList) : State.Form.Find(LineNumber)) is not { } line || !State.Form.HasList(line)) return false;
        if ((ColumnName is null ? State.Form.MainOf(line) : line.Columns.FirstOrDefault(c => c == ColumnName)) is not { } column) return false;
        (Line, Column) = (line, column);
        return true;
    }

    private Task RowsAsync(int page, int size, CancellationToken ct) => Parts[0].Counts switch { "hours" => HoursAsync(page, size, ct), "staff" => StaffAsync(ct), _ => PeopleAsync(page, size, ct) };

    private async Task PeopleAsync(int page, int size, CancellationToken ct)
    {
        var people = db.BehindGsi(actor, State, Line, Column)!;
        var byCourse = Parts[0].Counts == "places";
        Header = [texts["people.name"], texts["gsi.list.born"], texts["gsi.municipality"], .. byCourse ? [texts["gsi.list.course"]] : Array.Empty<string>()];
        Paging = Paging.At(page, size, await people.CountAsync(ct));
        var rows = await people.Skip((Paging.Page - 1) * size).Take(size).ToListAsync(ct);
        Rows = [.. rows.Select(p => (IReadOnlyList<ListCell>)
        [
            new(disclosure.Name(p.Line)), new(disclosure.Show(p.Id, p.Shield, p.BirthDate?.Year.ToString(CultureInfo.InvariantCulture))), new(disclosure.Show(p.Id, p.Shield, p.Municipality is { } home ? Country.Named(home) : null)),
            .. byCourse ? [new ListCell(disclosure.Show(p.Id, p.Shield, p.Course))] : Array.Empty<ListCell>(),
        ])];
    }

    private async Task HoursAsync(int page, int size, CancellationToken ct)
    {
        var of = Parts.SelectMany(p => GsiReport.DisciplinesOf(State.Form, p)).ToList();
        var courses = from l in new CountedOn(db, Date).Lessons
                      join g in db.Groups on l.Group equals g.Id
                      join c in db.Courses on g.Course equals c.Id
                      where of.Contains(c.Discipline)
                      group l by new { c.Code, c.Name } into byCourse
                      select new { byCourse.Key.Code, byCourse.Key.Name, Lessons = byCourse.Count(), Minutes = byCourse.Sum(l => (long)l.Minutes) };
        Header = [texts["gsi.list.course"], texts["gsi.list.lessons"], texts["gsi.list.hours"]];
        Paging = Paging.At(page, size, await courses.CountAsync(ct));
        var rows = await courses.OrderBy(c => c.Code).Skip((Paging.Page - 1) * size).Take(size).ToListAsync(ct);
        Rows = [.. rows.Select(c => (IReadOnlyList<ListCell>)[new(c.Name), new((long)c.Lessons), new(Math.Round(c.Minutes / 60m, 1))])];
    }

    private async Task StaffAsync(CancellationToken ct)
    {
        var positions = await db.GsiPositionsAsync(Date, ct);
        var people = await db.People.Where(p => db.Staff.Any(s => s.Person == p.Id)).OrderBy(p => p.Id).Take(positions.Count + 1).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToDictionaryAsync(p => p.Id, ct);
        var counted = positions.Select(p => (Position: p, Percent: Percent(p.Share))).Where(p => p.Percent != 0 && people.ContainsKey(p.Position.Person)).ToList();
        Header = [texts["people.name"], texts["gsi.list.role"], texts["gsi.list.position"], texts["gsi.list.counted"]];
        Paging = new Paging(1, Math.Max(Size, counted.Count), counted.Count);
        Rows = [.. counted.Select(p => (IReadOnlyList<ListCell>)
            [new(disclosure.Name(people[p.Position.Person])), new(texts[$"gsi.role.{p.Position.Share.Role.ToString().ToLowerInvariant()}"]), new((long)p.Position.Share.Percent), new((long)p.Percent)])];
    }

    private int Percent(StaffShare share) => Parts.Sum(p => Percent(p, share));

    /// <summary>What of a position a line counts.</summary>
    private static int Percent(GsiLine line, StaffShare share) => line.Of switch
    {
        "principal" => share.Role == Domain.People.StaffRole.Principal ? share.Percent - share.Teaching : 0,
        "office" => share.Role is Domain.People.StaffRole.Office or Domain.People.StaffRole.Other ? share.Percent - share.Teaching : 0,
        _ => share.Teaching,
    };
}

/// <summary>A cell of a list, as it is shown and as it stands in a spreadsheet.</summary>
public sealed record ListCell(string Text, XlsxCell Cell, bool IsNumber)
{
    public ListCell(string? text) : this(text ?? Show.None, text, false) { }

    public ListCell(long number) : this(Show.Number(number), (long?)number, true) { }

    public ListCell(decimal number) : this(Show.Number((double)number, 1), (decimal?)number, true) { }
}
