using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Features.Shared;

namespace Samspill.Features.Lessons;

/// <summary>A lesson that takes up a room, somebody who teaches and its pupils for a time.</summary>
internal sealed record BusyTime(LessonId Lesson, GroupId Group, string Title, DateOnly Date, TimeOnly Start, TimeOnly End, RoomId Room, SiteId Site, StaffId GivenBy)
{
    public bool Meets(DateOnly date, TimeOnly start, TimeOnly end) => Date == date && Start < end && start < End;
}

/// <summary>Where a lesson is to stand.</summary>
public sealed record Slot(DateOnly Date, TimeOnly Start, int Minutes, RoomId Room, StaffId Teacher)
{
    public TimeOnly End => Start.AddMinutes(Minutes);

    /// <summary>Whether it lasts into the next day, or to the very end of its own.</summary>
    public bool PassesMidnight => Start.ToTimeSpan() + TimeSpan.FromMinutes(Minutes) >= TimeSpan.FromDays(1);
}

/// <summary>Everything that can stand in a lesson's way between two days: the calendar, the sites' hours, the rooms' size, absences, and other lessons of its room, teachers and pupils.</summary>
internal sealed class Obstacles
{
    /// <summary>What a room is, and where.</summary>
    private sealed record Place(SiteId Site, string Name, SiteKind Kind, int? Capacity);

    private readonly List<SchoolYear> years;
    private readonly ILookup<SiteId, SiteHours> open;
    private readonly Dictionary<RoomId, Place> rooms;
    private readonly List<BusyTime> busy;
    private readonly List<StaffAbsence> absences;
    private readonly HashSet<GroupId> sharing;
    private readonly List<(PersonId Pupil, DateOnly From, DateOnly? To)> members;
    private readonly List<RoomLoan> loans;

    private Obstacles(List<SchoolYear> years, ILookup<SiteId, SiteHours> open, Dictionary<RoomId, Place> rooms, List<BusyTime> busy, List<StaffAbsence> absences, HashSet<GroupId> sharing, List<(PersonId, DateOnly, DateOnly?)> members, List<RoomLoan> loans) =>
        (this.years, this.open, this.rooms, this.busy, this.absences, this.sharing, this.members, this.loans) = (years, open, rooms, busy, absences, sharing, members, loans);

    /// <summary>What the rooms and teachers are taken by.</summary>
    public IReadOnlyList<BusyTime> Busy => busy;

    public SiteId? SiteOf(RoomId room) => rooms.TryGetValue(room, out var known) ? known.Site : null;

    /// <summary>A fixed number of queries, however many days.</summary>
    public static async Task<Obstacles> LoadAsync(SamspillDb db, GroupId group, DateOnly from, DateOnly to, IReadOnlyCollection<RoomId> inRooms, IReadOnlyCollection<StaffId> teachers, CancellationToken ct)
    {
        var (first, last) = (SchoolYear.Of(from), SchoolYear.Of(to));
        var years = await db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().Where(y => y.Start >= first && y.Start <= last).ToListAsync(ct);
        var rooms = await db.Rooms.Where(r => inRooms.Contains(r.Id)).Join(db.Sites, r => r.Site, s => s.Id, (r, s) => new { r.Id, Place = new Place(s.Id, s.Name, s.Kind, r.Capacity) }).ToDictionaryAsync(x => x.Id, x => x.Place, ct);
        var sites = rooms.Values.Select(r => r.Site).Distinct().ToList();
        var open = await db.SiteHours.AsNoTracking().Where(h => sites.Contains(h.Site) && h.Kind == HoursKind.Open).ToListAsync(ct);
        var sharing = (await db.GroupMembers.Where(m => (m.To == null || m.To >= from) && db.GroupMembers.Any(o => o.Group == group && o.Pupil == m.Pupil && (o.To == null || o.To >= from))).Select(m => m.Group).Distinct().ToListAsync(ct)).Append(group).ToHashSet();
        var busy = await (from l in db.Lessons
                          where l.Date >= @from && l.Date <= to && l.State != LessonState.Cancelled
                              && (inRooms.Contains(l.Room) || teachers.Contains(l.Teacher) || l.Substitute != null && teachers.Contains(l.Substitute.Value) || sharing.Contains(l.Group))
                          join g in db.Groups on l.Group equals g.Id
                          join c in db.Courses on g.Course equals c.Id
                          join r in db.Rooms on l.Room equals r.Id
                          select new { l.Id, l.Group, Title = g.Name ?? c.Name, l.Date, l.Start, l.Minutes, l.Room, r.Site, l.Teacher, l.Substitute }).AsNoTracking().ToListAsync(ct);
        var members = await db.GroupMembers.Where(m => m.Group == group && (m.To == null || m.To >= from)).Select(m => new { m.Pupil, m.From, m.To }).ToListAsync(ct);
        var absences = await db.StaffAbsences.AsNoTracking().Where(a => teachers.Contains(a.Staff) && a.From <= to && a.To >= from).ToListAsync(ct);
        var loans = await db.RoomLoans.AsNoTracking().Where(l => inRooms.Contains(l.Room) && l.Date >= from && l.Date <= to && l.State == LoanState.Approved).ToListAsync(ct);
        return new Obstacles(years, open.ToLookup(h => h.Site), rooms, busy.ConvertAll(b => new BusyTime(b.Id, b.Group, b.Title, b.Date, b.Start, b.Start.AddMinutes(b.Minutes), b.Room, b.Site, b.Substitute ?? b.Teacher)), absences, sharing, members.ConvertAll(m => (m.Pupil, m.From, m.To)), loans);
    }

