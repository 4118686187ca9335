using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Domain.Timetables;
using Samspill.Features.Groups;
using Samspill.Features.Shared;
using Samspill.Formats.Xlsx;
using Samspill.Host;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>A plan as a board: drawn and dragged by the script, and the same as a list and forms without it.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class BoardPage(SamspillDb db, OpenSchool school, WeekBoards boards, MoveLesson move, Disclosure disclosure, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The lesson whose panel is open.</summary>
    [BindProperty(SupportsGet = true, Name = "time")]
    public Guid? Chosen { get; set; }

    public WeekPlan Plan { get; private set; } = null!;
    public BoardQuery Query { get; private set; } = null!;
    public IReadOnlyList<BoardLesson> Lessons { get; private set; } = [];

    /// <summary>Whom or what one may choose, by name.</summary>
    public IReadOnlyList<(Guid Id, string Name)> Choices { get; private set; } = [];

    /// <summary>Groups without a place in this plan, the first of them.</summary>
    public IReadOnlyList<(Guid Group, string Name, string Course)> Without { get; private set; } = [];
    public int WithoutCount { get; private set; }
    public LessonPanel? Panel { get; private set; }
    public string WhoseName => Choices.Where(c => c.Id == Query.Whose).Select(c => c.Name).FirstOrDefault() ?? "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        if (Chosen is { } group) Panel = await PanelAsync(new GroupId(group), null, [], ct);
        return Page();
    }

    /// <summary>The lessons for the script.</summary>
    public async Task<IActionResult> OnGetTimerAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct)) return NotFound();
        Response.Headers.CacheControl = "no-store";
        return new JsonResult(new
        {
            lessons = Lessons.Select(l => new { id = l.Group.Value, title = l.Name, course = l.Course, day = UsualHours.CodeOf(l.Day), start = Iso(l.Start), end = Iso(l.End), room = l.Room.Value, roomName = l.RoomName, teacher = l.Teacher.Value, teacherName = l.TeacherName, kind = l.IsIndividual ? "one" : "group", locked = l.Locked, accepted = l.Accepted, version = l.Version }),
        });
    }

    /// <summary>The whole week as a spreadsheet.</summary>
    public async Task<IActionResult> OnGetXlsxAsync([FromServices] Actor actor, CancellationToken ct)
    {
        if (!actor.May(Can.ExportLists)) return Forbid();
        if (!await LoadPlanAsync(ct)) return NotFound();
        return new ListFile("timeplan", [texts["board.day"], texts["board.start"], texts["board.end"], texts["weekrun.who"], texts["weekrun.course"], texts["board.room"], texts["board.teacher"], texts["board.rhythm"]],
            WholeWeekAsync(ct).Select(l => (IReadOnlyList<XlsxCell>)[texts[$"day.{UsualHours.CodeOf(l.Day)}"], Iso(l.Start), Iso(l.End), l.Name, l.Course, l.RoomName, l.TeacherName, texts[$"board.rhythm.{l.Rhythm.ToString().ToLowerInvariant()}"]]));
    }

    /// <summary>A lesson's panel alone.</summary>
    public async Task<IActionResult> OnGetPanelAsync(CancellationToken ct)
    {
        if (!await LoadPlanAsync(ct) || Chosen is not { } group) return NotFound();
        Query = BoardQuery.From(Request.Query);
        return await PanelAsync(new GroupId(group), null, [], ct) is { } panel ? Partial("_Lesson", panel) : NotFound();
    }

    /// <summary>Where a lesson could go, while it is dragged.</summary>
    public async Task<IActionResult> OnGetForslagAsync(CancellationToken ct)
    {
        if (!await LoadPlanAsync(ct) || Chosen is not { } group) return NotFound();
        var board = await boards.OfAsync(db, school, Plan, ct);
        if (!board.Knows(new GroupId(group))) return NotFound();
        var minutes = board.LessonOf(new GroupId(group)).Minutes;
        return new JsonResult(board.Alternatives(new GroupId(group)).Select(a => new { day = a.Slot.Day, start = Iso(UsualHours.Time(a.Slot.Start)), end = Iso(UsualHours.Time(a.Slot.Start + minutes)), teacher = Guid.Parse(a.Slot.Teacher), room = Guid.Parse(a.Slot.Room) }));
    }

    public async Task<IActionResult> OnPostFlyttAsync([FromForm] MoveForm form, CancellationToken ct) =>
        await AnswerAsync(form, form.To() is { } to ? await move.RunAsync(new WeekPlanId(Id), new GroupId(form.Group), form.Seen, to, form.Accept, ct) : WeekPlanRejections.TimeUnreadable, "board.moved", ct);

    public async Task<IActionResult> OnPostUtAsync([FromForm] MoveForm form, CancellationToken ct) =>
        await AnswerAsync(form, await move.TakeOutAsync(new WeekPlanId(Id), new GroupId(form.Group), form.Seen, ct), "board.taken-out", ct);

    public async Task<IActionResult> OnPostLaasAsync([FromForm] MoveForm form, CancellationToken ct) =>
        await AnswerAsync(form, await move.LockAsync(new WeekPlanId(Id), new GroupId(form.Group), form.Seen, form.Locked, ct), "board.saved", ct);

    public async Task<IActionResult> OnPostGjentaAsync([FromForm] MoveForm form, CancellationToken ct) => Enum.IsDefined(form.Rhythm)
        ? await AnswerAsync(form, await move.RepeatAsync(new WeekPlanId(Id), new GroupId(form.Group), form.Seen, form.Rhythm, form.Turns, form.Accept, ct), "board.saved", ct)
        : BadRequest();

    /// <summary>What came of it: as JSON for the script; else the board again, with the panel open.</summary>
    private async Task<IActionResult> AnswerAsync(MoveForm form, Outcome<Moved> outcome, string notice, CancellationToken ct)
    {
        var refused = outcome.Refused(out var why, out var moved);
        if (Request.Headers.Accept.ToString().Contains("application/json", StringComparison.Ordinal))
            return await LoadPlanAsync(ct) ? Answer(why, moved, await WordsAsync(moved, ct)) : NotFound();
        if (!await LoadAsync(ct)) return NotFound();
        if (moved is { Done: true })
        {
            TempData["Notice"] = texts[notice];
            return this.SeeOther($"~/timeplan/{Id}{Request.With("time", form.Group.ToString(), without: "handler")}");
        }
        // What somebody else changed meanwhile is shown as it is; anything else as it was typed.
        Panel = await PanelAsync(new GroupId(form.Group), why == WeekPlanRejections.ChangedMeanwhile ? null : form, moved?.Clashes ?? [], ct);
        if (refused) return this.Refuse(why!);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    private JsonResult Answer(Rejection? why, Moved? moved, IReadOnlyList<string> clashes)
    {
        var words = why is null ? null : texts[$"refusal.{why.Code}", why.Facts];
        return new JsonResult(new { done = moved?.Done ?? false, words, clashes, version = moved?.Version, was = Json(moved?.Was), now = Json(moved?.Now) })
        {
            StatusCode = why is not null ? Refusals.Status(why) : moved!.Done ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
        static object? Json(Standing? at) => at is null ? null : new { day = at.Slot.Day, start = Iso(UsualHours.Time(at.Slot.Start)), room = Guid.Parse(at.Slot.Room), teacher = Guid.Parse(at.Slot.Teacher), rhythm = at.Rhythm.ToString() };
    }

    private async Task<IReadOnlyList<string>> WordsAsync(Moved? moved, CancellationToken ct) =>
        moved is { Clashes.Count: > 0 } ? new ClashWords(texts, await WeekNames.OfAsync(db, disclosure, Plan.SchoolYear, ct)).Of(moved.Clashes) : [];

    private async Task<bool> LoadPlanAsync(CancellationToken ct)
    {
        var id = new WeekPlanId(Id);
        if (await db.WeekPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan) return false;
        Plan = plan;
        return true;
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!await LoadPlanAsync(ct)) return false;
        Query = BoardQuery.From(Request.Query);
        Choices = await ChoicesAsync(ct);
        if (Choices.Count > 0 && Choices.All(c => c.Id != Query.Whose)) Query = Query with { Whose = Choices[0].Id };
        Lessons = await db.BoardLessonsAsync(Plan.Id, Query, disclosure, ct);
        var staying = db.Staying();
        var without = db.Groups.Where(g => g.SchoolYear == Plan.SchoolYear && g.ClosedOn == null && staying.Any(m => m.Group == g.Id) && !db.PlannedLessons.Any(l => l.Plan == Plan.Id && l.Group == g.Id));
        WithoutCount = await without.CountAsync(ct);
        if (WithoutCount > 0)
        {
            Without = [.. (await (from g in without
                                  join c in db.Courses on g.Course equals c.Id
                                  orderby c.Name, g.Id
                                  select new { g.Id, g.Name, Course = c.Name, Only = staying.Where(m => m.Group == g.Id).Join(db.People, m => m.Pupil, q => q.Id, (m, q) => new PersonLine(q.Id, q.GivenName, q.FamilyName, q.Shield)).FirstOrDefault() }).Take(50).ToListAsync(ct))
                .Select(x => (x.Id.Value, x.Name ?? (x.Only is { } only ? disclosure.OpenName(only) : x.Course), x.Course))];
        }
        return true;
    }

    private async Task<IReadOnlyList<(Guid, string)>> ChoicesAsync(CancellationToken ct) => Query.Kind switch
    {
        BoardKind.Teacher => [.. (await db.Staff.Where(s => db.GroupTeachers.Any(t => t.Staff == s.Id)).Join(db.People, s => s.Person, p => p.Id, (s, p) => new { s.Id, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), Order = p.Shield == Protection.None ? p.GivenName + " " + p.FamilyName : "" }).OrderBy(x => EF.Functions.Collate(x.Order, "norsk")).Take(1000).ToListAsync(ct)).Select(x => (x.Id.Value, disclosure.OpenName(x.Person)))],
        BoardKind.Room => [.. (await db.Rooms.Join(db.Sites, r => r.Site, s => s.Id, (r, s) => new { r.Id, Name = s.Name + ", " + r.Name }).OrderBy(x => EF.Functions.Collate(x.Name, "norsk")).Take(1000).ToListAsync(ct)).Select(x => (x.Id.Value, x.Name))],
        BoardKind.Site => [.. (await db.Sites.Where(s => db.Rooms.Any(r => r.Site == s.Id)).OrderBy(s => EF.Functions.Collate(s.Name, "norsk")).Select(s => new { s.Id, s.Name }).Take(1000).ToListAsync(ct)).Select(x => (x.Id.Value, x.Name))],
        BoardKind.Pupil when Query.Whose is { } id => [.. (await db.People.Where(p => p.Id == new PersonId(id)).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToListAsync(ct)).Select(p => (p.Id.Value, disclosure.OpenName(p)))],
        _ => [],
    };

    private async IAsyncEnumerable<BoardLesson> WholeWeekAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var (day, _) in UsualHours.Days)
            foreach (var lesson in await db.BoardLessonsAsync(Plan.Id, new BoardQuery(BoardKind.Day, null, day), disclosure, ct)) yield return lesson;
    }

    /// <param name="form">What was tried and not done; null for nothing.</param>
    /// <param name="clashes">What it would have broken.</param>
    private async Task<LessonPanel?> PanelAsync(GroupId group, MoveForm? form, IReadOnlyList<Clash> clashes, CancellationToken ct)
    {
        var board = await boards.OfAsync(db, school, Plan, ct);
        if (!board.Knows(group)) return null;
        var names = await WeekNames.OfAsync(db, disclosure, Plan.SchoolYear, ct);
        var planned = await db.PlannedLessons.AsNoTracking().SingleOrDefaultAsync(l => l.Plan == Plan.Id && l.Group == group, ct);
        var (its, words) = (board.LessonOf(group), new ClashWords(texts, names));
        return new LessonPanel(Plan, Query, names, names.Lessons[group], planned, planned is null ? [] : board.WhyHere(group),
            planned is null ? [] : words.Of(board.ClashesOf(group, WeekProblem.StandingOf(planned))),
            board.Alternatives(group), its.Teachers, [.. board.Problem.Rooms.Where(r => its.Sites.Any(s => s.Id == r.Site)).Select(r => r.Id)], words.Of(clashes), form);
    }

    private static string Iso(TimeOnly time) => time.ToString("HH':'mm", CultureInfo.InvariantCulture);
}

