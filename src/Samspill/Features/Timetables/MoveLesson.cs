using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Host;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>Where a lesson is to go.</summary>
/// <param name="Room">Null for the best there.</param>
/// <param name="Teacher">Null for the best there.</param>
public sealed record To(DayOfWeek Day, TimeOnly Start, RoomId? Room, StaffId? Teacher);

/// <summary>What came of a move.</summary>
/// <param name="Was">Where it was; null when it had no place.</param>
/// <param name="Now">Where it is.</param>
/// <param name="Version">The lesson's version now: the next move must have seen it.</param>
/// <param name="Clashes">What it breaks. When nobody let that pass nothing was moved.</param>
public sealed record Moved(Slot? Was, Slot Now, int Version, IReadOnlyList<Clash> Clashes, bool Done);

/// <summary>Puts one lesson of a draft somewhere else. Rules it would break are named, and broken only when somebody lets them pass.</summary>
public sealed class MoveLesson(SamspillDb db, OpenSchool school, WeekBoards boards)
{
    /// <param name="seen">The lesson's version that the mover saw; −1 for one without a place.</param>
    public async Task<Outcome<Moved>> RunAsync(WeekPlanId id, GroupId group, int seen, To to, bool accept, CancellationToken ct)
    {
        // Laid out before anything is held: whoever writes meanwhile need not wait for it.
        if (await db.WeekPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } asItIs) await boards.OfAsync(db, school, asItIs, ct);
        await using var work = await db.BeginAsync(ct);
        if ((await TouchAsync(id, ct)).Refused(out var why, out var plan)) return why;
        var lesson = await db.PlannedLessons.SingleOrDefaultAsync(l => l.Plan == id && l.Group == group, ct);
        if ((lesson?.Version ?? -1) != seen) return WeekPlanRejections.ChangedMeanwhile;
        var board = await boards.OfAsync(db, school, plan, plan.Version - 1, ct); // as it was before this move
        if (!board.Knows(group)) return WeekPlanRejections.NotThere;
        var slot = SlotOf(board, group, lesson, to);
        if (slot is null || !board.Problem.Rooms.Any(r => r.Id == slot.Room) || !board.Problem.Teachers.Any(t => t.Id == slot.Teacher)) return WeekPlanRejections.NotThere;
        var clashes = board.ClashesOf(group, slot);
        var was = lesson is null ? null : WeekProblem.SlotOf(lesson);
        if (clashes.Count > 0 && !accept) return new Moved(was, slot, seen, clashes, Done: false);
        var (room, teacher) = (new RoomId(Guid.Parse(slot.Room)), new StaffId(Guid.Parse(slot.Teacher)));
        var minutes = await db.Groups.Where(g => g.Id == group).Select(g => g.Minutes).SingleAsync(ct); // it may have changed since the week was made
        if (lesson is null) db.PlannedLessons.Add(lesson = new PlannedLesson(id, group, to.Day, to.Start, minutes, room, teacher));
        lesson.Move(to.Day, to.Start, minutes, room, teacher, string.Join(' ', clashes.Select(c => c.Code).Distinct()));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        board.Moved(group, slot, plan.Version);
        return new Moved(was, slot, lesson.Version, clashes, Done: true);
    }

    /// <summary>Locks or unlocks a lesson of a draft.</summary>
    public Task<Outcome<Done>> LockAsync(WeekPlanId id, GroupId group, int seen, bool locked, CancellationToken ct) => ChangeAsync(id, group, seen, (lesson, _) =>
    {
        lesson.Lock(locked);
        return Task.CompletedTask;
    }, ct);

    /// <summary>Sets in which weeks a lesson of a draft is, and whether it changes times from week to week with its teacher's others there: those as long, on the same day and in the same room.</summary>
    public Task<Outcome<Done>> RepeatAsync(WeekPlanId id, GroupId group, int seen, Rhythm rhythm, bool turns, CancellationToken ct) => ChangeAsync(id, group, seen, async (lesson, ct) =>
    {
        var (day, room, teacher, minutes) = (lesson.Day, lesson.Room, lesson.Teacher, lesson.Minutes);
        Guid? rotation = !turns ? null : lesson.Rotation
            ?? await db.PlannedLessons.Where(l => l.Plan == id && l.Rotation != null && l.Day == day && l.Room == room && l.Teacher == teacher && l.Minutes == minutes).Select(l => l.Rotation).FirstOrDefaultAsync(ct)
            ?? Guid.CreateVersion7();
        lesson.Repeat(rhythm, rotation);
    }, ct);

    /// <summary>Changes what of a lesson is no place.</summary>
    private async Task<Outcome<Done>> ChangeAsync(WeekPlanId id, GroupId group, int seen, Func<PlannedLesson, CancellationToken, Task> change, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if ((await TouchAsync(id, ct)).Refused(out var why, out var plan)) return why;
        if (await db.PlannedLessons.SingleOrDefaultAsync(l => l.Plan == id && l.Group == group, ct) is not { } lesson) return WeekPlanRejections.NotThere;
        if (lesson.Version != seen) return WeekPlanRejections.ChangedMeanwhile;
        await change(lesson, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        boards.StandAsBefore(school, plan);
        return new Done();
    }

    /// <summary>Counts a change of a draft, and holds it: two who change it at once come one after the other, and who publishes has seen every change.</summary>
    private async Task<Outcome<WeekPlan>> TouchAsync(WeekPlanId id, CancellationToken ct)
    {
        if (await db.WeekPlans.Where(p => p.Id == id && p.State == PlanState.Draft).ExecuteUpdateAsync(p => p.SetProperty(x => x.Version, x => x.Version + 1), ct) == 0)
            return await db.WeekPlans.AnyAsync(p => p.Id == id, ct) ? WeekPlanRejections.NotDraft : WeekPlanRejections.NotFound;
        return await db.WeekPlans.AsNoTracking().SingleAsync(p => p.Id == id, ct);
    }

    /// <summary>What was not said is kept, or the best there is.</summary>
    private static Slot? SlotOf(WeekBoard board, GroupId group, PlannedLesson? lesson, To to)
    {
        var (day, start) = (UsualHours.CodeOf(to.Day), UsualHours.Minute(to.Start));
        if (to is { Room: { } room, Teacher: { } teacher }) return new Slot(day, start, WeekProblem.Code(room.Value), WeekProblem.Code(teacher.Value));
        if (board.MoveTo(group, day, start) is { } best && to.Room is null && to.Teacher is null) return best.Slot;
        var its = board.Problem.Lessons.First(l => l.Id == WeekProblem.Code(group.Value));
        var someRoom = to.Room is { } r ? WeekProblem.Code(r.Value) : lesson is not null ? WeekProblem.Code(lesson.Room.Value) : board.Problem.Rooms.FirstOrDefault(x => its.Sites.Any(s => s.Id == x.Site))?.Id;
        var someone = to.Teacher is { } t ? WeekProblem.Code(t.Value) : lesson is not null ? WeekProblem.Code(lesson.Teacher.Value) : its.Teachers.FirstOrDefault();
        return someRoom is null || someone is null ? null : new Slot(day, start, someRoom, someone);
    }
}
