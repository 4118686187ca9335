using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Features.Groups;
using Samspill.Host;

namespace Samspill.Features.Timetables;

/// <summary>A lesson of the week as it is called.</summary>
/// <param name="Name">The group's name, or the pupil's.</param>
/// <param name="Pupils">Who takes part.</param>
public sealed record NamedLesson(GroupId Id, string Name, string Course, string CourseCode, int Minutes, bool IsIndividual, IReadOnlyList<PersonLine> Pupils);

/// <summary>What the ids of a week are called. Protected people are masked, pupils and teachers, whoever looks.</summary>
public sealed class WeekNames
{
    private readonly Lazy<Dictionary<PersonId, string>> pupils;

    private WeekNames(Disclosure disclosure) => pupils = new(() => Lessons!.Values.SelectMany(l => l.Pupils).DistinctBy(p => p.Id).ToDictionary(p => p.Id, p => disclosure.OpenName(p)));

    public required IReadOnlyDictionary<GroupId, NamedLesson> Lessons { get; init; }
    public required IReadOnlyDictionary<StaffId, string> Teachers { get; init; }
    public required IReadOnlyDictionary<RoomId, (string Room, SiteId Site)> Rooms { get; init; }
    public required IReadOnlyDictionary<SiteId, string> Sites { get; init; }

    public string Room(RoomId id) => Rooms.TryGetValue(id, out var room) ? $"{Sites[room.Site]}, {room.Room}" : "";

    public string Lesson(GroupId id) => Lessons.TryGetValue(id, out var lesson) ? lesson.Name : "";

    /// <summary>A pupil of some lesson, masked where it is protected.</summary>
    public string Pupil(PersonId id) => pupils.Value.GetValueOrDefault(id, "");

    /// <summary>The names of everything in a school year's week.</summary>
    public static async Task<WeekNames> OfAsync(SamspillDb db, Disclosure disclosure, int schoolYear, CancellationToken ct)
    {
        var pupils = (await (from m in db.Staying()
                             join g in db.Groups on m.Group equals g.Id
                             where g.SchoolYear == schoolYear && g.ClosedOn == null
                             join p in db.People on m.Pupil equals p.Id
                             orderby m.Group, p.GivenName
                             select new { m.Group, Line = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) }).ToListAsync(ct)).ToLookup(x => x.Group, x => x.Line);
        var groups = await (from g in db.Groups where g.SchoolYear == schoolYear && g.ClosedOn == null join c in db.Courses on g.Course equals c.Id select new { g.Id, g.Name, g.Minutes, Course = c.Name, c.Code }).ToListAsync(ct);
        return new WeekNames(disclosure)
        {
            Lessons = groups.ToDictionary(g => g.Id, g => new NamedLesson(g.Id, g.Name ?? (pupils[g.Id].FirstOrDefault() is { } only ? disclosure.OpenName(only) : g.Course), g.Course, g.Code, g.Minutes, g.Name is null, [.. pupils[g.Id]])),
            Teachers = await (from s in db.Staff where s.Role == Domain.People.StaffRole.Teacher || db.GroupTeachers.Any(t => t.Staff == s.Id) join p in db.People on s.Person equals p.Id select new { s.Id, Person = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield) }).ToDictionaryAsync(s => s.Id, s => disclosure.OpenName(s.Person), ct),
            Rooms = await db.Rooms.Select(r => new { r.Id, r.Name, r.Site }).ToDictionaryAsync(r => r.Id, r => (r.Name, r.Site), ct),
            Sites = await db.Sites.Select(s => new { s.Id, s.Name }).ToDictionaryAsync(s => s.Id, s => s.Name, ct),
        };
    }
}
