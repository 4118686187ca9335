using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Features.Groups;
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
        var known = await db.PlannedLessons.AsNoTracking().Where(l => db.WeekPlans.Any(p => p.Id == l.Plan && p.SchoolYear == schoolYear && p.State == PlanState.Published)).ToDictionaryAsync(l => l.Group, ct);
        await db.InsertAsync([.. from l in placed
                                 let @group = new GroupId(Guid.Parse(l.Lesson))
                                 where minutes.ContainsKey(@group)
                                 let lesson = new PlannedLesson(plan.Id, @group, UsualHours.DayOf(l.Day), UsualHours.Time(l.Start), minutes[@group], new RoomId(Guid.Parse(l.Room)), new StaffId(Guid.Parse(l.Teacher)))
                                 select known.TryGetValue(@group, out var earlier) ? lesson.After(earlier) : lesson], ct);
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
        var staying = db.Staying();
        var rows = await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == from)
            .Join(db.Groups.Where(g => g.ClosedOn == null && staying.Any(m => m.Group == g.Id)), l => l.Group, g => g.Id, (l, g) => new { Lesson = l, g.Minutes }).ToListAsync(ct); // groups that are no more have no lesson
        await db.InsertAsync([.. rows.Select(r => r.Lesson.CopyTo(plan.Id, r.Minutes))], ct);
        await work.CommitAsync(ct);
        return plan.Id;
    }
}
