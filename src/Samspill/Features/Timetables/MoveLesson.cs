using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Host;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>Where a lesson is to go.</summary>
/// <param name="Room">Null for the best there.</param>
/// <param name="Teacher">Null for the best there.</param>
/// <param name="Rhythm">In which weeks, for one that had no place; others keep theirs.</param>
public sealed record To(DayOfWeek Day, TimeOnly Start, RoomId? Room, StaffId? Teacher, Rhythm Rhythm = Rhythm.EveryWeek);

/// <summary>What came of a move.</summary>
/// <param name="Was">How it stood; null when it had no place.</param>
/// <param name="Now">How it stands; null when it has no place.</param>
/// <param name="Version">The lesson's version now: the next move must have seen it; −1 without a place.</param>
/// <param name="Clashes">What it breaks. When nobody let that pass nothing was moved.</param>
public sealed record Moved(Standing? Was, Standing? Now, int Version, IReadOnlyList<Clash> Clashes, bool Done);

/// <summary>Puts one lesson of a draft somewhere else, or takes it out. Rules it would break are named, and broken only when somebody lets them pass.</summary>
public sealed class MoveLesson(SamspillDb db, OpenSchool school, WeekBoards boards)
{
    /// <param name="seen">The lesson's version that the mover saw; −1 for one without a place.</param>
    public async Task<Outcome<Moved>> RunAsync(WeekPlanId id, GroupId group, int seen, To to, bool accept, CancellationToken ct)
    {
        if (to.Start.Ticks % TimeSpan.FromMinutes(WeekProblem.Grain).Ticks != 0) return WeekPlanRejections.OffGrain;
        await LayOutAsync(id, ct);
        await using var work = await db.BeginAsync(ct);
        if ((await TouchAsync(id, ct)).Refused(out var why, out var plan)) return why;
        var lesson = await db.PlannedLessons.SingleOrDefaultAsync(l => l.Plan == id && l.Group == group, ct);
        if ((lesson?.Version ?? -1) != seen) return WeekPlanRejections.ChangedMeanwhile;
        var board = await boards.OfAsync(db, school, plan, plan.Version - 1, ct); // as it was before this move
        if (!board.Knows(group)) return WeekPlanRejections.NotThere;
        var slot = SlotOf(board, group, lesson, to);
        if (slot is null || !board.Problem.Rooms.Any(r => r.Id == slot.Room) || !board.Problem.Teachers.Any(t => t.Id == slot.Teacher)) return WeekPlanRejections.NotThere;
        var minutes = board.LessonOf(group).Minutes; // it may have changed since the week was made
        if (slot.Start + minutes >= 24 * 60) return WeekPlanRejections.PastMidnight;
        var was = lesson is null ? null : WeekProblem.StandingOf(lesson);
        var at = was?.MovedTo(slot) ?? new Standing(slot, to.Rhythm);
        var clashes = board.ClashesOf(group, at);
        if (clashes.Count > 0 && !accept) return new Moved(was, at, seen, clashes, Done: false);
        var (room, teacher) = (new RoomId(Guid.Parse(slot.Room)), new StaffId(Guid.Parse(slot.Teacher)));
        if (lesson is null)
        {
            db.PlannedLessons.Add(lesson = new PlannedLesson(id, group, to.Day, to.Start, minutes, room, teacher));
            lesson.Repeat(to.Rhythm, null);
        }
        lesson.Move(to.Day, to.Start, minutes, room, teacher, Codes(clashes));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        at = WeekProblem.StandingOf(lesson);
        board.Moved(group, at, plan.Version);
        return new Moved(was, at, lesson.Version, clashes, Done: true);
    }

    /// <summary>Takes a lesson out of a draft: its group has no place there any more.</summary>
    public async Task<Outcome<Moved>> TakeOutAsync(WeekPlanId id, GroupId group, int seen, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if ((await HoldAsync(id, group, seen, ct)).Refused(out var why, out var held)) return why;
        db.PlannedLessons.Remove(held.Lesson);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        boards.Stands(school, held.Plan, group, null);
        return new Moved(WeekProblem.StandingOf(held.Lesson), null, -1, [], Done: true);
    }

