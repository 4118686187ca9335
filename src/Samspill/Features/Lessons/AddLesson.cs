using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>Adds a lesson beside the week for the group of another; when that one is cancelled, it makes up for it, and for what that one was to make up for.</summary>
public sealed class AddLesson(SamspillDb db, Actor actor, TellOfChanges tell, TimeProvider clock)
{
    public async Task<Outcome<LessonId>> RunAsync(LessonId like, DateOnly date, TimeOnly start, int minutes, RoomId room, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.HoldAsync(like, ct);
        if (await db.Lessons.ChangedBy(actor, Oslo.Today(clock)).SingleOrDefaultAsync(l => l.Id == like, ct) is not { } other) return LessonRejections.NotFound;
        if (minutes is < 10 or > 300) return LessonRejections.Length;
        if (date.ToDateTime(start) <= clock.Wall()) return LessonRejections.DayPassed;
        var obstacles = await Obstacles.LoadAsync(db, other.Group, date, date, [room], [other.Teacher], ct);
        if (obstacles.SiteOf(room) is null) return LessonRejections.NotFound;
        if (obstacles.WhyNot(new Slot(date, start, minutes, room, other.Teacher), new HashSet<LessonId>()) is { } taken) return taken;
        if (await db.Lessons.AnyAsync(l => l.Group == other.Group && l.PlannedDate == date && l.PlannedStart == start, ct)) return LessonRejections.PlannedThere;

        var extra = Lesson.Added(LessonId.New(), other.Group, date, start, minutes, room, other.Teacher, clock.GetUtcNow());
        await db.ForgetCancelledMakeUpAsync(other, ct);
        if (other.State == LessonState.Cancelled)
        {
            if (other.MakeUp(extra.Id).Refused(out var why)) return why;
            foreach (var lost in await db.Lessons.Where(l => l.MadeUpBy == like).ToListAsync(ct)) lost.MadeUpAnewBy(extra.Id);
        }
        db.Lessons.Add(extra);
        await db.SaveChangesAsync(ct);
        var news = (await db.Lines(db.Lessons.Where(l => l.Id == extra.Id)).AsNoTracking().SingleAsync(ct)).News(NewsKind.Extra);
        await tell.RunAsync([news], ct);
        await tell.StaffAsync([(extra.Teacher, news)], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return extra.Id;
    }
}
