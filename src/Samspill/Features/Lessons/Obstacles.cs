using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;

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
}

/// <summary>Everything that can stand in a lesson's way between two days: the calendar, the sites' hours, absences, and other lessons of its room, teachers and pupils.</summary>
internal sealed class Obstacles
{
    private readonly List<SchoolYear> years;
    private readonly ILookup<SiteId, SiteHours> open;
    private readonly Dictionary<RoomId, (SiteId Site, string Name)> rooms;
    private readonly List<BusyTime> busy;
    private readonly List<StaffAbsence> absences;
    private readonly HashSet<GroupId> sharing;

    private Obstacles(List<SchoolYear> years, ILookup<SiteId, SiteHours> open, Dictionary<RoomId, (SiteId, string)> rooms, List<BusyTime> busy, List<StaffAbsence> absences, HashSet<GroupId> sharing) =>
        (this.years, this.open, this.rooms, this.busy, this.absences, this.sharing) = (years, open, rooms, busy, absences, sharing);

    /// <summary>What the rooms and teachers are taken by.</summary>
    public IReadOnlyList<BusyTime> Busy => busy;

    public SiteId? SiteOf(RoomId room) => rooms.TryGetValue(room, out var known) ? known.Site : null;

    /// <summary>A fixed number of queries, however many days.</summary>
    public static async Task<Obstacles> LoadAsync(SamspillDb db, GroupId group, DateOnly from, DateOnly to, IReadOnlyCollection<RoomId> inRooms, IReadOnlyCollection<StaffId> teachers, CancellationToken ct)
    {
        var (first, last) = (SchoolYear.Of(from), SchoolYear.Of(to));
        var years = await db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().Where(y => y.Start >= first && y.Start <= last).ToListAsync(ct);
        var rooms = await db.Rooms.Where(r => inRooms.Contains(r.Id)).Join(db.Sites, r => r.Site, s => s.Id, (r, s) => new { r.Id, Site = s.Id, s.Name }).ToDictionaryAsync(x => x.Id, x => (x.Site, x.Name), ct);
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
        var absences = await db.StaffAbsences.AsNoTracking().Where(a => teachers.Contains(a.Staff) && a.From <= to && a.To >= from).ToListAsync(ct);
        return new Obstacles(years, open.ToLookup(h => h.Site), rooms, busy.ConvertAll(b => new BusyTime(b.Id, b.Group, b.Title, b.Date, b.Start, b.Start.AddMinutes(b.Minutes), b.Room, b.Site, b.Substitute ?? b.Teacher)), absences, sharing);
    }

    /// <summary>Why a lesson cannot stand there; null when it can.</summary>
    /// <param name="except">Lessons that do not count: those that are moved away.</param>
    public Rejection? WhyNot(Slot slot, IReadOnlySet<LessonId> except)
    {
        if (CalendarOf(slot.Date) is { } free) return free;
        if (ClosedAt(slot) is { } closed) return closed;
        if (absences.Exists(a => a.Staff == slot.Teacher && a.From <= slot.Date && slot.Date <= a.To)) return new Rejection(LessonRejections.TeacherAway.Code, slot.Date);
        var meeting = busy.FindAll(b => !except.Contains(b.Lesson) && b.Meets(slot.Date, slot.Start, slot.End));
        return Taken(LessonRejections.RoomTaken, meeting.Find(b => b.Room == slot.Room))
            ?? Taken(LessonRejections.TeacherTaken, meeting.Find(b => b.GivenBy == slot.Teacher))
            ?? Taken(LessonRejections.PupilTaken, meeting.Find(b => sharing.Contains(b.Group)));
    }

    private static Rejection? Taken(Rejection kind, BusyTime? by) => by is null ? null : new Rejection(kind.Code, by.Date, by.Start, by.End, by.Title);

    private Rejection? CalendarOf(DateOnly date)
    {
        if (years.Find(y => y.Start == SchoolYear.Of(date)) is not { } year) return null; // nobody has set a calendar
        if (year.Free.FirstOrDefault(f => f.From <= date && date <= f.To) is { } free) return new Rejection(LessonRejections.FreeDay.Code, date, free.Name);
        return year.Terms.Count > 0 && !year.Terms.Any(t => t.From <= date && date <= t.To) ? new Rejection(LessonRejections.OutsideTerms.Code, date) : null;
    }

    /// <summary>A site whose hours nobody has said is open.</summary>
    private Rejection? ClosedAt(Slot slot)
    {
        if (!rooms.TryGetValue(slot.Room, out var room) || !open[room.Site].Any()) return null;
        var hours = open[room.Site].Where(h => h.Day == slot.Date.DayOfWeek).OrderBy(h => h.From).ToList();
        if (slot.End > slot.Start && hours.Exists(h => h.From <= slot.Start && slot.End <= h.To)) return null;
        return new Rejection(LessonRejections.SiteClosed.Code, room.Name, slot.Date, slot.Start, slot.End, hours.Count == 0 ? "–" : string.Join(", ", hours.Select(h => $"{h.From:HH\\.mm}–{h.To:HH\\.mm}")));
    }
}
