using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>How far a move reaches.</summary>
public enum Reach { This, Later, All }

/// <summary>Where a lesson is to go.</summary>
/// <param name="Seen">The sequence that was shown.</param>
public sealed record Moving(DateOnly Date, TimeOnly Start, RoomId Room, Reach Reach, int Seen);

/// <summary>What came of it.</summary>
/// <param name="Stayed">Lessons that could not go along, and why.</param>
public sealed record Moved(int Count, IReadOnlyList<(DateOnly Date, Rejection Why)> Stayed);

/// <summary>Moves a lesson, or this and those after it, and tells the families once. What the family said about one day does not go along to another; a whole series takes the published week along.</summary>
public sealed class MoveLesson(SamspillDb db, Actor actor, TellOfChanges tell, ISeriesMoves week, TimeProvider clock)
{
    /// <summary>No group has so many lessons left in a year.</summary>
    private const int Most = 400;

    public async Task<Outcome<Moved>> RunAsync(LessonId id, Moving to, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.HoldAsync(id, ct);
        var (wall, today) = (clock.Wall(), Oslo.Today(clock));
        if (await db.Lessons.ChangedBy(actor, today).SingleOrDefaultAsync(l => l.Id == id, ct) is not { } lesson) return LessonRejections.NotFound;
        if (lesson.Sequence != to.Seen) return LessonRejections.ChangedMeanwhile;
        if (lesson is { State: LessonState.Planned } && (lesson.Date, lesson.Start, lesson.Room) == (to.Date, to.Start, to.Room)) return new Moved(0, []);
        if (to.Date.ToDateTime(to.Start) <= wall) return LessonRejections.DayPassed;
        var shift = to.Date.DayNumber - lesson.Date.DayNumber;

        var all = to.Reach == Reach.This ? [lesson] : await SeriesAsync(lesson, to.Reach == Reach.Later ? lesson.Date : today, ct);
        var (first, last) = (all[0].Date, all[^1].Date);
        var before = await db.Lines(db.Lessons.Where(l => l.Group == lesson.Group && l.Date >= first && l.Date <= last)).AsNoTracking().ToDictionaryAsync(l => l.Id, ct);
        var obstacles = await Obstacles.LoadAsync(db, lesson.Group, first.AddDays(Math.Min(0, shift)), last.AddDays(Math.Max(0, shift)), [to.Room], [.. all.Select(l => l.GivenBy).Distinct()], ct);
        if (obstacles.SiteOf(to.Room) is null) return LessonRejections.NotFound;
        var place = await db.Rooms.Where(r => r.Id == to.Room).Join(db.Sites, r => r.Site, s => s.Id, (r, s) => s.Name + ", " + r.Name).SingleAsync(ct);

        var (moving, going, stayed) = (all.Select(l => l.Id).ToHashSet(), new List<(Lesson Lesson, DateOnly Date)>(), new List<(DateOnly Date, Rejection Why)>());
        // From the far end: each may go where another has left, and not where one has had to stay.
        foreach (var each in shift > 0 ? all.AsEnumerable().Reverse() : all)
        {
            var date = each.Date.AddDays(shift);
            var why = date.ToDateTime(to.Start) <= wall ? LessonRejections.DayPassed : obstacles.WhyNot(new Slot(date, to.Start, each.Minutes, to.Room, each.GivenBy), moving);
            if (why is not null && each == lesson) return why;
            if (why is null) going.Add((each, date));
            else
            {
                stayed.Add((each.Date, why));
                moving.Remove(each.Id);
            }
        }
        await db.ForgetCancelledMakeUpAsync(lesson, ct);
        var elsewhere = shift == 0 ? [] : going.ConvertAll(g => g.Lesson.Id);
        var told = await db.Attendance.Where(a => elsewhere.Contains(a.Lesson) && a.Presence == Presence.ToldAway).ToListAsync(ct);
        var news = new List<LessonNews>();
        foreach (var (each, date) in going.OrderBy(g => g.Lesson != lesson)) // the others are planned: only this one can refuse, and is asked before any has moved
        {
            if (each.Move(date, to.Start, to.Room, clock.GetUtcNow()).Refused(out var refused)) return refused;
            news.Add(new LessonNews(NewsKind.Moved, each.Group, before[each.Id].Title, before[each.Id].Date, before[each.Id].Start, date, to.Start, place, each.GivenBy, Absent: told.Where(a => a.Lesson == each.Id).Select(a => a.Pupil).ToHashSet()));
        }
        db.Attendance.RemoveRange(told);
        if (going.Count > 1) await week.FollowAsync(going.MaxBy(g => g.Date).Lesson, before[id].Date, before[id].Start, ct);
        await tell.RunAsync(news, ct);
        await tell.StaffAsync([.. news.Select(n => (n.Teacher, n))], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Moved(news.Count, [.. stayed.OrderBy(s => s.Date)]);
    }

    /// <summary>The group's lessons that stand as this one does and that the actor may move, from a day on; this one among them.</summary>
    private async Task<List<Lesson>> SeriesAsync(Lesson lesson, DateOnly from, CancellationToken ct)
    {
        var same = db.Lessons.ChangedBy(actor, Oslo.Today(clock)).Where(l => l.Group == lesson.Group && l.Date >= from && l.Start == lesson.Start && l.State == LessonState.Planned);
        await same.HoldAsync(ct);
        var series = (await same.OrderBy(l => l.Date).ThenBy(l => l.Id).Take(Most).ToListAsync(ct)).FindAll(l => l.Date.DayOfWeek == lesson.Date.DayOfWeek);
        return series.Contains(lesson) ? series : [lesson];
    }
}
