using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Groups;
using Samspill.Domain.People;

namespace Samspill.Features.Groups;

/// <summary>Groups as the school would form them from the places that are in none: by age, not larger than the largest room of the course takes.</summary>
internal static class GroupProposals
{
    /// <summary>More are divided, whatever the room takes: one teacher has as many as this.</summary>
    private const int MostInGroup = 12, MostInEnsemble = 40;

    /// <summary>The proposals for every course, or for one; nothing is saved.</summary>
    /// <param name="schoolYear">The calendar year the school year starts in.</param>
    public static async Task<IReadOnlyList<Group>> ProposeAsync(this SamspillDb db, int schoolYear, CourseId? only, CancellationToken ct)
    {
        var first = new DateOnly(schoolYear, 8, 1);
        var places = await (from p in GroupLists.PlacesWithout(db, schoolYear)
                            where only == null || p.Course == only
                            join q in db.People on p.Pupil equals q.Id
                            orderby p.Course, q.BirthDate, p.Id
                            select new Seat(p.Course, p.Id, p.Pupil, p.From, p.To, p.Teacher)).ToListAsync(ct);
        if (places.Count == 0) return [];
        var courses = await db.Courses.AsNoTracking().Include(c => c.Sites).Where(c => only == null || c.Id == only).ToDictionaryAsync(c => c.Id, ct);
        var rooms = (await db.Rooms.AsNoTracking().ToListAsync(ct)).ToLookup(r => r.Site);
        var named = (await db.Groups.Where(g => g.SchoolYear == schoolYear && g.ClosedOn == null && g.Name != null).GroupBy(g => g.Course).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToDictionary(g => g.Key, g => g.Count);
        var teachers = (await db.Staff.AsNoTracking().Where(s => s.Role == StaffRole.Teacher).ToListAsync(ct)).SelectMany(s => s.Subjects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(subject => (subject, s.Id))).ToLookup(x => x.subject, x => x.Id);

        var proposed = new List<Group>();
        foreach (var seats in places.GroupBy(p => p.Course))
        {
            var course = courses[seats.Key];
            var able = teachers[course.Subject ?? ""].Concat(teachers[course.Code.Split('-')[0]]).Distinct();
            var number = named.GetValueOrDefault(course.Id);
            foreach (var together in Divide(course, [.. seats], course.Sites.SelectMany(s => rooms[s.Site]).Max(r => r.Capacity)))
            {
                var group = new Group(GroupId.New(), course.Id, schoolYear, course.Form == TeachingForm.Individual ? null : Short($"{course.Name} {++number}"), Math.Clamp(course.LessonMinutes ?? 30, 10, 300));
                var known = together.Select(s => s.Teacher).OfType<StaffId>().GroupBy(t => t).OrderByDescending(t => t.Count()).ThenBy(t => t.Key.Value).Select(t => t.Key).Take(1).ToList();
                _ = group.Record(group.Name, group.Minutes, null, NeedsOf(course), known.Count > 0 ? known : [.. able]).Value;
                foreach (var seat in together) _ = group.Add(seat.Place, seat.Pupil, seat.From > first ? seat.From : first, seat.To).Value;
                proposed.Add(group);
            }
        }
        return proposed;
    }

    private static IEnumerable<Seat[]> Divide(Course course, Seat[] seats, int? room)
    {
        if (course.Form == TeachingForm.Individual) return seats.Chunk(1);
        var most = Math.Max(1, Math.Min(room ?? int.MaxValue, course.Form is TeachingForm.Group ? MostInGroup : MostInEnsemble));
        var groups = (seats.Length + most - 1) / most;
        return seats.Chunk((seats.Length + groups - 1) / groups);
    }

    /// <summary>What the room must have for the course: what cannot be brought along.</summary>
    private static string NeedsOf(Course course) =>
        course.Discipline == Discipline.Dance ? "mirror" : course.Code.Split('-')[0] == "piano" || string.Equals(course.Subject, "piano", StringComparison.OrdinalIgnoreCase) ? "piano" : "";

    private static string Short(string name) => name.Length <= Group.NameLength ? name : name[..Group.NameLength];

    private sealed record Seat(CourseId Course, PlaceId Place, PersonId Pupil, DateOnly From, DateOnly? To, StaffId? Teacher);
}
