using Samspill.Data;
using Samspill.Domain.Access;
using Samspill.Domain.Admission;
using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Features.Access;
using Samspill.Host;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Lessons;

/// <summary>
/// Three Fridays from 5 June 2026, when it is 10.00: Trine has the choir at Ila 9.45 to 10.30 (Jonas, Kasper, Skjult) and Jonas's piano in Midtbyen at 13.00.
/// Tor, who also teaches piano, has Kasper's piano in Midtbyen at 14.00. 10 June is a planning day; the term ends on the 19th. Ila is open to 20.00.
/// </summary>
internal sealed class TaughtWeek
{
    public static readonly DateOnly Friday = new(2026, 6, 5);

    public required GroupId Choir { get; init; }
    public required GroupId JonasPiano { get; init; }
    public required GroupId KasperPiano { get; init; }
    public required StaffId Trine { get; init; }
    public required StaffId Tor { get; init; }
    public required Member TorHimself { get; init; }
    public required RoomId Hall { get; init; }
    public required RoomId Small { get; init; }
    public required RoomId AtIla { get; init; }

    public static async Task<TaughtWeek> MakeAsync(TestServer server)
    {
        var world = server.World;
        await using var db = server.Database();
        var now = server.Clock.GetUtcNow();
        var year = new SchoolYear(2025);
        year.AddTerm("Høst", new DateOnly(2025, 8, 18), new DateOnly(2025, 12, 19));
        year.AddTerm("Vår", new DateOnly(2026, 1, 5), new DateOnly(2026, 6, 19));
        year.AddFree("Planleggingsdag", FreeKind.PlanningDay, new DateOnly(2026, 6, 10), new DateOnly(2026, 6, 10));
        db.SchoolYears.Add(year);
        var (hall, small, atIla) = (Room("sal", world.Midtbyen, "Salen"), Room("liten", world.Midtbyen, "Øverom"), Room("musikk", world.Ila, "Musikkrommet"));
        db.Rooms.AddRange(hall, small, atIla);
        var tor = new Person(PersonId.New(), "Tor", "Vik");
        db.People.Add(tor);
        var staff = new Staff(StaffId.New(), tor.Id, "t002");
        staff.Record(StaffRole.Teacher, 100, "piano", world.Midtbyen);
        await db.SaveChangesAsync();
        db.Staff.Add(staff);
        var account = new UserAccount { UserName = "tor", NormalizedUserName = "TOR", Email = "tor@example.org", NormalizedEmail = "TOR@EXAMPLE.ORG", DisplayName = "Tor", Person = tor.Id, SecurityStamp = "tor" };
        db.Users.Add(account);
        await db.SaveChangesAsync();
        db.Grants.Add(new RoleGrant(account.Id, Role.Teacher, new DateOnly(2025, 1, 1), null, "test"));
        foreach (var day in Enum.GetValues<DayOfWeek>()) db.SiteHours.Add(SiteHours.Of(world.Ila, HoursKind.Open, day, new TimeOnly(8, 0), new TimeOnly(20, 0)).Value);

        var trine = await db.Staff.Where(s => s.Code == "t001").Select(s => s.Id).SingleAsync();
        var jonas = await db.Places.Where(p => p.Pupil == world.Jonas && p.Course == world.Piano).Select(p => p.Id).SingleAsync();
        var piano = Add(db, new Group(GroupId.New(), world.Piano, 2025, null, 30), trine, (jonas, world.Jonas));
        var kasper = Add(db, new Group(GroupId.New(), world.Piano, 2025, null, 30), staff.Id, (Place(db, world.Kasper, world.Piano), world.Kasper));
        var choir = Add(db, new Group(GroupId.New(), world.Choir, 2025, "Barnekoret", 45), trine, (Place(db, world.Jonas, world.Choir), world.Jonas), (Place(db, world.Kasper, world.Choir), world.Kasper), (Place(db, world.Skjult, world.Choir), world.Skjult));
        await db.SaveChangesAsync();
        for (var date = Friday; date <= new DateOnly(2026, 6, 19); date = date.AddDays(7))
        {
            db.Lessons.Add(new Lesson(LessonId.New(), choir, date, new TimeOnly(9, 45), 45, atIla.Id, trine, now));
            db.Lessons.Add(new Lesson(LessonId.New(), piano, date, new TimeOnly(13, 0), 30, hall.Id, trine, now));
            db.Lessons.Add(new Lesson(LessonId.New(), kasper, date, new TimeOnly(14, 0), 30, small.Id, staff.Id, now));
        }
        await db.SaveChangesAsync();
        return new TaughtWeek
        {
            Choir = choir, JonasPiano = piano, KasperPiano = kasper, Trine = trine, Tor = staff.Id, TorHimself = new Member(World.School, account.Id, tor.Id, "Tor"), Hall = hall.Id, Small = small.Id, AtIla = atIla.Id,
        };
    }

    /// <summary>The lesson that a group was planned to have on a day.</summary>
    public static async Task<Lesson> LessonAsync(TestServer server, GroupId group, DateOnly day)
    {
        await using var db = server.Database();
        return await db.Lessons.AsNoTracking().SingleAsync(l => l.Group == group && l.PlannedDate == day);
    }

    private static GroupId Add(SamspillDb db, Group group, StaffId teacher, params (PlaceId Place, PersonId Pupil)[] members)
    {
        group.Record(group.Name, group.Minutes, null, "", [teacher]);
        foreach (var (place, pupil) in members) group.Add(place, pupil, new DateOnly(2025, 8, 18));
        db.Groups.Add(group);
        return group.Id;
    }

    private static PlaceId Place(SamspillDb db, PersonId pupil, CourseId course)
    {
        var place = new Place(PlaceId.New(), pupil, course, new DateOnly(2025, 8, 15), null, null, null, Friday);
        db.Places.Add(place);
        return place.Id;
    }

    private static Room Room(string code, SiteId site, string name)
    {
        var room = new Room(RoomId.New(), code);
        room.Record(site, name, null, "");
        return room;
    }
}

/// <summary>A server with the taught week in it, made once.</summary>
public abstract class Teaching(TestServer server) : OnDatabase(server)
{
    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<TestServer, Task<TaughtWeek>> Made = [];

    private protected Task<TaughtWeek> WeekAsync() => Made.GetValue(Server, TaughtWeek.MakeAsync);

    private protected Task<Lesson> LessonAsync(GroupId group, int day) => TaughtWeek.LessonAsync(Server, group, new DateOnly(2026, 6, day));
}
