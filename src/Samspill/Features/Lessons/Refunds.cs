using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>A place that has lost so many lessons in a term that the family has a right to money back.</summary>
public sealed record LostLessons(PersonLine Pupil, string Course, int Cancelled);

internal static class Refunds
{
    private const int Most = 200;

    /// <summary>The term a day lies in, or the last before it; null when the school has no calendar.</summary>
    public static Task<Term?> TermOfAsync(this SamspillDb db, DateOnly day, CancellationToken ct) =>
        db.SchoolYears.AsNoTracking().SelectMany(y => y.Terms).Where(t => t.From <= day).OrderByDescending(t => t.From).FirstOrDefaultAsync(ct);

    /// <summary>Lessons of the week that the school cancelled in a term and nothing has made up for, or only one that was cancelled itself. What was added beside the week is no second loss.</summary>
    public static IQueryable<Lesson> NotMadeUp(this SamspillDb db, Term term)
    {
        var (from, to, causes) = (term.From, term.To, LessonSettings.Counting.Cast<CancelCause?>().ToList());
        return db.Lessons.Where(l => l.State == LessonState.Cancelled && !l.IsExtra && l.PlannedDate >= from && l.PlannedDate <= to && causes.Contains(l.Cause)
            && (l.MadeUpBy == null || db.Lessons.Any(by => by.Id == l.MadeUpBy && by.State == LessonState.Cancelled)));
    }

    /// <summary>Places that have lost at least so many lessons in a term.</summary>
    public static async Task<IReadOnlyList<LostLessons>> LostLessonsAsync(this SamspillDb db, Term term, int atLeast, CancellationToken ct)
    {
        // Who has left and come again may be in the group twice: a lesson is lost once.
        var each = (from l in db.NotMadeUp(term)
                    join m in db.GroupMembers on l.Group equals m.Group
                    where m.From <= l.PlannedDate && (m.To == null || m.To >= l.PlannedDate)
                    select new { m.Place, m.Pupil, l.Id }).Distinct();
        var lost = await (from l in each
                          group l by new { l.Place, l.Pupil } into g
                          where g.Count() >= atLeast
                          orderby g.Count() descending, g.Key.Place
                          select new { g.Key.Place, g.Key.Pupil, Count = g.Count() }).Take(Most).ToListAsync(ct);
        var places = lost.ConvertAll(l => l.Place);
        var names = await (from p in db.Places where places.Contains(p.Id) join c in db.Courses on p.Course equals c.Id join q in db.People on p.Pupil equals q.Id
                           select new { p.Id, c.Name, Person = new PersonLine(q.Id, q.GivenName, q.FamilyName, q.Shield) }).ToDictionaryAsync(x => x.Id, ct);
        return [.. lost.Select(l => new LostLessons(names[l.Place].Person, names[l.Place].Name, l.Count))];
    }
}
