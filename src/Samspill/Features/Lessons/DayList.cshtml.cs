using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>A lesson, and whom to call for those who are in it.</summary>
public sealed record ListedLesson(LessonLine Lesson, IReadOnlyList<ListedPupil> Pupils);

/// <summary>Who is in the lessons that one gives today, and whom to call.</summary>
[Authorize(Policy = Can.Teach)]
public sealed class DayListPage(SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock) : PageModel
{
    public IReadOnlyList<ListedLesson> Lessons { get; private set; } = [];
    public DateOnly Today => Oslo.Today(clock);
    public string Name(PersonLine person) => disclosure.Name(person);

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (actor.Staff is not { } me) return;
        var day = await db.TeachingDayAsync(me, Today, Today, disclosure, ct);
        var given = day.Lessons.Where(l => !l.IsCancelled && l.GivenBy == me).ToList();
        var listed = (await db.ListedAsync([.. given.SelectMany(l => day.Pupils[l.Id]).Select(p => p.Person).DistinctBy(p => p.Id)], disclosure, ct)).ToDictionary(p => p.Person.Id);
        Lessons = [.. given.Select(l => new ListedLesson(l, [.. day.Pupils[l.Id].Select(p => listed[p.Person.Id])]))];
        foreach (var pupil in listed.Values) Name(pupil.Person); // notes looks at protected ones
        await db.SaveChangesAsync(ct);
    }
}
