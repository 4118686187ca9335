using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>An absence that is not over.</summary>
public sealed record ReportedAbsence(StaffAbsenceId Id, DateOnly From, DateOnly To);

/// <summary>Being away for a day or more: which lessons it is about, and one press; and being back sooner.</summary>
public abstract class IllForm(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 300, MostAbsences = 20;

    [BindProperty(SupportsGet = true, Name = "fra")] public string? FirstDay { get; set; }
    [BindProperty(SupportsGet = true, Name = "til")] public string? LastDay { get; set; }
    [BindProperty] public CancelCause? Cause { get; set; }

    /// <summary>The first day back.</summary>
    [BindProperty(Name = "tilbake")] public string? Back { get; set; }

    public StaffId Who { get; private set; }
    public string Name { get; private set; } = "";
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public IReadOnlyList<LessonLine> Lessons { get; private set; } = [];
    public IReadOnlyList<ReportedAbsence> Absences { get; private set; } = [];
    public ILookup<LessonId, LessonPupil> Pupils { get; private set; } = Array.Empty<LessonPupil>().ToLookup(p => p.Lesson);

    /// <summary>A lesson of one is called after its pupil.</summary>
    public string Title(LessonLine lesson) => lesson.Name ?? (Pupils[lesson.Id].FirstOrDefault() is { } pupil ? $"{disclosure.Name(pupil.Person)}, {lesson.Course}" : lesson.Course);

    public DateOnly Today => Oslo.Today(clock);

    /// <summary>Whether it is the one who looks that is ill.</summary>
    public bool IsSelf => Who == actor.Staff;
    public FaceKind Face => actor.May(Can.PlanWeek) ? FaceKind.Staff : FaceKind.Teacher;

    /// <summary>Those that are to be given, and that nobody else has.</summary>
    public int ToCancel => Lessons.Count(l => !l.IsCancelled && l.GivenBy == Who && l.Date.ToDateTime(l.Start) > clock.Wall());

    protected async Task<IActionResult> ShowAsync(StaffId? who, CancellationToken ct)
    {
        ModelState.Clear();
        return await LoadAsync(who, ct) ? Page() : NotFound();
    }

    protected async Task<IActionResult> RecordAsync(StaffId? who, ReportIll report, CancellationToken ct)
    {
        if (!await LoadAsync(who, ct)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var (from, to) = (typed.Date("fra", FirstDay), typed.Date("til", LastDay));
        if (!typed.IsFine) return Page();
        (From, To) = (from, to);
        if ((await report.RunAsync(Who, From, To, Cause is CancelCause.TeacherAway ? CancelCause.TeacherAway : CancelCause.TeacherIll, ct)).Refused(out var why, out var cancelled)) return this.Refuse(why, "til");
        TempData["Notice"] = cancelled == 0 ? texts["ill.done.none"] : texts["ill.done", cancelled];
        return this.SeeOther($"{Request.Path.Value!.Insert(0, "~")}?fra={From:yyyy-MM-dd}&til={To:yyyy-MM-dd}");
    }

    protected async Task<IActionResult> BackAsync(StaffId? who, Guid absence, ReportBack report, CancellationToken ct)
    {
        if (!await LoadAsync(who, ct)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var day = typed.Date("tilbake", Back);
        if (!typed.IsFine) return Page();
        if ((await report.RunAsync(new StaffAbsenceId(absence), day, ct)).Refused(out var why)) return this.Refuse(why, "tilbake");
        TempData["Notice"] = texts["ill.back.done"];
        return this.SeeOther(Request.Path.Value!.Insert(0, "~"));
    }

    private async Task<bool> LoadAsync(StaffId? who, CancellationToken ct)
    {
        (From, To) = (Day(FirstDay) ?? Today, Day(LastDay) ?? Day(FirstDay) ?? Today);
        if (who is not { } staff || await db.Staff.Where(s => s.Id == staff).Join(db.People, s => s.Person, p => p.Id, (s, p) => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleOrDefaultAsync(ct) is not { } person) return false;
        (Who, Name) = (staff, disclosure.Name(person));
        var (from, to, today) = (From, To, Today);
        Absences = await db.StaffAbsences.Where(a => a.Staff == staff && a.To >= today).OrderBy(a => a.From).Take(MostAbsences).Select(a => new ReportedAbsence(a.Id, a.From, a.To)).ToListAsync(ct);
        Lessons = await db.Lines(db.Lessons.SeenBy(actor, today).Where(l => (l.Teacher == staff || l.Substitute == staff) && l.Date >= from && l.Date <= to)).AsNoTracking().Take(Most).ToListAsync(ct);
        Pupils = await db.PupilsAsync([.. Lessons.Where(l => l.Name is null).Select(l => l.Id)], disclosure, ct);
        foreach (var lesson in Lessons) Title(lesson); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
        return true;
    }

    private static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? ((DateOnly?)day).Known() : null;
}

/// <summary>A teacher says: I am ill.</summary>
[Authorize(Policy = Can.Teach)]
public sealed class IllPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : IllForm(db, actor, disclosure, texts, clock)
{
    private readonly StaffId? me = actor.Staff;

    /// <summary>One who teaches without being employed here yet has no lessons to be away from.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => me is null ? Page() : await ShowAsync(me, ct);

    public Task<IActionResult> OnPostAsync([FromServices] ReportIll report, CancellationToken ct) => RecordAsync(me, report, ct);

    public Task<IActionResult> OnPostBackAsync(Guid absence, [FromServices] ReportBack report, CancellationToken ct) => BackAsync(me, absence, report, ct);
}

/// <summary>The office says it for somebody.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class IllStaffPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : IllForm(db, actor, disclosure, texts, clock)
{
    public Task<IActionResult> OnGetAsync(Guid staff, CancellationToken ct) => ShowAsync(new StaffId(staff), ct);

    public Task<IActionResult> OnPostAsync(Guid staff, [FromServices] ReportIll report, CancellationToken ct) => RecordAsync(new StaffId(staff), report, ct);

    public Task<IActionResult> OnPostBackAsync(Guid staff, Guid absence, [FromServices] ReportBack report, CancellationToken ct) => BackAsync(new StaffId(staff), absence, report, ct);
}