    /// <summary>Why a lesson cannot stand there; null when it can.</summary>
    /// <param name="except">Lessons that do not count: those that are moved away.</param>
    /// <param name="stands">It stands there already: when the site is open and how many the room holds were asked when it was put there.</param>
    public Rejection? WhyNot(Slot slot, IReadOnlySet<LessonId> except, bool stands = false)
    {
        if (slot.PassesMidnight) return LessonRejections.PastMidnight;
        if (CalendarOf(slot.Date) is { } free) return free;
        if (!stands && (ClosedAt(slot) ?? TooSmall(slot)) is { } unfit) return unfit;
        if (absences.Exists(a => a.Staff == slot.Teacher && a.From <= slot.Date && slot.Date <= a.To)) return new Rejection(LessonRejections.TeacherAway.Code, slot.Date);
        var meeting = busy.FindAll(b => !except.Contains(b.Lesson) && b.Meets(slot.Date, slot.Start, slot.End));
        if (!stands && loans.Find(l => l.Room == slot.Room && l.Date == slot.Date && l.Meets(slot.Start, slot.End)) is { } loan) return new Rejection(LessonRejections.RoomTaken.Code, loan.Date, loan.From, loan.To, loan.Purpose);
        return Taken(LessonRejections.RoomTaken, meeting.Find(b => b.Room == slot.Room))
            ?? Taken(LessonRejections.TeacherTaken, meeting.Find(b => b.GivenBy == slot.Teacher))
            ?? Taken(LessonRejections.PupilTaken, meeting.Find(b => sharing.Contains(b.Group)));
    }

    private static Rejection? Taken(Rejection kind, BusyTime? by) => by is null ? null : new Rejection(kind.Code, by.Date, by.Start, by.End, by.Title);

    private Rejection? CalendarOf(DateOnly date)
    {
        var year = years.Find(y => y.Start == SchoolYear.Of(date));
        if (year?.Free.FirstOrDefault(f => f.From <= date && date <= f.To) is { } free) return new Rejection(LessonRejections.FreeDay.Code, date, free.Name);
        var hasTerms = year is { Terms.Count: > 0 }; // else nobody has set a calendar
        if (hasTerms ? TeachingDays.Has(year!, date) : date.DayOfWeek != DayOfWeek.Sunday && !PublicHolidays.IsHoliday(date)) return null;
        return new Rejection(hasTerms && !year!.Terms.Any(t => t.From <= date && date <= t.To) ? LessonRejections.OutsideTerms.Code : LessonRejections.Holiday.Code, date);
    }

    private Rejection? ClosedAt(Slot slot)
    {
        if (!rooms.TryGetValue(slot.Room, out var room)) return null;
        var hours = OpeningHours.On(room.Kind, open[room.Site], slot.Date.DayOfWeek);
        if (hours.Any(h => h.From <= slot.Start && slot.End <= h.To)) return null;
        return new Rejection(LessonRejections.SiteClosed.Code, room.Name, slot.Date, slot.Start, slot.End, hours.Count == 0 ? Show.None : string.Join(", ", hours.Select(h => Show.Times(h.From, h.To))));
    }

    private Rejection? TooSmall(Slot slot)
    {
        if (!rooms.TryGetValue(slot.Room, out var room) || room.Capacity is not { } holds) return null;
        var coming = members.Where(m => m.From <= slot.Date && (m.To is not { } last || last >= slot.Date)).Select(m => m.Pupil).Distinct().Count();
        return coming > holds ? new Rejection(LessonRejections.RoomSmall.Code, holds, coming) : null;
    }
}
