using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;

namespace Samspill.Features.Admission;

/// <summary>What a family's children have already, and what courses they may ask for.</summary>
internal static class AskingChildren
{
    /// <summary>Courses that the pupil has a live place on.</summary>
    public static async Task<HashSet<CourseId>> HeldAsync(this SamspillDb db, PersonId pupil, CancellationToken ct) =>
        [.. await db.Places.Where(p => p.Pupil == pupil && p.State == PlaceState.Live).Select(p => p.Course).Take(100).ToListAsync(ct)];

    /// <summary>The pupil's applications that stand in a queue or have an offer, best first.</summary>
    public static IQueryable<Application> LiveOf(this SamspillDb db, PersonId pupil) =>
        db.Applications.Where(a => a.Pupil == pupil && (a.State == ApplicationState.Waiting || a.State == ApplicationState.Offered)).OrderBy(a => a.Rank).ThenBy(a => a.AppliedAt);

    /// <summary>The courses with these codes, published or not, by code.</summary>
    public static Task<Dictionary<string, AskedCourse>> AskedAsync(this SamspillDb db, IEnumerable<string> codes, CancellationToken ct)
    {
        var asked = codes.Distinct().Take(200).ToList();
        return db.Courses.Where(c => asked.Contains(c.Code))
            .Select(c => new { c.Code, Course = new AskedCourse(c.Id, c.Name, c.Status == CourseStatus.Published, c.AgeFrom, c.AgeTo) })
            .ToDictionaryAsync(c => c.Code, c => c.Course, ct);
    }
}
