using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>The office decides a family's wish to change a place. Another course takes a free seat there from a day, and the old place ends the day before: never neither, never both.</summary>
public sealed class DecideChange(SamspillDb db, Actor actor, Outbox outbox, TimeProvider clock)
{
    public async Task<Outcome<Done>> GrantAsync(PlaceChangeId id, DateOnly from, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await FindAsync(id, ct) is not { } change) return PlaceChangeRejections.NotFound;
        var (today, place) = (Oslo.Today(clock), await db.Places.SingleAsync(p => p.Id == change.Place, ct));
        var granted = change.Grant(place, from, today, actor.Name, clock.GetUtcNow());
        if (!granted.Refused(out var why) && change.Course is { } course) granted = await MoveAsync(place, course, from, today, ct);
        if (granted.Refused(out why))
        {
            db.ChangeTracker.Clear(); // the wish stays open
            return why;
        }
        await TellAsync(change, change.Course is null ? "place-change-granted-length" : "place-change-granted", change.Minutes ?? 0, from, ct);
        await db.SaveChangesAsync(ct);
        await db.LeaveGroupsAsync(db.Places.Where(p => p.Id == place.Id), today, ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    public async Task<Outcome<Done>> RefuseAsync(PlaceChangeId id, string? reason, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await FindAsync(id, ct) is not { } change) return PlaceChangeRejections.NotFound;
        if (change.Refuse(reason, actor.Name, clock.GetUtcNow()).Refused(out var why)) return why;
        await TellAsync(change, "place-change-refused", change.Reason!, change.AskedAt, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    private async Task<Outcome<Done>> MoveAsync(Place place, CourseId to, DateOnly from, DateOnly today, CancellationToken ct)
    {
        var (course, pupil) = (await db.Courses.AsNoTracking().SingleAsync(c => c.Id == to, ct), await db.People.AsNoTracking().SingleAsync(p => p.Id == place.Pupil, ct));
        if (!course.IsForAge(pupil.TurnsIn(from.Year)) || await db.Places.AnyAsync(p => p.Pupil == place.Pupil && p.Course == to && p.State == PlaceState.Live, ct)) return PlaceChangeRejections.CannotHave;
        if (!await db.TakeFreeSeatAsync(to, ct)) return PlaceChangeRejections.NoSeat;
        var lastDay = place.To; // a place that was to end, ends then on the new course too
        if (place.GiveUp(from.AddDays(-1), today).Refused(out var why)) return why;
        var rules = await db.RulesInForceAsync(today, ct);
        db.Places.Add(place.FollowedBy(to, lastDay ?? rules.LastDayOf(from, pupil.BirthDate), today));
        await db.Applications.Where(a => a.Pupil == place.Pupil && a.Course == to && a.State == ApplicationState.Waiting).ForEachAsync(a => a.Placed(clock.GetUtcNow()), ct); // it waits there no longer
        return new Done();
    }

    private Task<PlaceChange?> FindAsync(PlaceChangeId id, CancellationToken ct)
    {
        var handler = actor.May(Can.SeeProtected);
        return db.PlaceChanges.SingleOrDefaultAsync(c => c.Id == id && (handler || db.People.Any(p => p.Id == c.Pupil && p.Shield == Protection.None)), ct);
    }

    private async Task TellAsync(PlaceChange change, string about, object first, object second, CancellationToken ct)
    {
        var said = await (from p in db.Places
                          where p.Id == change.Place
                          join had in db.Courses on p.Course equals had.Id
                          join child in db.People on p.Pupil equals child.Id
                          select new { child.GivenName, Had = had.Name, Wanted = db.Courses.Where(c => c.Id == change.Course).Select(c => c.Name).FirstOrDefault() }).SingleAsync(ct);
        await outbox.TellFamilyAsync(change.Pupil, about, ct, said.GivenName, said.Had, said.Wanted ?? said.Had, first, second, new PageLink("/min-side"));
    }
}
