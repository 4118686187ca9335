using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.Timetables;
using Samspill.Features.Lessons;

namespace Samspill.Features.Timetables;

/// <summary>Keeps the published week where its lessons are: the board shows it, and the next version begins from it.</summary>
public sealed class SeriesMoves(SamspillDb db) : ISeriesMoves
{
    public async Task FollowAsync(Lesson last, DateOnly wasOn, TimeOnly wasAt, CancellationToken ct)
    {
        var published = db.WeekPlans.Where(p => p.State == PlanState.Published);
        if (await db.PlannedLessons.SingleOrDefaultAsync(l => l.Group == last.Group && published.Any(p => p.Id == l.Plan), ct) is not { } lesson || !lesson.Follow(last, wasOn, wasAt)) return;
        await db.WeekPlans.Where(p => p.Id == lesson.Plan).ExecuteUpdateAsync(p => p.SetProperty(x => x.Version, x => x.Version + 1), ct);
    }
}
