using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Planning.Placement;

namespace Samspill.Features.Admission;

/// <summary>Where an application stands in the queue of its course right now.</summary>
/// <param name="Number">1 is first.</param>
/// <param name="Of">How many wait there.</param>
public sealed record QueueNumber(int Number, int Of);

/// <summary>Reckons queue numbers: never stored, always by the rules in force.</summary>
public static class QueueNumbers
{
    /// <summary>The numbers of these applications. One that does not wait, or cannot have the course, has none.</summary>
    public static async Task<IReadOnlyDictionary<ApplicationId, QueueNumber>> QueueNumbersAsync(this SamspillDb db, IReadOnlyCollection<ApplicationId> applications, DateOnly today, CancellationToken ct)
    {
        var courses = await db.Applications.Where(a => applications.Contains(a.Id) && a.State == ApplicationState.Waiting).Select(a => a.Course).Distinct().ToListAsync(ct);
        var wanted = applications.ToHashSet();
        return (await db.QueuesAsync(courses, today, ct)).Values
            .SelectMany(queue => queue.Select((application, ahead) => (application, Number: new QueueNumber(ahead + 1, queue.Count))))
            .Where(x => wanted.Contains(x.application)).ToDictionary(x => x.application, x => x.Number);
    }

    /// <summary>Who waits at these courses, first to last, by course code.</summary>
    internal static async Task<Dictionary<string, IReadOnlyList<ApplicationId>>> QueuesAsync(this SamspillDb db, IReadOnlyCollection<CourseId> courses, DateOnly today, CancellationToken ct)
    {
        if (courses.Count == 0 || await db.FrameOfTodayAsync(today, ct) is not { } frame) return [];
        var problem = await db.ForCoursesAsync(frame, courses, ct);
        return problem.Courses.ToDictionary(c => c.Id, c => (IReadOnlyList<ApplicationId>)[.. PlacementEngine.Queue(problem, c.Id).Select(a => new ApplicationId(Guid.Parse(a.Id)))]);
    }
}
