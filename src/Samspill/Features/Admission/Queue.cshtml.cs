using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A course, as its queue's page shows it.</summary>
public sealed record QueueCourse(CourseId Id, string Code, string Name, int? Capacity, int Taken, int Held)
{
    public int Free => Math.Max(0, (Capacity ?? 0) - Taken - Held);
}

/// <summary>One who waits, with what this reader may see.</summary>
public sealed record QueueLine(QueueRow Row, bool Open, string Name, string? School, string? Holds);

[Authorize(Policy = Can.SeeAdmission)]
public sealed class QueuePage(SamspillDb db, Actor actor, FillVacancies fill, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    private int Size { get; set; } = PageSize;

    public QueueCourse Course { get; private set; } = null!;
    public IReadOnlyList<QueueLine> Rows { get; private set; } = [];
    public Paging Paging { get; private set; } = new(1, PageSize, 0);
    public int Waiting { get; private set; }
    public int Offers { get; private set; }
    public bool HasRules { get; private set; }
    public bool MayRun => actor.May(Can.RunAdmission);

    /// <summary>Whether the reader may leave somebody out: in a group, when the rules let one.</summary>
    public bool MayPassOver { get; private set; }

    /// <summary>How many offers filling would make.</summary>
    public int WouldFill => Math.Min(Course.Free, Waiting);

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "alder")]
    public int? Age { get; set; }

    /// <summary>ja: only those with a place from before; nei: only those without.</summary>
    [BindProperty(SupportsGet = true, Name = "plass")]
    public string? Holding { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<int> AllAges { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string course, CancellationToken ct) => await LoadAsync(course, ct) ? Page() : NotFound();

    /// <summary>The same list, all of it.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(string course, CancellationToken ct)
    {
        if (!actor.May(Can.ExportLists)) return Forbid();
        (PageNumber, Size) = (1, int.MaxValue);
        if (!await LoadAsync(course, ct)) return NotFound();
        return new ListFile($"ko-{Course.Code}", [texts["list.number"], texts["list.name"], texts["unit.age.short"], texts["list.school"], texts["list.rank"], texts["list.applied"]], Rows.ToAsyncEnumerable().Select(l => (IReadOnlyList<XlsxCell>)
            [l.Row.Number, l.Name, l.Open ? l.Row.Age : (int?)null, l.School, l.Open ? l.Row.Rank : (int?)null, l.Open ? Oslo.At(l.Row.AppliedAt) : (DateTimeOffset?)null]));
    }

    public async Task<IActionResult> OnPostFillAsync(string course, CancellationToken ct)
    {
        if (!MayRun) return Forbid();
        var id = await db.Courses.Where(c => c.Code == course).Select(c => (CourseId?)c.Id).SingleOrDefaultAsync(ct);
        if (id is null) return NotFound();
        if ((await fill.RunAsync([id.Value], ct)).Refused(out var why, out var filled)) return await LoadAsync(course, ct) ? this.Refuse(why) : NotFound();
        TempData["Notice"] = texts[filled == 0 ? "queue.filled.none" : "queue.filled", filled];
        return RedirectToPage(new { course });
    }

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        if (await db.Courses.AsNoTracking().Where(c => c.Code == code).Select(c => new QueueCourse(c.Id, c.Code, c.Name, c.Capacity, c.Taken, c.Held)).SingleOrDefaultAsync(ct) is not { } course) return false;
        Course = course;
        var today = Oslo.Today(clock);
        var rules = await db.RuleSetInForceAsync(today, ct);
        HasRules = rules is not null;
        MayPassOver = MayRun && rules?.Rules.MayPassOver == true && await db.Courses.AnyAsync(c => c.Id == course.Id && c.Form != TeachingForm.Individual, ct);
        var queue = await db.QueueOfAsync(course.Id, today, ct);
        Waiting = queue.Count;
        Offers = await db.Offers.CountAsync(o => o.Course == course.Id, ct);
        AllAges = [.. queue.Select(r => r.Age).Distinct().Order()];

        var ids = queue.Select(r => r.Pupil).ToList();
        var people = await (from p in db.People.AsNoTracking() where ids.Contains(p.Id)
                            select new { Line = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), p.SearchName, School = db.Sites.Where(s => s.Id == p.School).Select(s => s.Name).FirstOrDefault() })
            .ToDictionaryAsync(p => p.Line.Id, ct);
        bool Fits(QueueRow row) =>
            (Age is null || row.Age == Age) &&
            (Holding switch { "ja" => row.Holds.Count > 0, "nei" => row.Holds.Count == 0, _ => true }) &&
            (string.IsNullOrWhiteSpace(Search) || disclosure.Opens(row.Pupil, people[row.Pupil].Line.Shield) && people[row.Pupil].SearchName.Contains(Search.Trim().ToLowerInvariant(), StringComparison.Ordinal));
        var fitting = queue.Where(Fits).ToList();
        Paging = Paging.At(PageNumber, Size, fitting.Count);
        var shown = fitting.Skip((Paging.Page - 1) * Size).Take(Size).ToList();

        var held = shown.SelectMany(r => r.Holds).Distinct().ToList();
        var names = await db.Courses.Where(c => held.Contains(c.Code)).ToDictionaryAsync(c => c.Code, c => c.Name, ct);
        Rows = [.. shown.Select(row => (row, person: people[row.Pupil])).Select(x => new QueueLine(x.row, disclosure.Opens(x.row.Pupil, x.person.Line.Shield), disclosure.Name(x.person.Line),
            disclosure.Show(x.row.Pupil, x.person.Line.Shield, x.person.School),
            disclosure.Show(x.row.Pupil, x.person.Line.Shield, x.row.Holds.Count == 0 ? texts["list.no"] : string.Join(", ", x.row.Holds.Select(h => names[h])))))];
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
        return true;
    }
}
