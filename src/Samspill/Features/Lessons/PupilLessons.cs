using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;

namespace Samspill.Features.Lessons;

/// <summary>A lesson of one pupil, as its family sees it.</summary>
/// <param name="Presence">What is said of the pupil; null for nothing.</param>
public sealed record PupilLesson(PersonId Pupil, LessonLine Line, Presence? Presence)
{
    public bool IsToldAway => Presence == Domain.Lessons.Presence.ToldAway;
}

internal static class PupilLessons
{
    /// <summary>The lessons of these pupils from a day to a day, in two queries, however many pupils.</summary>
    public static async Task<List<PupilLesson>> PupilLessonsAsync(this SamspillDb db, IReadOnlyCollection<PersonId> pupils, DateOnly from, DateOnly to, int most, CancellationToken ct)
    {
        if (pupils.Count == 0) return [];
        var theirs = await (from m in db.GroupMembers
                            where pupils.Contains(m.Pupil)
                            join l in db.Lessons on m.Group equals l.Group
                            where l.Date >= @from && l.Date <= to && m.From <= l.Date && (m.To == null || m.To >= l.Date)
                            join a in db.Attendance on new { Lesson = l.Id, m.Pupil } equals new { a.Lesson, a.Pupil } into said
                            from a in said.DefaultIfEmpty()
                            orderby l.Date, l.Start, l.Id
                            select new { m.Pupil, l.Id, Presence = a == null ? null : (Presence?)a.Presence }).AsNoTracking().Take(most).ToListAsync(ct);
        var ids = theirs.Select(t => t.Id).Distinct().ToList();
        var lines = await db.Lines(db.Lessons.Where(l => ids.Contains(l.Id))).AsNoTracking().ToDictionaryAsync(l => l.Id, ct);
        return [.. theirs.DistinctBy(t => (t.Pupil, t.Id)).Select(t => new PupilLesson(t.Pupil, lines[t.Id], t.Presence))];
    }
}
