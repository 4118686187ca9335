using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Yearly;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Yearly;

/// <summary>A pupil takes leave from a place and keeps the seat as long as the rules say, or says that it comes back.</summary>
public sealed class TakeLeave(SamspillDb db, Actor actor, Outbox outbox, TimeProvider clock)
{
    public async Task<Outcome<DateOnly>> RunAsync(PlaceId id, DateOnly from, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Places.VisibleTo(db, actor).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } place) return PlaceRejections.NotFound;
        if (await db.Leaves.AnyAsync(l => l.Place == id && l.State == LeaveState.Away, ct)) return LeaveRejections.Already;
        var today = Oslo.Today(clock);
        if (LeaveOfAbsence.Take(place, (await db.RulesInForceAsync(today, ct)).Year.Leave, from, today, actor.Name, clock.GetUtcNow()).Refused(out var why, out var leave)) return why;
        db.Leaves.Add(leave);
        foreach (var group in await db.Groups.Include(g => g.Members).Where(g => g.Members.Any(m => m.Place == id)).ToListAsync(ct)) group.Pause(id, leave.From, leave.To);
        await TellAsync(leave, "leave-taken", leave.From, leave.To, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return leave.To;
    }

    /// <summary>The pupil comes back when the leave is over. Twice is harmless.</summary>
    public async Task<Outcome<Done>> ReturnAsync(PlaceId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Places.VisibleTo(db, actor).SingleOrDefaultAsync(p => p.Id == id, ct) is null) return PlaceRejections.NotFound;
        if (await db.Leaves.Where(l => l.Place == id).OrderByDescending(l => l.AskedAt).FirstOrDefaultAsync(ct) is not { } leave) return PlaceRejections.NotFound;
        if (leave.Return().Refused(out var why)) return why;
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    private async Task TellAsync(LeaveOfAbsence leave, string about, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var said = await (from p in db.Places where p.Id == leave.Place join c in db.Courses on p.Course equals c.Id join child in db.People on p.Pupil equals child.Id select new { child.GivenName, c.Name }).SingleAsync(ct);
        await outbox.TellFamilyAsync(leave.Pupil, about, ct, said.GivenName, said.Name, from, to, new PageLink($"/plass/{leave.Place.Value}"));
    }
}

/// <summary>Asks families a month before a leave is over whether the pupil comes back; a place nobody asked for again ends with the leave.</summary>
public sealed class EndLeaves(SamspillDb db, Outbox outbox, FillVacancies fill, TimeProvider clock) : IClockJob
{
    private const int Batch = 200, AskDays = 30;

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var today = Oslo.Today(clock);
        var soon = today.AddDays(AskDays);
        if (!await db.Leaves.AnyAsync(l => l.State == LeaveState.Away && (l.To < today || l.To <= soon && l.RemindedAt == null), ct)) return;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await AskAsync(today, soon, ct);
        var freed = await EndAsync(today, ct);
        await db.SaveChangesAsync(ct);
        await db.LeaveGroupsAsync(db.Places.Where(p => db.Leaves.Any(l => l.Place == p.Id && l.State == LeaveState.Over)), today, ct);
        if (freed.Count > 0) await fill.FillAsync([.. freed.Distinct().OrderBy(c => c.Value)], [], ct);
        await work.CommitAsync(ct);
    }

    private async Task AskAsync(DateOnly today, DateOnly soon, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var leave in await db.Leaves.AsNoTracking().Where(l => l.State == LeaveState.Away && l.To >= today && l.To <= soon && l.RemindedAt == null).OrderBy(l => l.Id).Take(Batch).ToListAsync(ct))
        {
            await db.Leaves.Where(l => l.Id == leave.Id).ExecuteUpdateAsync(l => l.SetProperty(x => x.RemindedAt, now), ct);
            await TellAsync(leave, "leave-ends", ct);
        }
    }

    private async Task<List<CourseId>> EndAsync(DateOnly today, CancellationToken ct)
    {
        var freed = new List<CourseId>();
        foreach (var leave in await db.Leaves.Where(l => l.State == LeaveState.Away && l.To < today && l.RemindedAt != null).OrderBy(l => l.Id).Take(Batch).ToListAsync(ct))
        {
            if (!leave.Expire(today)) continue;
            var place = await db.Places.SingleAsync(p => p.Id == leave.Place, ct);
            if (place.GiveUp(leave.To, today).Refused(out _, out var free) || !free) continue;
            await db.FreeTakenSeatsAsync(place.Course, 1, ct);
            freed.Add(place.Course);
            await TellAsync(leave, "leave-over", ct);
        }
        return freed;
    }

    private async Task TellAsync(LeaveOfAbsence leave, string about, CancellationToken ct)
    {
        var said = await (from p in db.Places where p.Id == leave.Place join c in db.Courses on p.Course equals c.Id join child in db.People on p.Pupil equals child.Id select new { child.GivenName, c.Name }).SingleAsync(ct);
        await outbox.TellFamilyAsync(leave.Pupil, about, ct, said.GivenName, said.Name, leave.From, leave.To, new PageLink($"/plass/{leave.Place.Value}"));
    }
}
