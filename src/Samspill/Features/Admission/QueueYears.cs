using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>Reads how queues really moved.</summary>
public static class QueueYears
{
    /// <summary>The year before a moment at these courses: when places were given, how many left, how long all waited together.</summary>
    public static async Task<IReadOnlyDictionary<CourseId, QueueYear>> QueueYearsAsync(this SamspillDb db, IReadOnlyCollection<CourseId> courses, DateTimeOffset at, CancellationToken ct)
    {
        var since = at.AddYears(-1);
        var rows = await db.Applications.Where(a => courses.Contains(a.Course) && a.AppliedAt < at && (a.State == ApplicationState.Waiting || a.State == ApplicationState.Offered || a.StateAt >= since))
            .OrderByDescending(a => a.StateAt).Take(100_000).Select(a => new { a.Course, a.AppliedAt, a.State, a.StateAt }).ToListAsync(ct);
        var byCourse = rows.ToLookup(r => r.Course);
        return courses.Distinct().ToDictionary(course => course, course =>
        {
            var (given, left, waited) = (new List<DateTimeOffset>(), 0, 0.0);
            foreach (var row in byCourse[course])
            {
                var ended = row.State is not (ApplicationState.Waiting or ApplicationState.Offered) && row.StateAt <= at;
                waited += Math.Max(0, ((ended ? row.StateAt : at) - (row.AppliedAt > since ? row.AppliedAt : since)).TotalDays);
                if (ended && row.State == ApplicationState.Placed) given.Add(row.StateAt);
                if (ended && row.State is ApplicationState.Withdrawn or ApplicationState.Lapsed) left++;
            }
            return new QueueYear(given, left, waited / (at - since).TotalDays);
        });
    }
}
