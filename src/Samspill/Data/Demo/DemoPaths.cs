using Microsoft.EntityFrameworkCore;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Curriculum;
using Samspill.Domain.School;
using Samspill.Domain.WorkingTime;
using Samspill.Features.Curriculum;
using Samspill.Host;

namespace Samspill.Data;

/// <summary>The demo's curricula, adopted as the starter set has them; what Elle has reached on piano; and an agreement about working time.</summary>
internal static class DemoPaths
{
    private const string By = "Trine Haugen";

    public static async Task MakeAsync(SamspillDb db, TimeProvider clock, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), Oslo.Today(clock));
        var from = new DateOnly(SchoolYear.Of(today), 8, 1);
        var curricula = StarterCurricula.All().Select(s => LocalCurriculum.First(s.Scope, s.Levels, "Marit Lund", now)).ToList();
        foreach (var curriculum in curricula) _ = curriculum.Adopt("Rektor og kollegiet på planleggingsdagen", from, curriculum.Revision, now).Value;
        db.Curricula.AddRange(curricula);
        db.WorkRules.Add(new WorkRules(WorkRulesId.New(), 1, from, "Eksempel: drøftet på planleggingsdagen", now, WorkRules.Example.Figures));
        await db.SaveChangesAsync(ct);
        await WalkAsync(db, curricula.First(c => c.Scope == new CurriculumScope(Discipline.Music, "", Programme.Core)), today, now, ct);
        await WorkBeforeAsync(db, from, today, now, ct);
    }

    private static async Task WalkAsync(SamspillDb db, LocalCurriculum music, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var pupil = await (from p in db.People
                           join x in db.Places on p.Id equals x.Pupil
                           join c in db.Courses on x.Course equals c.Id
                           where p.GivenName == "Elle" && p.FamilyName == "Nordby" && c.Discipline == Discipline.Music
                           select new { p.Id, c.Subject }).FirstOrDefaultAsync(ct);
        if (pupil is null) return;
        var subject = Course.SubjectOf(pupil.Subject, Discipline.Music);
        foreach (var (i, goal) in music.Levels[0].Goals.Take(3).Index()) db.ReachedGoals.Add(new ReachedGoal(pupil.Id, subject, goal, music.Id, today.AddDays(-60 + 20 * i), By, now));
        var ready = new RepertoirePiece(Guid.CreateVersion7(), pupil.Id, subject, "Menuett i G-dur", "Christian Petzold", today.AddDays(-70), By);
        ready.Ready(today.AddDays(-21));
        db.RepertoirePieces.AddRange(ready, new RepertoirePiece(Guid.CreateVersion7(), pupil.Id, subject, "Gammel vals", "Folketone", today.AddDays(-14), By));
        db.PathNotes.Add(new PathNote(Guid.CreateVersion7(), pupil.Id, NoteBy.Teacher, Guid.Empty, By, "Elle holder pulsen fint nå. Vi øver på å lytte til venstre hånd, og hun vil gjerne spille valsen på julekonserten.", shared: true, now));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The lessons are only made for the last weeks; each week before them is one entry, so that the year's sums look as those of a school that has run since August.</summary>
    private static async Task WorkBeforeAsync(SamspillDb db, DateOnly from, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var first = await db.Lessons.Where(l => l.Date >= from).MinAsync(l => (DateOnly?)l.Date, ct) ?? today;
        var week = await db.Lessons.Where(l => l.Date >= first.AddDays(7) && l.Date < first.AddDays(14)).GroupBy(l => l.Teacher).Select(g => new { Teacher = g.Key, Minutes = g.Sum(l => l.Minutes) }).ToListAsync(ct);
        var calendar = await db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleOrDefaultAsync(y => y.Start == from.Year, ct);
        var mondays = WorkYear.WorkingDays(from.Year, calendar).Where(d => d.DayOfWeek == DayOfWeek.Monday && d < first).ToList();
        var entries = mondays.SelectMany(day => week.SelectMany(t => Enumerable.Range(0, 5).Select(i => WorkEntry.Of(Guid.CreateVersion7(), t.Teacher, day.AddDays(i), WorkKind.Other, Math.Max(1, t.Minutes * 9 / 25), "Undervisning og forarbeid før timene lå her", today, "Samspill", now)).Where(e => !e.Refused(out _)).Select(e => e.Value)));
        await db.InsertAsync([.. entries], ct);
    }
}
