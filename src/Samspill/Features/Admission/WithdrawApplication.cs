using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Takes an application out of the queue: the family's own, or the office's on its behalf. Twice is harmless.</summary>
public sealed class WithdrawApplication(SamspillDb db, Actor actor, Outbox outbox, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(ApplicationId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await db.Applications.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } application) return ApplicationRejections.NotFound;
        if (!actor.Wards.Contains(application.Pupil) && !actor.May(Can.ApplyForOthers)) return ApplicationRejections.NotFound;
        if (application.State == ApplicationState.Withdrawn) return new Done();
        if (application.Withdraw(clock.GetUtcNow()).Refused(out var why)) return why;
        var names = await db.People.Where(p => p.Id == application.Pupil).Select(p => new { p.GivenName, Course = db.Courses.Where(c => c.Id == application.Course).Select(c => c.Name).First() }).SingleAsync(ct);
        await outbox.TellFamilyAsync(application.Pupil, "withdrawn", ct, names.GivenName, names.Course, application.StateAt);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return ApplicationRejections.NotLive; } // it was offered a place in the same moment
        await work.CommitAsync(ct);
        return new Done();
    }
}
