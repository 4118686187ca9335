using Microsoft.EntityFrameworkCore;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Data;

/// <summary>The demo's lessons to come: it is made with those of the weeks around today, and the rest of its year is laid out month by month while the demo is in use already.</summary>
internal sealed class DemoYear(SamspillDb db, TimeProvider clock) : IClockJob
{
    /// <summary>How far back and ahead a new demo has lessons.</summary>
    public const int Days = 28;

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        if (!school.Demo || await db.WeekPlans.AsNoTracking().Where(p => p.State == PlanState.Published).OrderByDescending(p => p.SchoolYear).FirstOrDefaultAsync(ct) is not { } plan) return;
        var year = await db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleAsync(y => y.Start == plan.SchoolYear, ct);
        var week = new List<PlannedLesson>();
        while (TeachingDays.From(year, (await db.Lessons.MaxAsync(l => (DateOnly?)l.PlannedDate, ct) ?? year.Terms.Min(t => t.From)).AddDays(1)).ToList() is { Count: > 0 } coming)
        {
            if (week.Count == 0) week = await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == plan.Id).ToListAsync(ct);
            var lessons = DatedWeek.Of(week, year, coming[0], clock.GetUtcNow()).TakeWhile(l => l.PlannedDate <= coming[0].AddDays(Days)).ToList();
            if (lessons.Count == 0) return;
            await using var work = await db.BeginAsync(ct);
            await db.InsertAsync(lessons, ct);
            await work.CommitAsync(ct);
        }
    }
}
