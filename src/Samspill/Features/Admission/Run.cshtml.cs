using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>How a run went for some part of those who asked: a course, a district, an age.</summary>
public sealed record RunShare(string Name, string? Code, int? Seats, int Wishes, int Placed, int Waiting, int Other);

/// <summary>A wish in the list of who got what.</summary>
public sealed record RunPerson(RunRow Row, string Name, string? Age, string CourseName, bool Open, bool Group);

[Authorize(Policy = Can.SeeAdmission)]
public sealed class RunPage(SamspillDb db, Actor actor, OpenSchool school, ReplayRun replay, OpenedRuns opened, Disclosure disclosure, Texts texts) : PageModel
{
    private const int PageSize = 50;

    private int Size { get; set; } = PageSize;

    public Run Run { get; private set; } = null!;
    public AdmissionRound? Round { get; private set; }
    public RuleSet Rules { get; private set; } = null!;
    public OpenedRun Opened { get; private set; } = null!;
    public IReadOnlyList<RunShare> Shares { get; private set; } = [];
    public IReadOnlyList<RunShare> Ages { get; private set; } = [];
    public IReadOnlyList<RunPerson> People { get; private set; } = [];
    public IReadOnlyDictionary<string, string> CourseNames { get; private set; } = new Dictionary<string, string>();
    public Paging Paging { get; private set; } = new(1, PageSize, 0);
    public Replay? Replayed { get; private set; }
    public int Children { get; private set; }
    public int ChildrenPlaced { get; private set; }
    public int FirstWishes { get; private set; }

    /// <summary>It tried rules that nobody has adopted.</summary>
    public bool IsDraft { get; private set; }

    /// <summary>Wishes left out because not all the children of a family could get a place.</summary>
    public int SetAside { get; private set; }
    public bool MayRun => actor.May(Can.RunAdmission);

    /// <summary>Whether somebody may still be left out of the round.</summary>
    public bool MayPassOver => MayRun && Round is { Published: null } && Rules.Rules.MayPassOver;

