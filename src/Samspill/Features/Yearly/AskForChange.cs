using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>A family asks to change a place it has, or takes that back.</summary>
public sealed class AskForChange(SamspillDb db, Actor actor, Outbox outbox, TimeProvider clock)
{
    /// <param name="course">The code of the course that is wanted instead; null for the same.</param>
    public async Task<Outcome<Done>> RunAsync(PlaceId id, string? course, int? minutes, string? words, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Places.VisibleTo(db, actor).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } place) return PlaceRejections.NotFound;
        if (await db.PlaceChanges.AnyAsync(c => c.Place == id && c.State == PlaceChangeState.Asked, ct)) return PlaceChangeRejections.Already;
        var wanted = course is null ? null : await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Code == course && c.Status == CourseStatus.Published, ct);
        if (course is not null && wanted is null) return CourseRejections.NotFound;
        if (PlaceChange.Ask(place, wanted?.Id, minutes, words, actor.Name, clock.GetUtcNow()).Refused(out var why, out var change)) return why;
        db.PlaceChanges.Add(change);
        var said = await db.People.Where(p => p.Id == place.Pupil).Select(p => new { p.GivenName, Course = db.Courses.Where(c => c.Id == place.Course).Select(c => c.Name).First() }).SingleAsync(ct);
        await outbox.TellFamilyAsync(place.Pupil, "place-change-asked", ct, said.GivenName, said.Course, new PageLink($"/plass/{id.Value}"));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>The family wants things as they are after all.</summary>
    public async Task<Outcome<Done>> TakeBackAsync(PlaceId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (!await db.Places.VisibleTo(db, actor).AnyAsync(p => p.Id == id, ct) || await db.PlaceChanges.Where(c => c.Place == id).OrderByDescending(c => c.AskedAt).FirstOrDefaultAsync(ct) is not { } change) return PlaceChangeRejections.NotFound;
        if (change.TakeBack(actor.Name, clock.GetUtcNow()).Refused(out var why)) return why;
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
