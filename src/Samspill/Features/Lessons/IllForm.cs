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

/// <summary>Being away for a day or more: which lessons it is about, and one press.</summary>
public abstract class IllForm(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Most = 300;

    [BindProperty(SupportsGet = true, Name = "fra")] public string? FirstDay { get; set; }
    [BindProperty(SupportsGet = true, Name = "til")] public string? LastDay { get; set; }
    [BindProperty] public CancelCause? Cause { get; set; }

    public StaffId Who { get; private set; }
    public string Name { get; private set; } = "";
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }
    public IReadOnlyList<LessonLine> Lessons { get; private set; } = [];

    /// <summary>Whether it is the one who looks that is ill.</summary>
    public bool IsSelf => Who == actor.Staff;
    public FaceKind Face => actor.May(Can.PlanWeek) ? FaceKind.Staff : FaceKind.Teacher;

    /// <summary>Those that are to be given, and that nobody else has.</summary>
    public int ToCancel => Lessons.Count(l => l.State == LessonState.Planned && l.GivenBy == Who && l.Date.ToDateTime(l.Start) > clock.Wall());

    protected async Task<IActionResult> ShowAsync(StaffId? who, CancellationToken ct)
    {
        ModelState.Clear();
        return await LoadAsync(who, ct) ? Page() : NotFound();
    }

    protected async Task<IActionResult> RecordAsync(StaffId? who, ReportIll report, CancellationToken ct)
    {
        if (!await LoadAsync(who, ct)) return NotFound();
        if (!ModelState.IsValid) return Page();
        if ((await report.RunAsync(Who, From, To, Cause is CancelCause.TeacherAway ? CancelCause.TeacherAway : CancelCause.TeacherIll, ct)).Refused(out var why, out var cancelled)) return this.Refuse(why, "til");
        TempData["Notice"] = cancelled == 0 ? texts["ill.done.none"] : texts["ill.done", cancelled];
        return this.SeeOther($"{Request.Path.Value!.Insert(0, "~")}?fra={From:yyyy-MM-dd}&til={To:yyyy-MM-dd}");
    }

    private async Task<bool> LoadAsync(StaffId? who, CancellationToken ct)
    {
        (From, To) = (Day(FirstDay) ?? Oslo.Today(clock), Day(LastDay) ?? Day(FirstDay) ?? Oslo.Today(clock));
        if (who is not { } staff || await db.Staff.Where(s => s.Id == staff).Join(db.People, s => s.Person, p => p.Id, (s, p) => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleOrDefaultAsync(ct) is not { } person) return false;
        (Who, Name) = (staff, disclosure.Name(person));
        var (from, to) = (From, To);
        Lessons = await db.Lines(db.Lessons.Where(l => (l.Teacher == staff || l.Substitute == staff) && l.Date >= from && l.Date <= to)).AsNoTracking().Take(Most).ToListAsync(ct);
        return true;
    }

    private static DateOnly? Day(string? typed) => DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

/// <summary>A teacher says: I am ill.</summary>
[Authorize(Policy = Can.Teach)]
public sealed class IllPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : IllForm(db, actor, disclosure, texts, clock)
{
    private readonly StaffId? me = actor.Staff;

    /// <summary>One who teaches without being employed here yet has no lessons to be away from.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => me is null ? Page() : await ShowAsync(me, ct);

    public Task<IActionResult> OnPostAsync([FromServices] ReportIll report, CancellationToken ct) => RecordAsync(me, report, ct);
}

/// <summary>The office says it for somebody.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class IllStaffPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : IllForm(db, actor, disclosure, texts, clock)
{
    public Task<IActionResult> OnGetAsync(Guid staff, CancellationToken ct) => ShowAsync(new StaffId(staff), ct);

    public Task<IActionResult> OnPostAsync(Guid staff, [FromServices] ReportIll report, CancellationToken ct) => RecordAsync(new StaffId(staff), report, ct);
}
