using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>What wishes must have to be considered today, and what they have.</summary>
public static class AskedOf
{
    public static async Task<IReadOnlyDictionary<ApplicationId, (IReadOnlyList<string> Requires, IReadOnlySet<string> Flags)>> AskedOfAsync(this SamspillDb db, IReadOnlyCollection<ApplicationId> wishes, DateOnly today, CancellationToken ct)
    {
        var asked = new Dictionary<ApplicationId, (IReadOnlyList<string>, IReadOnlySet<string>)>();
        var courses = await db.Applications.Where(a => wishes.Contains(a.Id)).Select(a => a.Course).Distinct().ToListAsync(ct);
        if (await db.FrameOfTodayAsync(today, ct) is not { } frame) return asked;
        var problem = await db.ForCoursesAsync(frame, courses, ct);
        var (requires, pupils) = (problem.Courses.ToDictionary(c => c.Id, c => c.Requires), problem.Pupils.ToDictionary(p => p.Id, p => p.Flags));
        foreach (var wish in problem.Applications)
            if (new ApplicationId(Guid.Parse(wish.Id)) is var id && wishes.Contains(id)) asked[id] = (requires[wish.Course], wish.Flags.Concat(pupils[wish.Pupil]).ToHashSet());
        return asked;
    }
}
