using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Features.Groups;
using Samspill.Host;

namespace Samspill.Features.Timetables;

/// <summary>What of a week is on the board: one teacher's, one room's, one site's, one pupil's, or everybody's on one day.</summary>
public enum BoardKind { Teacher, Room, Site, Pupil, Day }

/// <summary>A choice of what to see, as it stands in the address: <c>?vis=larer&amp;hvem=…</c>.</summary>
/// <param name="Whose">Id of the teacher, room, site or pupil; null for none chosen.</param>
/// <param name="Day">For a day of everybody.</param>
public sealed record BoardQuery(BoardKind Kind, Guid? Whose, DayOfWeek Day)
{
    private static readonly IReadOnlyList<(string Word, BoardKind Kind)> Words = [("larer", BoardKind.Teacher), ("rom", BoardKind.Room), ("sted", BoardKind.Site), ("elev", BoardKind.Pupil), ("dag", BoardKind.Day)];

    public string Word => Words.First(w => w.Kind == Kind).Word;

    public static BoardQuery From(IQueryCollection query) => new(
        Words.Where(w => w.Word == query["vis"]).Select(w => w.Kind).FirstOrDefault(),
        Guid.TryParse(query["hvem"], out var id) ? id : null,
        UsualHours.Days.Where(d => d.Code == query["dag"]).Select(d => d.Day).DefaultIfEmpty(DayOfWeek.Monday).First());

    /// <summary>The lessons of a plan that are on the board.</summary>
    public IQueryable<PlannedLesson> Of(SamspillDb db, WeekPlanId plan)
    {
        var lessons = db.PlannedLessons.AsNoTracking().Where(l => l.Plan == plan);
        if (Kind == BoardKind.Day) return lessons.Where(l => l.Day == Day);
        var id = Whose ?? Guid.Empty;
        var staying = db.Staying();
        var (teacher, room, site, pupil) = (new StaffId(id), new RoomId(id), new SiteId(id), new PersonId(id));
        return Kind switch
        {
            BoardKind.Teacher => lessons.Where(l => l.Teacher == teacher),
            BoardKind.Room => lessons.Where(l => l.Room == room),
            BoardKind.Site => lessons.Where(l => db.Rooms.Any(r => r.Id == l.Room && r.Site == site)),
            _ => lessons.Where(l => staying.Any(m => m.Group == l.Group && m.Pupil == pupil)),
        };
    }
}

/// <summary>A lesson on the board.</summary>
public sealed record BoardLesson(GroupId Group, string Name, string Course, DayOfWeek Day, TimeOnly Start, TimeOnly End, RoomId Room, string RoomName, StaffId Teacher, string TeacherName, bool IsIndividual, bool Locked, Rhythm Rhythm, string Accepted, int Version);

internal static class BoardLessons
{
    /// <summary>More than a whole school has on one day.</summary>
    private const int Most = 2000;

    public static async Task<IReadOnlyList<BoardLesson>> BoardLessonsAsync(this SamspillDb db, WeekPlanId plan, BoardQuery query, Disclosure disclosure, CancellationToken ct)
    {
        var staying = db.Staying();
        var rows = await (from l in query.Of(db, plan)
                          join g in db.Groups on l.Group equals g.Id
                          join c in db.Courses on g.Course equals c.Id
                          join r in db.Rooms on l.Room equals r.Id
                          join s in db.Sites on r.Site equals s.Id
                          join t in db.Staff on l.Teacher equals t.Id
                          join p in db.People on t.Person equals p.Id
                          orderby l.Start, l.Group
                          select new
                          {
                              l, g.Name, Course = c.Name, Room = r.Name, Site = s.Name, Teacher = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield),
                              Only = g.Name != null ? null : staying.Where(m => m.Group == g.Id).Join(db.People, m => m.Pupil, q => q.Id, (m, q) => new PersonLine(q.Id, q.GivenName, q.FamilyName, q.Shield)).FirstOrDefault(),
                          }).Take(Most).ToListAsync(ct);
        return [.. rows.Select(x => new BoardLesson(x.l.Group, x.Name ?? (x.Only is { } only ? disclosure.OpenName(only) : x.Course), x.Course, x.l.Day, x.l.Start, x.l.End, x.l.Room, $"{x.Site}, {x.Room}", x.l.Teacher, disclosure.OpenName(x.Teacher), x.Name is null, x.l.Locked, x.l.Rhythm, x.l.Accepted, x.l.Version))];
    }
}
