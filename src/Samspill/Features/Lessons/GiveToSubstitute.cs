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
    public async Task<Outcome<Done>> RunAsync(LessonId id, StaffId to, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Lessons.SingleOrDefaultAsync(l => l.Id == id, ct) is not { } lesson) return LessonRejections.NotFound;
        if (await db.Staff.Where(s => s.Id == to).Join(db.People, s => s.Person, p => p.Id, (s, p) => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).SingleOrDefaultAsync(ct) is not { } person) return StaffAbsenceRejections.NotFound;
        if (lesson.Substitute == to) return new Done();
        if (lesson.MadeUpBy is not null) return LessonRejections.MadeUp;
        if (lesson.HasBegun(clock.Wall())) return LessonRejections.Begun;
        var obstacles = await Obstacles.LoadAsync(db, lesson.Group, lesson.Date, lesson.Date, [lesson.Room], [to], ct);
        if (obstacles.WhyNot(new Slot(lesson.Date, lesson.Start, lesson.Minutes, lesson.Room, to), new HashSet<LessonId> { id }) is { } taken) return taken;
        if (lesson.SubstituteBy(to, clock.GetUtcNow()).Refused(out var why)) return why;
        var line = await db.Lines(db.Lessons.Where(l => l.Id == id)).AsNoTracking().SingleAsync(ct);
        var news = line.News(NewsKind.Substitute, who: person.Shield == Protection.None ? $"{person.GivenName} {person.FamilyName}" : "–");
        await tell.RunAsync([news], ct);
        await tell.StaffAsync([(to, news)], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