/// <summary>What somebody wants with a lesson: where it is to be, in which weeks, or whether it stays.</summary>
public sealed class MoveForm
{
    public Guid Group { get; set; }

    /// <summary>The version that was seen; −1 for a lesson without a place.</summary>
    public int Seen { get; set; }
    public string? Day { get; set; }
    public string? Start { get; set; }
    public Guid? Room { get; set; }
    public Guid? Teacher { get; set; }
    public Rhythm Rhythm { get; set; }

    /// <summary>It changes times from week to week.</summary>
    public bool Turns { get; set; }
    public bool Locked { get; set; }

    /// <summary>What it breaks is let pass.</summary>
    public bool Accept { get; set; }

    public To? To() => UsualHours.Days.Any(d => d.Code == Day) && ClockTime.Read(Start) is { } start && Enum.IsDefined(Rhythm)
        ? new To(UsualHours.DayOf(Day!), start, Room is { } room ? new RoomId(room) : null, Teacher is { } teacher ? new StaffId(teacher) : null, Rhythm) : null;
}

/// <summary>One lesson of a plan, opened: where it is and why, what it breaks, where else it could be.</summary>
public sealed record LessonPanel(
    WeekPlan Plan, BoardQuery Query, WeekNames Names, NamedLesson Lesson, PlannedLesson? Planned, IReadOnlyList<(CostRule Rule, int Count, long Cost)> Why, IReadOnlyList<string> Breaks,
    IReadOnlyList<Alternative> Alternatives, IReadOnlyList<string> Teachers, IReadOnlyList<string> Rooms, IReadOnlyList<string> Tried, MoveForm? Form);
