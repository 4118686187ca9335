using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>Who is there: a tap for a pupil, or for all whom nobody has said anything about. That it was given follows from it, and can be taken back.</summary>
public sealed class TakeAttendance(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <param name="pupil">Null for the rest.</param>
    /// <param name="tappedAt">Null for now. A telephone without a line sends it later.</param>
    public async Task<Outcome<Done>> RunAsync(LessonId id, PersonId? pupil, Presence presence, DateTimeOffset? tappedAt, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.HoldAsync(id, ct);
        if (await db.Lessons.ReceivedFrom(actor, Oslo.Today(clock)).SingleOrDefaultAsync(l => l.Id == id, ct) is not { } lesson) return LessonRejections.NotFound;
        if (Lesson.OpensAt(lesson.Date, lesson.Start) > clock.Wall()) return LessonRejections.NotYet;
        var members = await db.GroupMembers.Where(m => m.Group == lesson.Group && m.From <= lesson.Date && (m.To == null || m.To >= lesson.Date)).Select(m => m.Pupil).Distinct().ToListAsync(ct);
        if (pupil is { } one && !members.Contains(one)) return LessonRejections.NoPupil;
        if (lesson.Give().Refused(out var why)) return why;

        var (said, now) = (await db.Attendance.Where(a => a.Lesson == id).ToDictionaryAsync(a => a.Pupil, ct), clock.GetUtcNow());
        foreach (var member in members.Where(m => pupil is null ? !said.ContainsKey(m) : m == pupil))
        {
            if (said.TryGetValue(member, out var before)) before.Settle(presence, tappedAt ?? now, actor.Name, now);
            else db.Attendance.Add(new Attendance(id, member, presence, tappedAt ?? now, actor.Name, now));
        }
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>It was not given: what was tapped is taken away, and what the families said beforehand stands.</summary>
    /// <param name="seen">The sequence that was shown.</param>
    public async Task<Outcome<Done>> RegretAsync(LessonId id, int seen, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.HoldAsync(id, ct);
        if (await db.Lessons.ChangedBy(actor, Oslo.Today(clock)).SingleOrDefaultAsync(l => l.Id == id, ct) is not { } lesson) return LessonRejections.NotFound;
        if (lesson.State != LessonState.Given) return new Done();
        if (lesson.Sequence != seen) return LessonRejections.ChangedMeanwhile;
        lesson.Regret();
        await db.UntapAsync([id], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>What was done, for the teacher and whoever gives the next one.</summary>
    /// <param name="seen">When the note that was shown was written; null when there was none.</param>
    public async Task<Outcome<Done>> WriteAsync(LessonId id, string note, DateTimeOffset? seen, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.HoldAsync(id, ct);
        if (await db.Lessons.SeenBy(actor, Oslo.Today(clock)).SingleOrDefaultAsync(l => l.Id == id, ct) is not { } lesson) return LessonRejections.NotFound;
        if (lesson.Write(note, seen, clock.GetUtcNow()).Refused(out var why)) return why;
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
