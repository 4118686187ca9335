using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>Cancels a lesson, gives a cancelled one after all, or adds one beside the week; the families are told once.</summary>
public sealed class CancelLesson(SamspillDb db, Actor actor, TellOfChanges tell, TimeProvider clock)
{
    /// <param name="seen">The sequence that was shown.</param>
    public async Task<Outcome<Done>> RunAsync(LessonId id, CancelCause cause, int seen, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.HoldAsync(id, ct);
        if (await db.Lessons.ChangedBy(actor, Oslo.Today(clock)).SingleOrDefaultAsync(l => l.Id == id, ct) is not { } lesson) return LessonRejections.NotFound;
        if (lesson.State == LessonState.Cancelled) return new Done();
        if (lesson.Sequence != seen) return LessonRejections.ChangedMeanwhile;
        var stoodIn = lesson.Substitute;
        if (lesson.Cancel(cause, clock.GetUtcNow()).Refused(out var why)) return why;
        await TellAsync(lesson, NewsKind.Cancelled, stoodIn, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>It is given after all. Refused when its room, teacher or pupils have something else by now.</summary>
    public async Task<Outcome<Done>> RestoreAsync(LessonId id, int seen, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.HoldAsync(id, ct);
        if (await db.Lessons.ChangedBy(actor, Oslo.Today(clock)).SingleOrDefaultAsync(l => l.Id == id, ct) is not { } lesson) return LessonRejections.NotFound;
        if (lesson.State != LessonState.Cancelled) return new Done();
        if (lesson.Sequence != seen) return LessonRejections.ChangedMeanwhile;
        if (lesson.HasBegun(clock.Wall())) return LessonRejections.DayPassed;
        var obstacles = await Obstacles.LoadAsync(db, lesson.Group, lesson.Date, lesson.Date, [lesson.Room], [lesson.Teacher], ct);
        if (obstacles.WhyNot(new Slot(lesson.Date, lesson.Start, lesson.Minutes, lesson.Room, lesson.Teacher), new HashSet<LessonId> { id }, stands: true) is { } taken) return taken;
        await db.ForgetCancelledMakeUpAsync(lesson, ct);
        if (lesson.Restore(clock.GetUtcNow()).Refused(out var why)) return why;
        await TellAsync(lesson, NewsKind.Back, null, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    private async Task TellAsync(Lesson lesson, NewsKind kind, StaffId? stoodIn, CancellationToken ct)
    {
        var line = await db.Lines(db.Lessons.Where(l => l.Id == lesson.Id)).AsNoTracking().SingleAsync(ct);
        var news = line.News(kind, lesson.Cause);
        await tell.RunAsync([news], ct);
        await tell.StaffAsync(stoodIn is { } other ? [(lesson.Teacher, news), (other, news)] : [(lesson.Teacher, news)], ct);
    }
}

internal static class LineNews
{
    /// <summary>What happened to a lesson that stands where it stood.</summary>
    public static LessonNews News(this LessonLine line, NewsKind kind, CancelCause? cause = null, string? who = null) =>
        new(kind, line.Group, line.Title, line.Date, line.Start, line.Date, line.Start, $"{line.SiteName}, {line.RoomName}", line.Teacher, who, cause);
}