    /// <summary>Locks or unlocks a lesson of a draft.</summary>
    public async Task<Outcome<Moved>> LockAsync(WeekPlanId id, GroupId group, int seen, bool locked, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if ((await HoldAsync(id, group, seen, ct)).Refused(out var why, out var held)) return why;
        held.Lesson.Lock(locked);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        var at = WeekProblem.StandingOf(held.Lesson);
        boards.Stands(school, held.Plan, group, at);
        return new Moved(at, at, held.Lesson.Version, [], Done: true);
    }

    /// <summary>Sets in which weeks a lesson of a draft is, and whether it changes times from week to week with its teacher's others there. Everybody in a rotation must be able to come at all its times; what it breaks already where it stands is not asked of again.</summary>
    public async Task<Outcome<Moved>> RepeatAsync(WeekPlanId id, GroupId group, int seen, Rhythm rhythm, bool turns, bool accept, CancellationToken ct)
    {
        await LayOutAsync(id, ct);
        await using var work = await db.BeginAsync(ct);
        if ((await HoldAsync(id, group, seen, ct)).Refused(out var why, out var held)) return why;
        var (plan, lesson) = held;
        var board = await boards.OfAsync(db, school, plan, plan.Version - 1, ct);
        if (!board.Knows(group)) return WeekPlanRejections.NotThere;
        var teacher = lesson.Teacher;
        Guid? rotation = turns ? lesson.RotationAmong(await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == id && l.Teacher == teacher && l.Rotation != null).OrderBy(l => l.Group).ToListAsync(ct), rhythm) : null;
        var was = WeekProblem.StandingOf(lesson);
        var at = was with { Rhythm = rhythm, Rotation = rotation };
        var clashes = board.ClashesOf(group, at);
        if (!accept && clashes.Except(board.ClashesOf(group, was)).ToList() is { Count: > 0 } added) return new Moved(was, at, seen, added, Done: false);
        lesson.Repeat(rhythm, rotation, Codes(clashes));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        board.Moved(group, at, plan.Version);
        return new Moved(was, at, lesson.Version, clashes, Done: true);
    }

    /// <summary>Before anything is held: whoever writes meanwhile need not wait for it.</summary>
    private async Task LayOutAsync(WeekPlanId id, CancellationToken ct)
    {
        if (await db.WeekPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is { } plan) await boards.OfAsync(db, school, plan, ct);
    }

    private async Task<Outcome<(WeekPlan Plan, PlannedLesson Lesson)>> HoldAsync(WeekPlanId id, GroupId group, int seen, CancellationToken ct)
    {
        if ((await TouchAsync(id, ct)).Refused(out var why, out var plan)) return why;
        if (await db.PlannedLessons.SingleOrDefaultAsync(l => l.Plan == id && l.Group == group, ct) is not { } lesson) return WeekPlanRejections.NotThere;
        if (lesson.Version != seen) return WeekPlanRejections.ChangedMeanwhile;
        return (plan, lesson);
    }

    private static string Codes(IEnumerable<Clash> clashes) => string.Join(' ', clashes.Select(c => c.Code).Distinct());

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
        var its = board.LessonOf(group);
        var someRoom = to.Room is { } r ? WeekProblem.Code(r.Value) : lesson is not null ? WeekProblem.Code(lesson.Room.Value) : board.Problem.Rooms.FirstOrDefault(x => its.Sites.Any(s => s.Id == x.Site))?.Id;
        var someone = to.Teacher is { } t ? WeekProblem.Code(t.Value) : lesson is not null ? WeekProblem.Code(lesson.Teacher.Value) : its.Teachers.FirstOrDefault();
        return someRoom is null || someone is null ? null : new Slot(day, start, someRoom, someone);
    }
}
