using Microsoft.EntityFrameworkCore;
using Samspill.Domain.Lessons;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Data;

/// <summary>The demo's yesterday: whatever day it is, the lessons before it were given, and most were there. Made while the demo is in use already.</summary>
internal sealed class DemoHistory(SamspillDb db, TimeProvider clock) : IClockJob
{
    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        if (!school.Demo) return;
        var (now, today) = (clock.GetUtcNow(), Oslo.Today(clock));
        var lessons = await db.Lessons.AsNoTracking().Where(l => l.Date < today && l.State == LessonState.Planned).OrderBy(l => l.Id).ToListAsync(ct);
        if (lessons.Count == 0) return;
        var dice = new Dice(lessons.Count);
        var members = (await db.GroupMembers.AsNoTracking().Where(m => m.To == null).Select(m => new { m.Group, m.Pupil }).ToListAsync(ct)).ToLookup(m => m.Group, m => m.Pupil);
        var known = (await db.Attendance.Where(a => db.Lessons.Any(l => l.Id == a.Lesson && l.Date < today && l.State == LessonState.Planned)).Select(a => new { a.Lesson, a.Pupil }).ToListAsync(ct)).ToHashSet();
        var there = new List<Attendance>();
        var cancelled = new List<LessonId>();
        foreach (var lesson in lessons)
        {
            if (dice.Next(40) == 0) cancelled.Add(lesson.Id);
            else there.AddRange(members[lesson.Group].Where(p => !known.Contains(new { Lesson = lesson.Id, Pupil = p })).Select(p => new Attendance(lesson.Id, p, Drawn(dice), Oslo.Moment(lesson.Date, lesson.Start), "Samspill", now)));
        }
        await using var work = await db.BeginAsync(ct);
        await db.InsertAsync(there, ct);
        foreach (var some in cancelled.Chunk(500)) await db.Lessons.Where(l => some.Contains(l.Id)).ExecuteUpdateAsync(l => l.SetProperty(x => x.State, LessonState.Cancelled).SetProperty(x => x.Cause, CancelCause.TeacherIll), ct);
        await db.Lessons.Where(l => l.Date < today && l.State == LessonState.Planned).ExecuteUpdateAsync(l => l.SetProperty(x => x.State, LessonState.Given), ct);
        await work.CommitAsync(ct);
    }

    private static Presence Drawn(Dice dice) => dice.Next(12) switch { 0 => Presence.Away, 1 => Presence.ToldAway, _ => Presence.Here };
}
