using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>A dated lesson with the words that say what and where it is.</summary>
/// <param name="Name">The group's name; null for a lesson of one.</param>
public sealed record LessonLine(
    LessonId Id, GroupId Group, string? Name, CourseId CourseId, string Course, DateOnly Date, TimeOnly Start, int Minutes, RoomId Room, string RoomName,
    SiteId Site, string SiteName, double? Latitude, double? Longitude, StaffId Teacher, StaffId? Substitute, LessonState State, CancelCause? Cause,
    DateOnly PlannedDate, TimeOnly PlannedStart, int Sequence, DateTimeOffset ChangedAt)
{
    public TimeOnly End => Start.AddMinutes(Minutes);

    /// <summary>What it is called where its pupil need not be named.</summary>
    public string Title => Name ?? Course;
    public StaffId GivenBy => Substitute ?? Teacher;
    public bool IsMoved => Date != PlannedDate || Start != PlannedStart;
    public bool IsCancelled => State == LessonState.Cancelled;
    public Position? Position => Latitude is { } north && Longitude is { } east ? new Position(north, east) : null;

    /// <summary>Whether it can be said who is there, by the clock on the school's wall.</summary>
    public bool TakesAttendance(DateTime wall) => !IsCancelled && Lesson.OpensAt(Date, Start) <= wall;

    /// <summary>Whether it is going on at that time of its day.</summary>
    public bool IsOnAt(TimeOnly time) => Start <= time && time < End;
}

internal static class LessonLines
{
    /// <summary>Days after a lesson in which who stood in still sees it, and in which what was tapped there is received: a telephone without a line sends its taps late.</summary>
    private const int SeenDays = 2, ReceivedDays = 14;

    /// <summary>The lessons in the order of the clock. Filter before, take after.</summary>
    public static IQueryable<LessonLine> Lines(this SamspillDb db, IQueryable<Lesson> lessons) =>
        from l in lessons
        join g in db.Groups on l.Group equals g.Id
        join c in db.Courses on g.Course equals c.Id
        join r in db.Rooms on l.Room equals r.Id
        join s in db.Sites on r.Site equals s.Id
        orderby l.Date, l.Start, l.Id
        select new LessonLine(l.Id, l.Group, g.Name, c.Id, c.Name, l.Date, l.Start, l.Minutes, l.Room, r.Name, s.Id, s.Name, s.Latitude, s.Longitude, l.Teacher, l.Substitute, l.State, l.Cause,
            l.PlannedDate, l.PlannedStart, l.Sequence, l.ChangedAt);

    /// <summary>Those that somebody who teaches is concerned with: one's own from the beginning of this school year, and those one stands in for until two days after.</summary>
    public static IQueryable<Lesson> TaughtBy(this IQueryable<Lesson> lessons, StaffId me, DateOnly today, int days = SeenDays)
    {
        var (year, lately) = (new DateOnly(SchoolYear.Of(today), 8, 1), today.AddDays(-days));
        return lessons.Where(l => l.Teacher == me && l.Date >= year || l.Substitute == me && l.Date >= lately);
    }

    /// <summary>Those that the actor may take attendance at: as those it sees, but the substitute's for as long as taps may come late.</summary>
    public static IQueryable<Lesson> ReceivedFrom(this IQueryable<Lesson> lessons, Actor actor, DateOnly today) => lessons.SeenBy(actor, today, ReceivedDays);

    /// <summary>Those that the actor may see: the teacher's and the substitute's own while they are concerned with them, the office's all.</summary>
    public static IQueryable<Lesson> SeenBy(this IQueryable<Lesson> lessons, Actor actor, DateOnly today, int days = SeenDays) =>
        actor.May(Can.PlanWeek) ? lessons
        : actor.May(Can.Teach) && actor.Staff is { } me ? lessons.TaughtBy(me, today, days)
        : lessons.Where(_ => false);

    /// <summary>Those that the actor may move and cancel: not one who only stands in.</summary>
    public static IQueryable<Lesson> ChangedBy(this IQueryable<Lesson> lessons, Actor actor, DateOnly today) =>
        actor.May(Can.PlanWeek) ? lessons
        : actor.May(Can.Teach) && actor.Staff is { } me ? lessons.TaughtBy(me, today).Where(l => l.Teacher == me)
        : lessons.Where(_ => false);

    /// <summary>Those who teach, by name.</summary>
    public static async Task<Dictionary<StaffId, PersonLine>> StaffNamesAsync(this SamspillDb db, IEnumerable<StaffId> who, CancellationToken ct)
    {
        var ids = who.Distinct().ToList();
        if (ids.Count == 0) return [];
        return await db.Staff.Where(s => ids.Contains(s.Id)).Join(db.People, s => s.Person, p => p.Id, (s, p) => new { s.Id, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) })
            .ToDictionaryAsync(x => x.Id, x => x.Person, ct);
    }

    /// <summary>Holds a lesson until the transaction ends: who writes to it next waits, and then reads what this one left.</summary>
    public static Task HoldAsync(this SamspillDb db, LessonId id, CancellationToken ct) => db.Lessons.Where(l => l.Id == id).HoldAsync(ct);

    /// <summary>Holds several at once. Take the turn first: two who hold several could wait for each other.</summary>
    public static Task HoldAsync(this IQueryable<Lesson> lessons, CancellationToken ct) => lessons.ExecuteUpdateAsync(l => l.SetProperty(x => x.Minutes, x => x.Minutes), ct);

    /// <summary>What made up for a lesson and was cancelled itself makes up for nothing.</summary>
    public static async Task ForgetCancelledMakeUpAsync(this SamspillDb db, Lesson lesson, CancellationToken ct)
    {
        if (lesson.MadeUpBy is { } by && await db.Lessons.AnyAsync(l => l.Id == by && l.State == LessonState.Cancelled, ct)) lesson.ForgetMakeUp();
    }
}
