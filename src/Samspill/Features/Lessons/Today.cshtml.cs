using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>A teacher's day: where to be and when, who is there, what was done last.</summary>
[Authorize(Policy = Can.Teach)]
public sealed class TodayPage(SamspillDb db, Actor actor, Disclosure disclosure, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>No telephone keeps a tap for longer than a year.</summary>
    private const long MostAge = 366L * 24 * 60 * 60 * 1000;

    /// <summary>The day; today when none is asked for.</summary>
    [BindProperty(SupportsGet = true, Name = "dag")]
    public DateOnly? Asked { get; set; }

    /// <summary>The lesson to look at.</summary>
    [BindProperty(SupportsGet = true, Name = "time")]
    public Guid? AskedLesson { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public DateOnly Today => Oslo.Today(clock);
    public DateOnly Day => Asked.Known() ?? Today;
    public DateTime Wall => clock.Wall();
    public string GivenName => actor.Name.Split(' ')[0];

    /// <summary>When the note that is shown was written; null when there is none.</summary>
    public DateTimeOffset? NotedAt { get; private set; }

    /// <summary>The note that stands, when another was typed; null when it is the one that is shown.</summary>
    public string? Stands { get; private set; }
    public TeachingDay Teaching { get; private set; } = null!;
    public LessonLine? Lesson { get; private set; }
    public LessonNote? Before { get; private set; }
    public IReadOnlyDictionary<StaffId, PersonLine> Others { get; private set; } = new Dictionary<StaffId, PersonLine>();
    public IReadOnlyList<LessonPupil> Pupils => Lesson is null ? [] : [.. Teaching.Pupils[Lesson.Id]];
    public bool IsMine(LessonLine lesson) => lesson.GivenBy == actor.Staff;
    public bool MayTake => Lesson?.TakesAttendance(Wall) == true;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear(); // a day that cannot be read is today
        return await ShowAsync(ct) ? Page() : NotFound();
    }

    /// <param name="age">Milliseconds since it was tapped; null for now.</param>
    public async Task<IActionResult> OnPostTapAsync([FromForm] string? tap, [FromForm] long? age, [FromServices] TakeAttendance take, CancellationToken ct)
    {
        if (AskedLesson is not { } lesson || AttendanceList.Read(tap) is not { } said) return BadRequest();
        DateTimeOffset? tappedAt = age is { } waited ? clock.GetUtcNow().AddMilliseconds(-Math.Clamp(waited, 0, MostAge)) : null;
        if ((await take.RunAsync(new LessonId(lesson), said.Pupil, said.Presence, tappedAt, ct)).Refused(out var why)) return await RefuseAsync(why, ct);
        return RedirectToPage(null, null, new { dag = Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), time = lesson }, "oppmote");
    }

    public async Task<IActionResult> OnPostNoteAsync([FromForm] string? seen, [FromServices] TakeAttendance take, CancellationToken ct)
    {
        if (AskedLesson is not { } lesson) return BadRequest();
        DateTimeOffset? notedAt = DateTimeOffset.TryParse(seen, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
        if ((await take.WriteAsync(new LessonId(lesson), PlainText.Block(Note), notedAt, ct)).Refused(out var why)) return await RefuseAsync(why, ct);
        (TempData["Notice"], TempData["Kept"]) = (texts["today.note.saved"], $"notat-{lesson}");
        return RedirectToPage(null, null, new { dag = Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), time = lesson });
    }

    public string Name(PersonLine person) => disclosure.Name(person);

    /// <summary>A lesson of one is called after its pupil.</summary>
    public string Title(LessonLine lesson) => lesson.Name ?? (Teaching.Pupils[lesson.Id].FirstOrDefault() is { } pupil ? Name(pupil.Person) : lesson.Course);

    private async Task<IActionResult> RefuseAsync(Rejection why, CancellationToken ct) => why == LessonRejections.NotFound || !await ShowAsync(ct) ? NotFound() : this.Refuse(why);

    private async Task<bool> ShowAsync(CancellationToken ct)
    {
        if (actor.Staff is not { } me)
        {
            Teaching = new TeachingDay([], Array.Empty<LessonPupil>().ToLookup(p => p.Lesson), null);
            return AskedLesson is null;
        }
        Teaching = await db.TeachingDayAsync(me, Day, Today, disclosure, ct);
        Lesson = Teaching.Chosen(AskedLesson, Day, Wall);
        if (Lesson is null && AskedLesson is not null) return false;
        if (Lesson is not null)
        {
            (var note, NotedAt, Before) = await db.NotesAsync(Lesson, ct);
            Note ??= note;
            if (Note != note) Stands = note;
        }
        Others = await db.StaffNamesAsync(Teaching.Lessons.Where(l => l.Substitute is not null).SelectMany(l => new[] { l.Teacher, l.Substitute!.Value }), ct);
        var shielded = Teaching.Pupils.SelectMany(p => p).Select(p => p.Person).Concat(Others.Values).Where(p => p.Shield != Protection.None).ToList();
        if (shielded.Count > 0)
        {
            foreach (var person in shielded) Name(person); // notes looks at protected ones
            await db.SaveChangesAsync(ct);
        }
        return true;
    }
}
