using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.School;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>What came of moving pupils up.</summary>
/// <param name="Stayed">Those who could not: already there, of the wrong age, not going on any more, or no seat was left.</param>
public sealed record MovedUp(int Moved, int Stayed);

/// <summary>At the turn of the year pupils go on in the next course of the same subject: their place follows on the one they have, and families are told.</summary>
/// <remarks>The seat that each leaves counts as free for the new year at once, so the highest level is moved first. Those who have had their place longest come first when seats run out.</remarks>
public sealed class MoveUp(SamspillDb db, Outbox outbox, TimeProvider clock)
{
    /// <param name="from">The code of the course they have.</param>
    /// <param name="to">The code of the next one.</param>
    public async Task<Outcome<MovedUp>> RunAsync(string from, string to, IReadOnlyCollection<PlaceId> chosen, CancellationToken ct)
    {
        if (chosen.Count == 0) return MoveUpRejections.Nobody;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var today = Oslo.Today(clock);
        var lastDay = SchoolYear.LastDayOf(SchoolYear.Of(today));
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Code == from, ct) is not { } course) return CourseRejections.NotFound;
        if (await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Code == to, ct) is not { } next || !next.Follows(course)) return MoveUpRejections.OtherSubject;
        var rules = await db.RulesInForceAsync(today, ct);
        await db.ReleaseSeatsAsync(lastDay, next.Id, ct);
        var places = await db.Places.MayMoveUp(db, lastDay).Where(p => p.Course == course.Id && chosen.Contains(p.Id) && !db.Places.Any(x => x.Pupil == p.Pupil && x.Course == next.Id && x.State == PlaceState.Live))
            .OrderBy(p => p.From).ThenBy(p => p.Id).ToListAsync(ct);
        var pupils = await db.People.AsNoTracking().Where(p => db.Places.Any(x => x.Course == course.Id && x.Pupil == p.Id && chosen.Contains(x.Id))).ToDictionaryAsync(p => p.Id, ct);
        var receivers = await db.ReceiversAsync(db.Places.Where(p => chosen.Contains(p.Id)).Select(p => p.Pupil), today, ct);
        var moved = 0;
        foreach (var place in places)
        {
            var pupil = pupils[place.Pupil];
            if (!next.IsForAge(pupil.TurnsIn(lastDay.Year)) || !await db.TakeFreeSeatAsync(next.Id, ct)) continue;
            place.GiveUp(lastDay, today);
            if (place.Release(lastDay)) await db.FreeTakenSeatsAsync(course.Id, 1, ct);
            var after = place.FollowedBy(next.Id, rules.LastDayOf(lastDay.AddDays(1), pupil.BirthDate), today);
            db.Places.Add(after);
            foreach (var receiver in receivers[pupil.Id]) outbox.Tell(receiver, "moved-up", pupil, pupil.GivenName, course.Name, next.Name, after.From, new PageLink($"/plass/{after.Id.Value}"));
            moved++;
        }
        await db.SaveChangesAsync(ct);
        await db.LeaveGroupsAsync(db.Places.Where(p => chosen.Contains(p.Id)), today, ct);
        await work.CommitAsync(ct);
        return new MovedUp(moved, chosen.Count - moved);
    }
}

internal static class MovingUp
{
    /// <summary>Live places that go on, of pupils who have answered if the yearly question is open.</summary>
    public static IQueryable<Place> MayMoveUp(this IQueryable<Place> places, SamspillDb db, DateOnly lastDay)
    {
        var unanswered = db.Unanswered();
        return places.GoingOn(lastDay).Where(p => !unanswered.Any(c => c.Place == p.Id));
    }

    /// <summary>What is asked in the open yearly question and nobody has answered.</summary>
    public static IQueryable<Confirmation> Unanswered(this SamspillDb db) =>
        db.Confirmations.Where(c => c.State == ConfirmationState.Asked && db.ConfirmationRounds.Any(r => r.Id == c.Round && r.ClosedAt == null));

    /// <summary>Seats of places that end with the school year count as free from then. In the caller's transaction, which holds the turn.</summary>
    /// <param name="only">One course; null for all.</param>
    /// <returns>How many seats came free by it.</returns>
    public static async Task<int> ReleaseSeatsAsync(this SamspillDb db, DateOnly lastDay, CourseId? only, CancellationToken ct)
    {
        var places = only is { } course ? db.Places.Where(p => p.Course == course) : db.Places;
        var ending = await places.Where(p => p.State == PlaceState.Live && !p.Released && p.To <= lastDay).OrderBy(p => p.Id).ToListAsync(ct);
        var seats = ending.Where(p => p.Release(lastDay)).CountBy(p => p.Course).OrderBy(s => s.Key.Value).ToList();
        foreach (var (freed, count) in seats) await db.FreeTakenSeatsAsync(freed, count, ct);
        await db.SaveChangesAsync(ct);
        return seats.Sum(s => s.Value);
    }
}
