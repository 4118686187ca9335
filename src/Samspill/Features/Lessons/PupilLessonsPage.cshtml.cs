using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>A pupil's lessons in the weeks ahead: where and when, what is moved or cancelled, and being away from one.</summary>
[Authorize(Policy = Can.SeeOwnFamily)]
public sealed class PupilLessonsPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    private const int Weeks = 8, Most = 300;

    /// <summary>The lesson whose box stands open: the family came to tell about it.</summary>
    [BindProperty(SupportsGet = true, Name = "time")]
    public Guid? Asked { get; set; }

    public PersonId Pupil { get; private set; }
    public string Child { get; private set; } = "";
    public IReadOnlyList<PupilLesson> Lessons { get; private set; } = [];
    public IReadOnlyDictionary<StaffId, PersonLine> Teachers { get; private set; } = new Dictionary<StaffId, PersonLine>();
    public DateOnly Today => Oslo.Today(clock);
    public bool IsSelf => actor.Person == Pupil;

    /// <summary>Not one who only sees the pupil.</summary>
    public bool MayTell => actor.Wards.Contains(Pupil);

    public string Teacher(StaffId teacher) => disclosure.Name(Teachers[teacher]);
    public bool IsOver(LessonLine lesson) => lesson.Date.ToDateTime(lesson.Start) <= clock.Wall();

    public async Task<IActionResult> OnGetAsync(Guid pupil, CancellationToken ct) => await ShowAsync(pupil, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAwayAsync(Guid pupil, Guid lesson, [FromServices] TellAway tell, CancellationToken ct) =>
        await SaidAsync(pupil, await tell.RunAsync(new LessonId(lesson), new PersonId(pupil), ct), "lessons.told", ct);

    public async Task<IActionResult> OnPostComesAsync(Guid pupil, Guid lesson, [FromServices] TellAway tell, CancellationToken ct) =>
        await SaidAsync(pupil, await tell.TakeBackAsync(new LessonId(lesson), new PersonId(pupil), ct), "lessons.comes", ct);

    private async Task<IActionResult> SaidAsync(Guid pupil, Outcome<Done> done, string notice, CancellationToken ct)
    {
        if (done.Refused(out var why)) return why == LessonRejections.NotFound || !await ShowAsync(pupil, ct) ? NotFound() : this.Refuse(why);
        TempData["Notice"] = texts[notice];
        return RedirectToPage(new { pupil });
    }

    private async Task<bool> ShowAsync(Guid pupil, CancellationToken ct)
    {
        Pupil = new PersonId(pupil);
        if (!actor.Children.Contains(Pupil)) return false;
        Child = disclosure.GivenName(await db.People.Where(p => p.Id == Pupil).Select(p => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleAsync(ct));
        Lessons = await db.PupilLessonsAsync([Pupil], Today, Today.AddDays(7 * Weeks), Most, ct);
        Teachers = await db.StaffNamesAsync(Lessons.Select(l => l.Line.GivenBy), ct);
        return true;
    }
}
