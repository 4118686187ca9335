using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Yearly;
using Samspill.Host;

namespace Samspill.Features.Yearly;

/// <summary>A pupil of the course, and what next year brings.</summary>
/// <param name="Next">The course whose place follows; null when none does.</param>
/// <param name="Unanswered">The family has not answered the yearly question.</param>
public sealed record LevelLine(PlaceId Place, PersonLine Pupil, DateOnly? Born, DateOnly From, DateOnly? To, string? Next, bool Unanswered, bool OnLeave)
{
    /// <summary>Whether the pupil can be moved up.</summary>
    public bool MayMove(DateOnly lastDay) => !Unanswered && !(To <= lastDay);
}

/// <summary>A course one may move up to.</summary>
/// <param name="Free">Seats free for the new year.</param>
public sealed record CourseAfter(string Code, string Name, int Free);

internal static class LevelLines
{
    public const int Most = 500;

    /// <summary>Who has a place on a course this school year.</summary>
    public static Task<List<LevelLine>> LevelLinesAsync(this SamspillDb db, CourseId course, DateOnly lastDay, DateOnly today, CancellationToken ct)
    {
        var unanswered = db.Unanswered();
        return (from p in db.Places
                where p.Course == course && p.State == PlaceState.Live && p.From <= lastDay
                join x in db.People on p.Pupil equals x.Id
                orderby x.Id
                select new LevelLine(p.Id, new PersonLine(x.Id, x.GivenName, x.FamilyName, x.Shield), x.BirthDate, p.From, p.To,
                    db.Places.Where(n => p.To <= lastDay && n.Pupil == p.Pupil && n.State == PlaceState.Live && n.From > lastDay).Join(db.Courses, n => n.Course, c => c.Id, (n, c) => c.Name).FirstOrDefault(),
                    unanswered.Any(c => c.Place == p.Id), db.Leaves.Any(l => l.Place == p.Id && l.State == LeaveState.Away && l.From <= today && l.To >= today))).Take(Most).ToListAsync(ct);
    }

    /// <summary>The courses one may move up to from a course.</summary>
    public static async Task<IReadOnlyList<CourseAfter>> CoursesAfterAsync(this SamspillDb db, Course course, DateOnly lastDay, CancellationToken ct) =>
        [.. (await db.Courses.AsNoTracking().Where(c => c.Discipline == course.Discipline && c.Status != CourseStatus.Draft).OrderBy(c => c.Name).Take(Most)
            .Select(c => new { Course = c, Ending = db.Places.Count(p => p.Course == c.Id && p.State == PlaceState.Live && !p.Released && p.To <= lastDay) }).ToListAsync(ct)).Where(c => c.Course.Follows(course))
            .Select(c => new CourseAfter(c.Course.Code, c.Course.Name, c.Course.Free + c.Ending))];
}
