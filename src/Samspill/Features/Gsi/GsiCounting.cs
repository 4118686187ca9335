using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Features.WorkingTime;

namespace Samspill.Features.Gsi;

/// <summary>A position on the day that is counted.</summary>
/// <param name="Taught">Minutes of lessons in the school year.</param>
internal sealed record GsiPosition(StaffId Staff, PersonId Person, StaffShare Share, long Taught);

/// <summary>The school's data counted by the database, in the same number of queries whatever the school's size.</summary>
internal static class GsiCounting
{
    /// <summary>More than any school employs.</summary>
    private const int MostStaff = 5_000;

    public static async Task<GsiCounts> GsiCountsAsync(this SamspillDb db, DateOnly date, CancellationToken ct)
    {
        var counted = new CountedOn(db, date);
        var (under, inside) = (counted.UnderFrom, counted.InFrom);
        var pupils = await counted.Pupils
            .GroupBy(p => new { Stage = p.BirthDate >= under ? 0 : p.BirthDate >= inside ? 1 : 2, p.Sex, p.Municipality })
            .Select(g => new { g.Key.Stage, g.Key.Sex, g.Key.Municipality, Count = g.LongCount() }).ToListAsync(ct);
        var waiting = await counted.WaitingPeople
            .GroupBy(p => p.BirthDate >= under ? 0 : p.BirthDate >= inside ? 1 : 2)
            .Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var places = await counted.Places.Join(db.Courses, p => p.Course, c => c.Id, (p, c) => new { c.Discipline })
            .GroupBy(x => x.Discipline).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var asked = await counted.Waiting.Join(db.Courses, a => a.Course, c => c.Id, (a, c) => new { c.Discipline })
            .GroupBy(x => x.Discipline).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct);
        var minutes = await (from l in counted.Lessons
                             join g in db.Groups on l.Group equals g.Id
                             join c in db.Courses on g.Course equals c.Id
                             select new { c.Discipline, l.Minutes }).GroupBy(x => x.Discipline).Select(g => new { g.Key, Minutes = g.Sum(x => (long)x.Minutes) }).ToListAsync(ct);
        return new GsiCounts
        {
            Pupils = [.. pupils.Select(p => new PupilCount((GsiStage)p.Stage, p.Sex, p.Municipality, p.Count))],
            Waiting = waiting.ToDictionary(w => (GsiStage)w.Key, w => w.Count),
            Places = places.ToDictionary(p => p.Key, p => p.Count),
            WaitingPlaces = asked.ToDictionary(a => a.Key, a => a.Count),
            Short = await counted.ShortPlaces.Select(p => p.Pupil).Distinct().LongCountAsync(ct),
            Minutes = minutes.ToDictionary(m => m.Key, m => m.Minutes),
            Staff = [.. (await db.GsiPositionsAsync(date, ct)).Select(p => p.Share)],
        };
    }

    /// <summary>Everybody employed, with what of the position is teaching.</summary>
    public static async Task<IReadOnlyList<GsiPosition>> GsiPositionsAsync(this SamspillDb db, DateOnly date, CancellationToken ct)
    {
        var rules = (await db.WorkRulesOfAsync(SchoolYear.Of(date), ct)).On(date);
        var staff = await db.Staff.AsNoTracking().OrderBy(s => s.Code).Take(MostStaff).Select(s => new
        {
            s.Id, s.Person, s.Role, s.PositionPercent,
            Changed = db.PositionChanges.Where(c => c.Staff == s.Id && c.From <= date).OrderByDescending(c => c.From).Select(c => (int?)c.Percent).FirstOrDefault(),
        }).ToListAsync(ct);
        var lessons = new CountedOn(db, date).Lessons;
        var taught = await db.Staff.Where(s => s.Role != StaffRole.Teacher).Join(lessons, s => s.Id, l => l.Teacher, (s, l) => new { s.Id, l.Minutes })
            .GroupBy(x => x.Id).Select(g => new { g.Key, Minutes = g.Sum(x => (long)x.Minutes) }).ToDictionaryAsync(t => t.Key, t => t.Minutes, ct);
        return [.. staff.Select(s => new GsiPosition(s.Id, s.Person, StaffShare.Of(s.Role, s.Changed ?? s.PositionPercent ?? 0, taught.GetValueOrDefault(s.Id), rules.TeachingMinutes), taught.GetValueOrDefault(s.Id)))];
    }
}
