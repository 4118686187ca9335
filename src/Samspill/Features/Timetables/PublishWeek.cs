using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Domain.Timetables;
using Samspill.Features.Admission;
using Samspill.Features.Groups;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Timetables;

/// <summary>A draft becomes what families know, from a day on: the year's lessons follow, and those whose lesson is new or changed are told, once. All in one transaction.</summary>
public sealed class PublishWeek(SamspillDb db, Actor actor, Outbox outbox, DatedLessons lessons, TimeProvider clock)
{
    /// <param name="version">The version that the one who publishes has seen; null to take what is there.</param>
    public async Task<Outcome<Published>> RunAsync(WeekPlanId id, DateOnly from, int? version, CancellationToken ct, bool tell = true)
    {
        var (now, today) = (clock.GetUtcNow(), Oslo.Today(clock));
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.WeekPlans.Where(p => p.Id == id).ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), ct); // held: nobody moves a lesson while it becomes what families know
        if (await db.WeekPlans.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan) return WeekPlanRejections.NotFound;
        if (version is { } seen && seen != plan.Version) return WeekPlanRejections.ChangedMeanwhile;
        if (from < new DateOnly(plan.SchoolYear, 8, 1) || from > Domain.School.SchoolYear.LastDayOf(plan.SchoolYear)) return WeekPlanRejections.OutsideYear;
        var before = await db.WeekPlans.SingleOrDefaultAsync(p => p.SchoolYear == plan.SchoolYear && p.State == PlanState.Published, ct);
        if (plan.Publish(from, today, actor.Name, now).Refused(out var why)) return why;
        var staying = db.Staying();
        await db.PlannedLessons.Where(l => l.Plan == id && !db.Groups.Any(g => g.Id == l.Group && g.ClosedOn == null && staying.Any(m => m.Group == g.Id))).ExecuteDeleteAsync(ct); // a draft may be older than a group's end
        var week = await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == id).ToListAsync(ct);
        if (week.Count == 0) return WeekPlanRejections.Empty;
        if (await db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleOrDefaultAsync(y => y.Start == plan.SchoolYear, ct) is not { } year) return WeekPlanRejections.NoYear;
        var known = before is null ? [] : await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == before.Id).ToDictionaryAsync(l => l.Group, ct);
        if (before is not null)
        {
            before.Replace();
            await db.SaveChangesAsync(ct); // one published at a time: the index must see it go first
        }
        var changes = Compare(known, week);
        var changed = changes.Select(c => c.Group).ToHashSet();
        // Lessons of the others stand, with whatever was done to single ones of them.
        var astray = week.All(l => changed.Contains(l.Group)) ? [] : await lessons.AstrayAsync(week, year, from, before?.From, ct);
        Dictionary<GroupId, Lesson?> others;
        try { others = await lessons.FollowAsync([.. changed, .. astray], week, year, from, ct); }
        catch (DbUpdateConcurrencyException) { return WeekPlanRejections.ChangedMeanwhile; } // a lesson was given while the week was published
        changes.AddRange(week.Where(l => others.ContainsKey(l.Group) && !changed.Contains(l.Group)).Select(l => new Change(l.Group, Before(l, others[l.Group]), l)));
        if (tell) await TellAsync(changes, from, today, ct);
        await SetCourseDaysAsync(week, ct);
        db.Note("week-published", $"WeekPlan {id.Value}", string.Create(CultureInfo.InvariantCulture, $"{week.Count} lessons, {changes.Count} changed"));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Published(week.Count, changes.Count);
    }

    private static List<Change> Compare(Dictionary<GroupId, PlannedLesson> known, List<PlannedLesson> week)
    {
        var there = week.Select(l => l.Group).ToHashSet();
        List<Change> changes =
        [
            .. week.Where(l => !known.TryGetValue(l.Group, out var was) || !Same(was, l)).Select(l => new Change(l.Group, known.GetValueOrDefault(l.Group), l)),
            .. known.Values.Where(l => !there.Contains(l.Group)).Select(l => new Change(l.Group, l, null)),
        ];
        // A rotation turns as a whole: when one comes or goes, the times of all its others change.
        var turning = changes.SelectMany(c => new[] { c.Was?.Rotation, c.Is?.Rotation }).OfType<Guid>().ToHashSet();
        var changed = changes.Select(c => c.Group).ToHashSet();
        changes.AddRange(week.Where(l => l.Rotation is { } rotation && turning.Contains(rotation) && !changed.Contains(l.Group)).Select(l => new Change(l.Group, known.GetValueOrDefault(l.Group), l)));
        return changes;
    }

    /// <summary>Where a lesson was that the weeks have at the same place, by its dated ones. Of a rotation they have no one place.</summary>
    private static PlannedLesson? Before(PlannedLesson lesson, Lesson? dated)
    {
        if (lesson.Rotation is not null) return lesson;
        if (dated is null) return null;
        var before = new PlannedLesson(lesson.Plan, lesson.Group, dated.Date.DayOfWeek, dated.Start, dated.Minutes, dated.Room, dated.Teacher);
        before.Repeat(lesson.Rhythm, null);
        return before;
    }

    private static bool Same(PlannedLesson a, PlannedLesson b) =>
        (a.Day, a.Start, a.Minutes, a.Room, a.Teacher, a.Rhythm, a.Rotation) == (b.Day, b.Start, b.Minutes, b.Room, b.Teacher, b.Rhythm, b.Rotation);

    /// <summary>The catalogue's days are those that the week has.</summary>
    private async Task SetCourseDaysAsync(List<PlannedLesson> week, CancellationToken ct)
    {
        var courses = await db.Groups.AsNoTracking().Where(g => db.PlannedLessons.Any(l => l.Plan == week[0].Plan && l.Group == g.Id)).Select(g => new { g.Id, g.Course }).ToDictionaryAsync(g => g.Id, g => g.Course, ct);
        foreach (var sameDays in week.GroupBy(l => courses[l.Group]).GroupBy(c => string.Join(' ', c.Select(l => l.Day).Distinct().OrderBy(d => ((int)d + 6) % 7).Select(UsualHours.CodeOf)), c => c.Key))
        {
            foreach (var some in sameDays.Chunk(500)) await db.Courses.Where(c => some.Contains(c.Id) && c.Days != sameDays.Key).ExecuteUpdateAsync(c => c.SetProperty(x => x.Days, sameDays.Key), ct);
        }
    }

    private async Task TellAsync(List<Change> changes, DateOnly from, DateOnly today, CancellationToken ct)
    {
        var changed = changes.ToDictionary(c => c.Group);
        var staying = db.Staying();
        var rooms = await (from r in db.Rooms join s in db.Sites on r.Site equals s.Id select new { r.Id, Room = r.Name, Site = s.Name }).ToDictionaryAsync(r => r.Id, r => $"{r.Site}, {r.Room}", ct);
        var members = await (from m in staying
                             join g in db.Groups on m.Group equals g.Id
                             join c in db.Courses on g.Course equals c.Id
                             orderby m.Pupil, g.Id
                             select new { m.Pupil, m.Group, c.Name }).ToListAsync(ct);
        var concerned = members.Where(m => changed.ContainsKey(m.Group)).GroupBy(m => m.Pupil).ToList();
        var ids = staying.Select(m => m.Pupil);
        var pupils = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var receivers = await db.ReceiversAsync(ids, today, ct);
        foreach (var pupil in concerned)
        {
            foreach (var receiver in receivers[pupil.Key])
            {
                var lines = string.Join("\n", pupil.Select(m => Line(receiver, m.Name, changed[m.Group], rooms)));
                outbox.Tell(receiver, "week", pupils[pupil.Key], pupils[pupil.Key].GivenName, from, lines, new PageLink($"/timer/{pupil.Key.Value}"));
            }
        }
        await TellTeachersAsync(changes, from, ct);
    }

    private string Line(Person receiver, string course, Change change, Dictionary<RoomId, string> rooms)
    {
        var words = outbox.In(receiver);
        string Where(PlannedLesson l) => words.Weekly(l, rooms[l.Room]);
        return change switch
        {
            { Was: { Rotation: not null } was, Is: { Rotation: not null } now } when Where(was) == Where(now) => words["week.line.turns", course, words[$"day.{UsualHours.CodeOf(now.Day)}"]],
            { Was: var was, Is: { } now } when was is null || Same(was, now) => words["week.line.new", course, Where(now)],
            { Was: { } was, Is: { } now } when Where(was) == Where(now) => words["week.line.teacher", course, Where(now)],
            { Was: { } was, Is: { } now } => words["week.line.changed", course, Where(was), Where(now)],
            _ => words["week.line.gone", course, Where(change.Was!)],
        };
    }

    private async Task TellTeachersAsync(List<Change> changes, DateOnly from, CancellationToken ct)
    {
        var concerned = changes.SelectMany(c => new[] { c.Was?.Teacher, c.Is?.Teacher }.OfType<StaffId>().Distinct()).GroupBy(t => t).ToDictionary(t => t.Key, t => t.Count());
        var ids = concerned.Keys.ToList();
        var teachers = await (from s in db.Staff.Where(s => ids.Contains(s.Id)) join p in db.People.AsNoTracking() on s.Person equals p.Id orderby p.Id select new { s.Id, Person = p }).ToListAsync(ct);
        foreach (var teacher in teachers) outbox.Tell(teacher.Person, "week-teacher", null, from, concerned[teacher.Id], new PageLink("/min-uke"));
    }

    /// <summary>What is new for one group. Nothing before: it is new. Nothing after: it is no more.</summary>
    private sealed record Change(GroupId Group, PlannedLesson? Was, PlannedLesson? Is);
}

/// <summary>How much was published.</summary>
/// <param name="Lessons">A week.</param>
/// <param name="Changed">Of them new, changed or gone.</param>
public sealed record Published(int Lessons, int Changed);
