using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Groups;
using Samspill.Domain.People;
using Samspill.Features.Admission;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>Changes a group by hand: what it is, who teaches it, who is in it. Families are told when the week that they know has a lesson for it.</summary>
public sealed class ChangeGroup(SamspillDb db, Outbox outbox, TimeProvider clock)
{
    public async Task<Outcome<Done>> RecordAsync(GroupId id, string? name, int minutes, SiteId? site, string needs, IReadOnlyList<StaffId> teachers, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(id, ct) is not { } group) return GroupRejections.NotFound;
        if (site is { } only && !await db.CourseSites.AnyAsync(s => s.Course == group.Course && s.Site == only, ct)) return GroupRejections.UnknownSite;
        if (await db.Staff.CountAsync(s => teachers.Contains(s.Id) && s.Role == StaffRole.Teacher, ct) < teachers.Distinct().Count()) return GroupRejections.UnknownTeacher;
        if (group.Record(group.IsIndividual ? null : name, minutes, site, needs, teachers).Refused(out var why)) return why;
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>Takes a place into the group, out of the one it is in that school year. A group that stood empty has lessons again.</summary>
    public async Task<Outcome<Done>> AddAsync(GroupId id, PlaceId place, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await FindAsync(id, ct) is not { } group) return GroupRejections.NotFound;
        if (await db.Places.AsNoTracking().SingleOrDefaultAsync(p => p.Id == place && p.State == PlaceState.Live, ct) is not { } seat) return PlaceRejections.NotFound;
        if (seat.Course != group.Course) return GroupRejections.OtherCourse;
        var today = Oslo.Today(clock);
        DateOnly[] begins = [today, seat.From, new DateOnly(group.SchoolYear, 8, 1)];
        var from = begins.Max();
        if (seat.To < from) return PlaceRejections.Ended;
        if (group.Members.Any(m => m.Place == place && !(m.To <= today))) return new Done();
        var wasEmpty = group.IsEmptyAfter(today);
        var other = await db.Groups.Include(g => g.Members).OrderBy(g => g.Id).FirstOrDefaultAsync(g => g.Id != id && g.SchoolYear == group.SchoolYear && g.Members.Any(m => m.Place == place && (m.To == null || m.To > today)), ct);
        if (other is not null)
        {
            other.Remove(place, today);
            if (other.IsIndividual) other.Close(today);
            await db.SaveChangesAsync(ct); // out of one before into another: a place is in one group
            await db.DropEmptyLessonsAsync([other.Id], today, ct);
        }
        if (group.Add(place, seat.Pupil, from, seat.To).Refused(out var why)) return why;
        await db.SaveChangesAsync(ct);
        if (wasEmpty) await DateAsync(group, from, ct);
        await TellAsync(seat.Pupil, other?.Id, group.Id, from, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>Takes a place out of the group.</summary>
    public async Task<Outcome<Done>> RemoveAsync(GroupId id, PlaceId place, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await FindAsync(id, ct) is not { } group) return GroupRejections.NotFound;
        var today = Oslo.Today(clock);
        if (group.Members.FirstOrDefault(m => m.Place == place && !(m.To <= today)) is not { } member) return new Done();
        group.Remove(place, today);
        await db.SaveChangesAsync(ct);
        await db.DropEmptyLessonsAsync([id], today, ct);
        await TellAsync(member.Pupil, id, null, today.AddDays(1), ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>An empty group stops. Twice is harmless.</summary>
    public async Task<Outcome<Done>> CloseAsync(GroupId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await FindAsync(id, ct) is not { } group) return GroupRejections.NotFound;
        var today = Oslo.Today(clock);
        if (!group.IsEmptyAfter(today)) return GroupRejections.NotEmpty;
        group.Close(today);
        await db.SaveChangesAsync(ct);
        await db.DropEmptyLessonsAsync([id], today, ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    private Task<Group?> FindAsync(GroupId id, CancellationToken ct) => db.Groups.Include(g => g.Members).Include(g => g.Teachers).AsSplitQuery().SingleOrDefaultAsync(g => g.Id == id, ct);

    /// <summary>The group's lessons from a day on, as the published week has them, on the days that have none.</summary>
    private async Task DateAsync(Group group, DateOnly from, CancellationToken ct)
    {
        if (await db.WeekPlans.AsNoTracking().SingleOrDefaultAsync(p => p.SchoolYear == group.SchoolYear && p.State == Domain.Timetables.PlanState.Published, ct) is not { From: { } begins } plan) return;
        if (await db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleOrDefaultAsync(y => y.Start == group.SchoolYear, ct) is not { } year) return;
        var week = await db.PlannedLessons.AsNoTracking().Where(l => l.Plan == plan.Id).ToListAsync(ct);
        var there = (await db.Lessons.Where(l => l.Group == group.Id && l.PlannedDate >= from).Select(l => l.PlannedDate).ToListAsync(ct)).ToHashSet();
        var (now, wall) = (clock.GetUtcNow(), Oslo.At(clock.GetUtcNow()).DateTime);
        await db.InsertAsync([.. Domain.Timetables.DatedWeek.Of(week, year, from > begins ? from : begins, now).Where(l => l.Group == group.Id && !there.Contains(l.PlannedDate) && !l.HasBegun(wall))], ct);
    }

    /// <summary>Says what lesson is new, another or gone; nothing while no published week has one.</summary>
    private async Task TellAsync(PersonId pupil, GroupId? was, GroupId? now, DateOnly from, CancellationToken ct)
    {
        var groups = new[] { was, now }.OfType<GroupId>().ToList();
        var lessons = await (from l in db.PlannedLessons
                             where groups.Contains(l.Group) && db.WeekPlans.Any(p => p.Id == l.Plan && p.State == Domain.Timetables.PlanState.Published)
                             join r in db.Rooms on l.Room equals r.Id
                             join s in db.Sites on r.Site equals s.Id
                             join g in db.Groups on l.Group equals g.Id
                             join c in db.Courses on g.Course equals c.Id
                             select new { Lesson = l, Place = s.Name + ", " + r.Name, Course = c.Name }).AsNoTracking().ToDictionaryAsync(l => l.Lesson.Group, ct);
        if (lessons.Count == 0) return;
        var child = await db.People.AsNoTracking().SingleAsync(p => p.Id == pupil, ct);
        var receivers = await db.ReceiversAsync(db.People.Where(p => p.Id == pupil).Select(p => p.Id), Oslo.Today(clock), ct);
        foreach (var receiver in receivers[pupil])
        {
            var words = outbox.In(receiver);
            string? Where(GroupId? group) => group is { } one && lessons.TryGetValue(one, out var l) ? words.Weekly(l.Lesson, l.Place) : null;
            var course = lessons.Values.First().Course;
            var line = (Where(was), Where(now)) switch
            {
                ({ } before, { } after) => words["week.line.changed", course, before, after],
                (null, { } after) => words["week.line.new", course, after],
                (var before, _) => words["week.line.gone", course, before],
            };
            outbox.Tell(receiver, "week", child, child.GivenName, from, line, new PageLink($"/timer/{pupil.Value}"));
        }
    }
}
