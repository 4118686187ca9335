using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Host;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>Makes drafts of the week: of a result of the engine, or of another plan.</summary>
public sealed class WeekDrafts(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Writes a result as a draft, in the caller's transaction.</summary>
    /// <param name="minutes">How long each group's lesson is.</param>
    public async Task<WeekPlan> KeepAsync(int schoolYear, string name, IReadOnlyCollection<PlacedLesson> placed, Dictionary<GroupId, int> minutes, CancellationToken ct)
    {
        var plan = new WeekPlan(WeekPlanId.New(), schoolYear, name, null, actor.Name, clock.GetUtcNow());
        db.WeekPlans.Add(plan);
        await db.SaveChangesAsync(ct);
        await db.InsertAsync([.. from l in placed
                                 let @group = new GroupId(Guid.Parse(l.Lesson))
                                 where minutes.ContainsKey(@group)
                                 select new PlannedLesson(plan.Id, @group, UsualHours.DayOf(l.Day), UsualHours.Time(l.Start), minutes[@group], new RoomId(Guid.Parse(l.Room)), new StaffId(Guid.Parse(l.Teacher)))], ct);
        return plan;
    }

    /// <summary>A draft that begins as another plan is now.</summary>
    public async Task<Outcome<WeekPlanId>> CopyAsync(WeekPlanId from, string name, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await db.WeekPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == from, ct) is not { } basis) return WeekPlanRejections.NotFound;
        var plan = new WeekPlan(WeekPlanId.New(), basis.SchoolYear, name, basis.Id, actor.Name, clock.GetUtcNow());
        db.WeekPlans.Add(plan);
        await db.SaveChangesAsync(ct);
        await db.InsertAsync([.. (await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == from).ToListAsync(ct)).Select(l => l.CopyTo(plan.Id))], ct);
        await work.CommitAsync(ct);
        return plan.Id;
    }
}
