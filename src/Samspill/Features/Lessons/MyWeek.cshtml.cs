using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>A teacher's week, day by day; it prints on a sheet.</summary>
[Authorize(Policy = Can.Teach)]
public sealed class MyWeekPage(SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "uke")]
    public DateOnly? Asked { get; set; }

    public DateOnly Today => Oslo.Today(clock);
    public DateOnly Monday { get; private set; }
    public IReadOnlyList<LessonLine> Lessons { get; private set; } = [];
    public ILookup<LessonId, LessonPupil> Pupils { get; private set; } = Array.Empty<LessonPupil>().ToLookup(p => p.Lesson);
    public bool IsMine(LessonLine lesson) => lesson.GivenBy == actor.Staff;

    public async Task OnGetAsync(CancellationToken ct)
    {
        ModelState.Clear();
        var day = Asked.Known() ?? Today;
        Monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        if (actor.Staff is not { } me) return;
        Lessons = await db.TeachingWeekAsync(me, Monday, Today, ct);
        Pupils = await db.PupilsAsync([.. Lessons.Where(l => l.Name is null).Select(l => l.Id)], disclosure, ct);
        if (!Pupils.Any(lesson => lesson.Any(p => p.Person.Shield != Protection.None))) return;
        foreach (var lesson in Lessons) Title(lesson); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
    }

    public string Title(LessonLine lesson) => lesson.Name ?? (Pupils[lesson.Id].FirstOrDefault() is { } pupil ? disclosure.Name(pupil.Person) : lesson.Course);
}
