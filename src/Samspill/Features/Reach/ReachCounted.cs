using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Domain.Reach;
using Samspill.Features.Gsi;
using Samspill.Host;

namespace Samspill.Features.Reach;

/// <summary>Counts the children of the municipality as the national report counts pupils, and keeps the counts for some minutes: at a city's size counting takes longer than a page may.</summary>
public sealed class ReachCounted(IMemoryCache cache, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    internal async Task<ReachCounts> OfAsync(SamspillDb db, OpenSchool school, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), Oslo.Today(clock));
        if (cache.TryGetValue(Key(school), out ReachCounts? known) && known!.Day == today && now - known.At < Kept) return known;
        var counts = await CountAsync(db, school.Municipality, today, now, ct);
        using var entry = cache.CreateEntry(Key(school));
        entry.SetAbsoluteExpiration(Kept).SetValue(counts);
        return counts;
    }

    /// <summary>The next who asks has them counted anew.</summary>
    internal void Forget(OpenSchool school) => cache.Remove(Key(school));

    private static object Key(OpenSchool school) => (nameof(ReachCounted), school.Slug);

    private static async Task<ReachCounts> CountAsync(SamspillDb db, string municipality, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var counted = new CountedOn(db, today);
        var (places, brief, lessons) = (counted.Places, counted.ShortPlaces, counted.Lessons.Where(l => l.Date <= today));
        var here = db.People.Where(p => p.Municipality == municipality);
        List<ReachCount> children =
        [
            .. await GroupsAsync(ReachMeasure.Pupils, counted.Pupils.Where(p => p.Municipality == municipality), ct),
            .. await GroupsAsync(ReachMeasure.Waiting, counted.WaitingPeople.Where(p => p.Municipality == municipality), ct),
            .. await GroupsAsync(ReachMeasure.Places, from x in places join p in here on x.Pupil equals p.Id select p, ct),
            .. await GroupsAsync(ReachMeasure.Participants, here.Where(p => brief.Any(x => x.Pupil == p.Id)), ct),
            .. await GroupsAsync(ReachMeasure.Encounters, from a in db.Attendance join l in lessons on a.Lesson equals l.Id join p in here on a.Pupil equals p.Id where a.Presence == Presence.Here select p, ct),
        ];
        var programmes = await (from x in (from x in places join c in db.Courses on x.Course equals c.Id select new { x.Pupil, c.Programme }).Distinct()
                                join p in here on x.Pupil equals p.Id
                                group p by new { x.Programme, Open = p.Shield == Protection.None ? 1 : 0, p.School, Year = p.BirthDate == null ? (int?)null : p.BirthDate.Value.Year } into g
                                select new { g.Key.Programme, g.Key.Open, g.Key.School, g.Key.Year, Count = g.LongCount() }).ToListAsync(ct);
        var ways = await (from x in places
                          join p in here on x.Pupil equals p.Id
                          join s in db.CourseSites on x.Course equals s.Course
                          where s.Position == 0 && p.Shield == Protection.None && p.School != null
                          group p by new { p.School, s.Site, Year = p.BirthDate == null ? (int?)null : p.BirthDate.Value.Year } into g
                          select new { g.Key.School, g.Key.Site, g.Key.Year, Count = g.LongCount() }).ToListAsync(ct);
        return new ReachCounts(today, now, children,
            [.. programmes.Select(p => new ProgrammeCount(p.Programme, p.Open == 1 ? p.School : null, p.Year, p.Count))],
            [.. ways.Select(w => new WayCount(w.School!.Value, w.Site, w.Year, w.Count))]);
    }

    /// <summary>In groups. Where a protected child goes to school is dropped here, before anybody has it.</summary>
    private static async Task<IEnumerable<ReachCount>> GroupsAsync(ReachMeasure measure, IQueryable<Person> people, CancellationToken ct)
    {
        var groups = await people.GroupBy(p => new { Open = p.Shield == Protection.None ? 1 : 0, p.School, Year = p.BirthDate == null ? (int?)null : p.BirthDate.Value.Year, p.Sex })
            .Select(g => new { g.Key.Open, g.Key.School, g.Key.Year, g.Key.Sex, Count = g.LongCount() }).ToListAsync(ct);
        return groups.Select(g => new ReachCount(measure, g.Open == 1 ? g.School : null, g.Year, g.Sex, g.Count));
    }
}