    /// <summary>Which view: courses, districts or people; the overview when empty.</summary>
    [BindProperty(SupportsGet = true, Name = "vis")]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true, Name = "utfall")]
    public DecisionOutcome? Outcome { get; set; }

    [BindProperty(SupportsGet = true, Name = "tilbud")]
    public string? CourseFilter { get; set; }

    [BindProperty(SupportsGet = true, Name = "side")]
    public int PageNumber { get; set; } = 1;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostReplayAsync(Guid id, CancellationToken ct)
    {
        if ((await replay.RunAsync(new RunId(id), ct)).Refused(out _, out var replayed) || !await LoadAsync(id, ct)) return NotFound();
        Replayed = replayed;
        await ShowAsync(ct);
        return Page();
    }

    /// <summary>Who got what, with the same filter, all of it.</summary>
    public async Task<IActionResult> OnGetXlsxAsync(Guid id, CancellationToken ct)
    {
        if (!actor.May(Can.ExportLists)) return Forbid();
        if (!await LoadAsync(id, ct)) return NotFound();
        (PageNumber, Size, View) = (1, int.MaxValue, "hvem");
        await ShowAsync(ct);
        return new ListFile($"kjoring-{Run.Number}", [texts["list.name"], texts["unit.age.short"], texts["run.course"], texts["list.rank"], texts["list.applied"], texts["run.outcome"], texts["list.number"]], People.ToAsyncEnumerable().Select(p => (IReadOnlyList<XlsxCell>)
            [p.Name, p.Age is null ? (int?)null : p.Row.Age, p.CourseName, p.Row.Rank, Oslo.At(p.Row.AppliedAt), texts[$"outcome.{Words.Of(p.Row.Outcome)}"], p.Row.Queue]));
    }

    public Task<IActionResult> OnGetProblemAsync(Guid id, CancellationToken ct) => DownloadAsync(id, "problem", run => run.Problem, ct);

    public Task<IActionResult> OnGetResultAsync(Guid id, CancellationToken ct) => DownloadAsync(id, "result", run => run.Result, ct);

    private async Task<IActionResult> DownloadAsync(Guid id, string what, Func<Run, byte[]> part, CancellationToken ct)
    {
        if (!MayRun) return Forbid();
        if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == new RunId(id), ct) is not { } run) return NotFound();
        db.Note("downloaded", $"Run {id}", what);
        await db.SaveChangesAsync(ct);
        return File(KeptRun.Unpack(part(run)), "application/json", $"{school.Slug}-{run.Number}.{what}.json");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == new RunId(id), ct) is not { } run) return false;
        Run = run;
        Opened = opened.Open(run);
        Rules = await db.RuleSets.AsNoTracking().SingleAsync(s => s.Id == run.Rules, ct);
        Round = run.Round is null ? null : await db.Rounds.AsNoTracking().SingleAsync(r => r.Id == run.Round, ct);
        return true;
    }

    private async Task ShowAsync(CancellationToken ct)
    {
        var rows = Opened.Rows;
        Children = rows.Select(r => r.Pupil).Distinct().Count();
        ChildrenPlaced = rows.Where(r => r.Outcome == DecisionOutcome.Placed).Select(r => r.Pupil).Distinct().Count();
        FirstWishes = rows.Count(r => r is { Outcome: DecisionOutcome.Placed, Rank: 1 });
        IsDraft = await db.Scenarios.AnyAsync(s => s.Id == Run.Scenario && s.RuleSet == null, ct);
        SetAside = await db.SetAsides.CountAsync(s => s.Run == Run.Id, ct);
        CourseNames = await db.Courses.AsNoTracking().Select(c => new { c.Code, c.Name }).ToDictionaryAsync(c => c.Code, c => c.Name, ct);
        switch (View)
        {
            case "tilbud":
                var courses = Group(rows, r => r.Course).Select(s => s with { Name = CourseNames[s.Name], Code = s.Name, Seats = Opened.Seats[s.Name] }).OrderByDescending(s => s.Waiting).ThenBy(s => s.Name, StringComparer.CurrentCulture).ToList();
                Paging = Page(courses.Count);
                Shares = [.. courses.Skip((Paging.Page - 1) * Size).Take(Size)];
                break;
            case "hvem":
                await ShowPeopleAsync(ct);
                break;
            default:
                var districts = await (from a in db.Applications join p in db.People on a.Pupil equals p.Id join s in db.Sites on p.School equals s.Id where s.District != null select new { p.Id, District = s.District! }).Distinct().ToDictionaryAsync(p => p.Id, p => p.District, ct);
                Shares = [.. Group(rows, r => districts.GetValueOrDefault(r.Pupil, texts["run.district.none"])).OrderByDescending(s => s.Wishes)];
                Ages = [.. rows.GroupBy(r => r.Age).OrderBy(g => g.Key).Select(g => Share(Show.Number(g.Key), g))];
                break;
        }
    }

    private async Task ShowPeopleAsync(CancellationToken ct)
    {
        var rows = Opened.Rows.Where(r => (Outcome is null || r.Outcome == Outcome) && (string.IsNullOrEmpty(CourseFilter) || r.Course == CourseFilter)).ToList();
        Paging = Page(rows.Count);
        var shown = rows.Skip((Paging.Page - 1) * Size).Take(Size).ToList();
        var ids = shown.Select(r => r.Pupil).ToList();
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToDictionaryAsync(p => p.Id, ct);
        var groups = !MayPassOver ? [] : (await db.Courses.Where(c => c.Form != Domain.Catalogue.TeachingForm.Individual).Select(c => c.Code).ToListAsync(ct)).ToHashSet();
        People = [.. shown.Select(r => (r, person: people[r.Pupil])).Select(x => new RunPerson(
            x.r, disclosure.Name(x.person), disclosure.Show(x.person.Id, x.person.Shield, Show.Number(x.r.Age)), CourseNames[x.r.Course], disclosure.Opens(x.person.Id, x.person.Shield), groups.Contains(x.r.Course)))];
        await db.SaveChangesAsync(ct); // a look at a protected person is noted
    }

    private static IEnumerable<RunShare> Group(IEnumerable<RunRow> rows, Func<RunRow, string> by) => rows.GroupBy(by).Select(g => Share(g.Key, g));

    private static RunShare Share(string name, IEnumerable<RunRow> rows)
    {
        var counts = rows.CountBy(r => r.Outcome).ToDictionary();
        var (placed, waiting) = (counts.GetValueOrDefault(DecisionOutcome.Placed), counts.GetValueOrDefault(DecisionOutcome.Waiting));
        return new RunShare(name, null, null, counts.Values.Sum(), placed, waiting, counts.Values.Sum() - placed - waiting);
    }

    private Paging Page(int total) => Paging.At(PageNumber, Size, total);
}
