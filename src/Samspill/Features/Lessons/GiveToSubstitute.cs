using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Lessons;

/// <summary>Gives a lesson to a substitute, who thereby sees that lesson and its pupils and no other; the families are told. A cancelled one is given after all.</summary>
public sealed class GiveToSubstitute(SamspillDb db, TellOfChanges tell, TimeProvider clock)
{
    /// <param name="seen">The sequence that was shown.</param>
    public async Task<Outcome<Done>> RunAsync(LessonId id, StaffId to, int seen, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        await db.HoldAsync(id, ct);
        if (await db.Lessons.SingleOrDefaultAsync(l => l.Id == id, ct) is not { } lesson) return LessonRejections.NotFound;
        if (await db.Staff.Where(s => s.Id == to).Join(db.People, s => s.Person, p => p.Id, (s, p) => new { s.Role, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) }).SingleOrDefaultAsync(ct) is not { } staff) return StaffAbsenceRejections.NotFound;
        if (lesson.Substitute == to) return new Done();
        if (lesson.Sequence != seen) return LessonRejections.ChangedMeanwhile;
        if (staff.Role != StaffRole.Teacher) return LessonRejections.NotTeacher;
        if (lesson.HasBegun(clock.Wall())) return LessonRejections.Begun;
        var obstacles = await Obstacles.LoadAsync(db, lesson.Group, lesson.Date, lesson.Date, [lesson.Room], [to], ct);
        if (obstacles.WhyNot(new Slot(lesson.Date, lesson.Start, lesson.Minutes, lesson.Room, to), new HashSet<LessonId> { id }, stands: true) is { } taken) return taken;
        await db.ForgetCancelledMakeUpAsync(lesson, ct);
        var before = lesson.GivenBy;
        if (lesson.SubstituteBy(to, clock.GetUtcNow()).Refused(out var why)) return why;
        var line = await db.Lines(db.Lessons.Where(l => l.Id == id)).AsNoTracking().SingleAsync(ct);
        var news = line.News(NewsKind.Substitute, who: staff.Person.Shield == Protection.None ? $"{staff.Person.GivenName} {staff.Person.FamilyName}" : "–");
        await tell.RunAsync([news], ct);
        await tell.StaffAsync([.. new[] { to, before }.Distinct().Select(concerned => (concerned, news))], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
