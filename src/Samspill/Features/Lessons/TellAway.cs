using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>The family says beforehand that the pupil will be away from a lesson, or takes it back, until the lesson begins.</summary>
public sealed class TellAway(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Twice is once.</summary>
    public async Task<Outcome<Done>> RunAsync(LessonId id, PersonId pupil, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if ((await HeldAsync(id, pupil, ct)).Refused(out var why, out var lesson)) return why;
        if (lesson.State == LessonState.Cancelled) return LessonRejections.Cancelled;
        var now = clock.GetUtcNow();
        if (await db.Attendance.SingleOrDefaultAsync(a => a.Lesson == id && a.Pupil == pupil, ct) is { } before) before.Settle(Presence.ToldAway, now, actor.Name, now);
        else db.Attendance.Add(new Attendance(id, pupil, Presence.ToldAway, now, actor.Name, now));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>The pupil comes after all.</summary>
    public async Task<Outcome<Done>> TakeBackAsync(LessonId id, PersonId pupil, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if ((await HeldAsync(id, pupil, ct)).Refused(out var why, out _)) return why;
        if (await db.Attendance.SingleOrDefaultAsync(a => a.Lesson == id && a.Pupil == pupil && a.Presence == Presence.ToldAway, ct) is { } told) db.Attendance.Remove(told);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    private async Task<Outcome<Lesson>> HeldAsync(LessonId id, PersonId pupil, CancellationToken ct)
    {
        if (!actor.Wards.Contains(pupil)) return LessonRejections.NotFound;
        await db.HoldAsync(id, ct);
        if (await db.Lessons.SingleOrDefaultAsync(l => l.Id == id && db.GroupMembers.Any(m => m.Group == l.Group && m.Pupil == pupil && m.From <= l.Date && (m.To == null || m.To >= l.Date)), ct) is not { } lesson) return LessonRejections.NotFound;
        return lesson.HasBegun(clock.Wall()) ? LessonRejections.Begun : lesson;
    }
}
