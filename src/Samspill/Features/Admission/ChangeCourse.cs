using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A family changes a wish that waits to another course. By the rules its seniority goes along, or begins anew; its rank stays.</summary>
public sealed class ChangeCourse(SamspillDb db, Actor actor, TimeProvider clock)
{
    public async Task<Outcome<ApplicationId>> RunAsync(ApplicationId id, string course, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await db.Applications.SingleOrDefaultAsync(a => a.Id == id, ct) is not { } before || !actor.Wards.Contains(before.Pupil) && !actor.May(Can.ApplyForOthers)) return ApplicationRejections.NotFound;
        if (before.State != ApplicationState.Waiting) return ApplicationRejections.NotLive;
        if (!(await db.AskedAsync([course], ct)).TryGetValue(course, out var asked)) return CourseRejections.NotFound;
        var (now, rules) = (clock.GetUtcNow(), await db.RulesInForceAsync(Oslo.Today(clock), ct));
        var child = await db.People.AsNoTracking().SingleAsync(p => p.Id == before.Pupil, ct);
        var waiting = await db.LiveOf(before.Pupil).Select(a => a.Course).Take(100).ToListAsync(ct);
        if (new AskingChild(child.GivenName, child.TurnsIn(Oslo.Today(clock).Year) ?? 0, await db.HeldAsync(before.Pupil, ct), waiting.ToHashSet()).MayAsk(asked).Refused(out var why)) return why;
        if (before.Withdraw(now).Refused(out why)) return why;
        var after = new Application(ApplicationId.New(), ShortCode.Receipt(), before.Pupil, asked.Id, before.Submission, before.Rank, before.Wants, now, "");
        if (rules.SeniorityFollowsChange) after.Inherit(before);
        db.Applications.Add(after);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return ApplicationRejections.NotLive; } // it was offered a place in the same moment
        await work.CommitAsync(ct);
        return after.Id;
    }
}
