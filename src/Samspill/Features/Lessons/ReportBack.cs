using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>Somebody who teaches is back before the absence was to end. Lessons that are cancelled stay so: each is given after all on its own page.</summary>
public sealed class ReportBack(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <param name="day">The first day back. Not later than the first day away: there was no absence.</param>
    public async Task<Outcome<Done>> RunAsync(StaffAbsenceId id, DateOnly day, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var (me, all) = (actor.Staff, actor.May(Can.PlanWeek));
        if (await db.StaffAbsences.SingleOrDefaultAsync(a => a.Id == id && (all || a.Staff == me), ct) is not { } absence) return StaffAbsenceRejections.NotFound;
        if (absence.BackFrom(day, Oslo.Today(clock)).Refused(out var why, out var isLeft)) return why;
        if (!isLeft) db.StaffAbsences.Remove(absence);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
