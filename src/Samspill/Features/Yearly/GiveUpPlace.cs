using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>Whose places somebody may act on: the family its own, the office for those who call.</summary>
internal static class PlacesOf
{
    public static IQueryable<Place> VisibleTo(this IQueryable<Place> places, SamspillDb db, Actor actor)
    {
        var (children, office, handler) = (actor.Wards, actor.May(Can.ApplyForOthers), actor.May(Can.SeeProtected));
        return places.Where(p => children.Contains(p.Pupil) || office && (handler || db.People.Any(x => x.Id == p.Pupil && x.Shield == Domain.People.Protection.None)));
    }
}

/// <summary>A family gives up a place. It ends by the rule's deadlines; a seat that is free at once goes to the next.</summary>
public sealed class GiveUpPlace(SamspillDb db, Actor actor, Outbox outbox, FillVacancies fill, TimeProvider clock)
{
    /// <param name="told">The last day that the family was told beforehand; another one by now is refused.</param>
    public async Task<Outcome<DateOnly>> RunAsync(PlaceId id, DateOnly told, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Places.VisibleTo(db, actor).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } place) return PlaceRejections.NotFound;
        var today = Oslo.Today(clock);
        var meaning = Withdrawal.On(today, (await db.RulesInForceAsync(today, ct)).Year);
        if (place.To <= meaning.LastDay) return place.To.Value; // done before, in another tab
        if (meaning.LastDay != told) return WithdrawalRejections.Changed;
        if (place.GiveUp(meaning.LastDay, today).Refused(out var why, out var free)) return why;
        if (free) await db.FreeTakenSeatsAsync(place.Course, 1, ct);
        var said = await db.People.Where(p => p.Id == place.Pupil).Select(p => new { p.GivenName, Course = db.Courses.Where(c => c.Id == place.Course).Select(c => c.Name).First() }).SingleAsync(ct);
        await outbox.TellFamilyAsync(place.Pupil, "place-given-up", ct, said.GivenName, said.Course, place.To!.Value, new PageLink("/min-side"));
        var (course, lastDay) = (place.Course, place.To.Value);
        await db.SaveChangesAsync(ct);
        await db.LeaveGroupsAsync(db.Places.Where(p => p.Id == id), today, ct);
        if (free) await fill.FillAsync([course], [], ct);
        await work.CommitAsync(ct);
        return lastDay;
    }
}
