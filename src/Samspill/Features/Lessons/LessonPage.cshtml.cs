using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>One lesson: who is in it, and moving, cancelling, giving it after all, or another in its place; for the office, who was there.</summary>
[Authorize(Policy = Can.SeeLessons)]
public sealed class LessonPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 500, Proposals = 5;

    [BindProperty] public string? Date { get; set; }
    [BindProperty] public string? Start { get; set; }
    [BindProperty] public Guid? Room { get; set; }
    [BindProperty] public Reach? Reach { get; set; }
    [BindProperty] public CancelCause? Cause { get; set; }
    [BindProperty] public int? Seen { get; set; }

    public LessonLine Lesson { get; private set; } = null!;
    public IReadOnlyList<LessonPupil> Pupils { get; private set; } = [];
    public IReadOnlyDictionary<StaffId, PersonLine> Teachers { get; private set; } = new Dictionary<StaffId, PersonLine>();
    public IReadOnlyList<SelectListItem> Rooms { get; private set; } = [];

    /// <summary>Not one who only stands in.</summary>
    public bool MayChange { get; private set; }

    /// <summary>The lesson that makes up for this one; null for none.</summary>
    public LessonLine? MadeUpBy { get; private set; }

    /// <summary>Free times for a lesson in this one's place.</summary>
    public IReadOnlyList<Slot> Free { get; private set; } = [];
    public FaceKind Face => actor.May(Can.PlanWeek) ? FaceKind.Staff : FaceKind.Teacher;
    public bool IsOver => Lesson.Date < Oslo.Today(clock);

    /// <summary>The office corrects here; who teaches has the day's page.</summary>
    public bool MayTake => actor.May(Can.PlanWeek) && Pupils.Count > 0 && Lesson.TakesAttendance(clock.Wall());

    /// <summary>Whether the group's class list is one's to have now: one who stands in has it for the day.</summary>
    public bool HasList => Lesson.Date == Oslo.Today(clock) || MayChange && !IsOver;
    public string Name(PersonLine person) => disclosure.Name(person);
    public string Title => Lesson.Name ?? (Pupils.Count > 0 ? Name(Pupils[0].Person) : Lesson.Course);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostMoveAsync(Guid id, [FromServices] MoveLesson move, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        if (!MayChange) return NotFound();
        if (Typed() is not { } slot) return Page();
        var typed = new Typed(ModelState, texts);
        var reach = typed.Choice(nameof(Reach), Reach);
        if (!typed.IsFine) return Page();
        if ((await move.RunAsync(Lesson.Id, new Moving(slot.Date, slot.Start, slot.Room, reach, Seen ?? -1), ct)).Refused(out var why, out var moved)) return await RefuseAsync(id, why, ct);
        TempData["Notice"] = Said(moved);
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostCancelAsync(Guid id, [FromServices] CancelLesson cancel, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct) || !MayChange) return NotFound();
        if (Cause is not { } cause)
        {
            ModelState.AddModelError(nameof(Cause), texts["form.missing"]);
            Fill();
            return Page();
        }
        if ((await cancel.RunAsync(Lesson.Id, cause, Seen ?? -1, ct)).Refused(out var why)) return await RefuseAsync(id, why, ct);
        TempData["Notice"] = texts["lesson.cancel.done"];
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostRestoreAsync(Guid id, [FromServices] CancelLesson cancel, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct) || !MayChange) return NotFound();
        if ((await cancel.RestoreAsync(Lesson.Id, Seen ?? -1, ct)).Refused(out var why)) return await RefuseAsync(id, why, ct);
        TempData["Notice"] = texts["lesson.restore.done"];
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, [FromServices] AddLesson add, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct) || !MayChange) return NotFound();
        if (Typed() is not { } slot) return Page();
        if ((await add.RunAsync(Lesson.Id, slot.Date, slot.Start, Lesson.Minutes, slot.Room, ct)).Refused(out var why, out var made)) return await RefuseAsync(id, why, ct);
        TempData["Notice"] = texts["lesson.add.done"];
        return RedirectToPage(new { id = made.Value });
    }

    public async Task<IActionResult> OnPostTapAsync(Guid id, [FromForm] string? tap, [FromServices] TakeAttendance take, CancellationToken ct)
    {
        if (AttendanceList.Read(tap) is not { } said) return BadRequest();
        if ((await take.RunAsync(new LessonId(id), said.Pupil, said.Presence, null, ct)).Refused(out var why)) return await RefuseAsync(id, why, ct);
        return RedirectToPage(null, null, new { id }, "elever");
    }

    public async Task<IActionResult> OnPostRegretAsync(Guid id, [FromServices] TakeAttendance take, CancellationToken ct)
    {
        if ((await take.RegretAsync(new LessonId(id), Seen ?? -1, ct)).Refused(out var why)) return await RefuseAsync(id, why, ct);
        TempData["Notice"] = texts["lesson.regret.done"];
        return RedirectToPage(new { id });
    }

    private string Said(Moved moved)
    {
        if (moved.Count == 0) return texts["lesson.move.nothing"];
        var done = texts["lesson.move.done", moved.Count];
        if (moved.Stayed.Count == 0) return done;
        return $"{done} {texts["lesson.move.stayed", moved.Stayed.Count]} {string.Join(" ", moved.Stayed.Take(3).Select(s => $"{Show.Date(s.Date)}: {texts[$"refusal.{s.Why.Code}", s.Why.Facts]}"))}";
    }

    private (DateOnly Date, TimeOnly Start, RoomId Room)? Typed()
    {
        var typed = new Typed(ModelState, texts);
        var date = typed.Date(nameof(Date), Date);
        var start = ClockTime.Read(Start);
        if (start is null) typed.Wrong(nameof(Start), texts["lesson.time.wrong"]);
        if (Room is null) typed.Wrong(nameof(Room), texts["form.missing"]);
        return typed.IsFine ? (date, start!.Value, new RoomId(Room!.Value)) : null;
    }

    private void Fill()
    {
        Date ??= Lesson.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Start ??= Lesson.Start.ToString("HH:mm", CultureInfo.InvariantCulture);
        Room ??= Lesson.Room.Value;
    }

    private async Task<IActionResult> RefuseAsync(Guid id, Rejection why, CancellationToken ct)
    {
        if (!await ShowAsync(id, ct)) return NotFound();
        ModelState.Remove(nameof(Seen)); // the page shows how it stands now
        Fill();
        return this.Refuse(why);
    }

    private async Task<bool> ShowAsync(Guid id, CancellationToken ct)
    {
        var (lesson, today) = (new LessonId(id), Oslo.Today(clock));
        if (await db.Lines(db.Lessons.SeenBy(actor, today).Where(l => l.Id == lesson)).AsNoTracking().SingleOrDefaultAsync(ct) is not { } line) return false;
        Lesson = line;
        Pupils = [.. (await db.PupilsAsync([line.Id], disclosure, ct))[line.Id]];
        Teachers = await db.StaffNamesAsync(line.Substitute is { } other ? [line.Teacher, other] : [line.Teacher], ct);
        MayChange = actor.May(Can.PlanWeek) || line.Teacher == actor.Staff;
        foreach (var person in Pupils.Select(p => p.Person).Concat(Teachers.Values)) Name(person); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
        if (!MayChange) return true;
        MadeUpBy = await db.Lines(db.Lessons.Where(l => l.State != LessonState.Cancelled && db.Lessons.Any(c => c.Id == lesson && c.MadeUpBy == l.Id))).AsNoTracking().FirstOrDefaultAsync(ct);
        if (line.IsCancelled && MadeUpBy is null) Free = await db.FreeTimesAsync(line, today.AddDays(1), Proposals, ct);
        var rooms = await db.Rooms.Join(db.Sites, r => r.Site, s => s.Id, (r, s) => new { r.Id, r.Name, Site = s.Name }).OrderBy(x => x.Site).ThenBy(x => x.Name).Take(Most).ToListAsync(ct);
        var sites = rooms.Select(r => r.Site).Distinct().ToDictionary(s => s, s => new SelectListGroup { Name = s });
        Rooms = [.. rooms.Select(r => new SelectListItem { Text = r.Name, Value = r.Id.Value.ToString(), Group = sites[r.Site] })];
        return true;
    }
}
