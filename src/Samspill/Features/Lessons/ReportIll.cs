using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>Somebody who teaches is away for some days: it is recorded, lessons that have not begun are cancelled, and the families are told. Twice is once.</summary>
public sealed class ReportIll(SamspillDb db, Actor actor, TellOfChanges tell, TimeProvider clock)
{
    /// <returns>How many lessons were cancelled now.</returns>
    public async Task<Outcome<int>> RunAsync(StaffId staff, DateOnly from, DateOnly to, CancelCause cause, CancellationToken ct)
    {
        if (staff != actor.Staff && !actor.May(Can.PlanWeek)) return StaffAbsenceRejections.NotFound;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (!await db.Staff.AnyAsync(s => s.Id == staff, ct)) return StaffAbsenceRejections.NotFound;
        if (StaffAbsence.Of(staff, from, to, cause, Oslo.Today(clock), actor.Name, clock.GetUtcNow()).Refused(out var why, out var absence)) return why;
        var known = await db.StaffAbsences.Where(a => a.Staff == staff && a.From <= to && a.To >= from).OrderBy(a => a.From).ToListAsync(ct);
        if (known.FindLast(a => a.From <= from) is { } before) before.LastTo(to);
        else db.StaffAbsences.Add(absence);

        var wall = clock.Wall();
        var coming = db.Lessons.Where(l => (l.Teacher == staff && l.Substitute == null || l.Substitute == staff) && l.Date >= from && l.Date <= to && l.State != LessonState.Cancelled);
        await coming.HoldAsync(ct);
        var lessons = (await coming.OrderBy(l => l.Date).ThenBy(l => l.Start).ToListAsync(ct))
            .FindAll(l => !l.HasBegun(wall));
        var ids = lessons.ConvertAll(l => l.Id);
        var news = (await db.Lines(db.Lessons.Where(l => ids.Contains(l.Id))).AsNoTracking().ToListAsync(ct)).ConvertAll(l => l.News(NewsKind.Cancelled, cause));
        await db.UntapAsync([.. lessons.Where(l => l.State == LessonState.Given).Select(l => l.Id)], ct); // somebody was tapped before it began
        foreach (var lesson in lessons)
        {
            lesson.Regret();
            if (lesson.Cancel(cause, clock.GetUtcNow()).Refused(out why)) return why;
        }
        await tell.RunAsync(news, ct);
        await tell.StaffAsync([.. news.Where(n => n.Teacher != staff).Select(n => (n.Teacher, n))], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return lessons.Count;
    }
}
