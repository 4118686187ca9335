using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Groups;
using Samspill.Domain.People;

namespace Samspill.Features.Groups;

/// <summary>Groups as the school would form them from the places that are in none: at the site nearest to the pupils' schools, by level and age, not larger than the largest room there takes.</summary>
internal static class GroupProposals
{
    /// <summary>The proposals for every course, or for one; nothing is saved.</summary>
    /// <param name="schoolYear">The calendar year the school year starts in.</param>
    public static async Task<IReadOnlyList<Group>> ProposeAsync(this SamspillDb db, int schoolYear, CourseId? only, CancellationToken ct)
    {
        var first = new DateOnly(schoolYear, 8, 1);
        var places = await (from p in GroupLists.PlacesWithout(db, schoolYear)
                            where only == null || p.Course == only
                            join q in db.People on p.Pupil equals q.Id
                            orderby p.Course, q.BirthDate, p.Id
                            select new { p.Course, p.Id, p.Pupil, p.From, p.To, p.Teacher, q.School }).ToListAsync(ct);
        if (places.Count == 0) return [];
        var courses = await db.Courses.AsNoTracking().Include(c => c.Sites).Where(c => only == null || c.Id == only).ToDictionaryAsync(c => c.Id, ct);
        var sites = await db.Sites.AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Position, ct);
        var rooms = (await db.Rooms.AsNoTracking().ToListAsync(ct)).ToLookup(r => r.Site);
        var levels = await db.LevelsAsync(schoolYear, only, ct);
        var named = (await db.Groups.Where(g => g.SchoolYear == schoolYear && g.ClosedOn == null && g.Name != null).GroupBy(g => g.Course).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToDictionary(g => g.Key, g => g.Count);
        var teachers = (await db.Staff.AsNoTracking().Where(s => s.Role == StaffRole.Teacher).ToListAsync(ct)).SelectMany(s => s.Subjects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(subject => (subject, s.Id))).ToLookup(x => x.subject, x => x.Id);

        var proposed = new List<Group>();
        foreach (var seats in places.GroupBy(p => p.Course))
        {
            var course = courses[seats.Key];
            var subject = Course.SubjectOf(course.Subject, course.Discipline);
            var near = course.Sites.OrderBy(s => s.Position).Where(s => rooms.Contains(s.Site)).Select(s => s.Site).ToList();
            SiteId? Nearest(SiteId? school) => near.Count < 2 || course.Form == TeachingForm.Individual ? null : school is not { } own ? near[0]
                : near.MinBy(s => s == own ? 0 : sites[s] is { } there && sites[own] is { } from ? from.KilometresTo(there) : double.MaxValue);
            var all = seats.Select(s => new Seat(s.Id, s.Pupil, s.From, s.To, s.Teacher, Nearest(s.School), levels.GetValueOrDefault((s.Pupil, subject))));
            var able = teachers[course.Subject ?? ""].Concat(teachers[course.Code.Split('-')[0]]).Distinct();
            var number = named.GetValueOrDefault(course.Id);
            foreach (var (site, together) in GroupDivision.Of(course.Form, [.. all], at => (at is { } one ? rooms[one] : course.Sites.SelectMany(s => rooms[s.Site])).Max(r => r.Capacity)))
            {
                var group = new Group(GroupId.New(), course.Id, schoolYear, course.Form == TeachingForm.Individual ? null : Short($"{course.Name} {++number}"), Math.Clamp(course.LessonMinutes ?? 30, 10, 300));
                var known = together.Select(s => s.Teacher).OfType<StaffId>().GroupBy(t => t).OrderByDescending(t => t.Count()).ThenBy(t => t.Key.Value).Select(t => t.Key).Take(1).ToList();
                _ = group.Record(group.Name, group.Minutes, site, NeedsOf(course), known.Count > 0 ? known : [.. able]).Value;
                foreach (var seat in together) _ = group.Add(seat.Place, seat.Pupil, seat.From > first ? seat.From : first, seat.To).Value;
                proposed.Add(group);
            }
        }
        return proposed;
    }

    /// <summary>What the room must have for the course: what cannot be brought along.</summary>
    public static string NeedsOf(Course course) =>
        course.Discipline == Discipline.Dance ? "mirror" : course.Code.Split('-')[0] == "piano" || string.Equals(course.Subject, "piano", StringComparison.OrdinalIgnoreCase) ? "piano" : "";

    private static string Short(string name) => name.Length <= Group.NameLength ? name : name[..Group.NameLength];

    /// <summary>How far pupils without a group have come in each subject: the highest level, from 1, with a goal that is reached.</summary>
    private static async Task<Dictionary<(PersonId, string), int>> LevelsAsync(this SamspillDb db, int schoolYear, CourseId? only, CancellationToken ct)
    {
        var pupils = GroupLists.PlacesWithout(db, schoolYear).Where(p => only == null || p.Course == only).Select(p => p.Pupil);
        var reached = await db.ReachedGoals.Where(r => pupils.Contains(r.Pupil)).Select(r => new { r.Pupil, r.Subject, r.Goal, r.Curriculum }).ToListAsync(ct);
        if (reached.Count == 0) return [];
        var versions = reached.Select(r => r.Curriculum).Distinct().ToList();
        var level = (await db.Curricula.AsNoTracking().Where(c => versions.Contains(c.Id)).Select(c => new { c.Id, c.Levels }).ToListAsync(ct))
            .SelectMany(c => c.Levels.Index().SelectMany(l => l.Item.Goals.Select(g => (Key: (c.Id, g.Key), Number: l.Index + 1)))).DistinctBy(x => x.Key).ToDictionary(x => x.Key, x => x.Number);
        return reached.GroupBy(r => (r.Pupil, r.Subject)).ToDictionary(g => g.Key, g => g.Max(r => level.GetValueOrDefault((r.Curriculum, r.Goal))));
    }
}
