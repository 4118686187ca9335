using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Groups;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>What a list of groups is narrowed to, as it stands in the address.</summary>
/// <param name="Text">Part of a course's or group's name.</param>
public sealed record GroupQuery(string? Text, StaffId? Teacher, bool OnlyIncomplete)
{
    public static GroupQuery From(IQueryCollection query) => new(
        query["q"].ToString() is { Length: > 0 and <= 200 } text ? text.Trim() : null,
        Guid.TryParse(query["larer"], out var teacher) ? new StaffId(teacher) : null,
        query["uten"] == "ja");
}

/// <summary>A course with its groups.</summary>
/// <param name="Without">Places in no group.</param>
/// <param name="Unplaced">Groups that the published week has no lesson for.</param>
public sealed record CourseGroups(CourseId Course, string Code, string Name, TeachingForm Form, int Groups, int Members, int Without, int Unplaced);

/// <summary>A group in the list of its course.</summary>
public sealed record GroupLine(GroupId Id, string? Name, int Minutes, IReadOnlyList<PersonLine> Members, IReadOnlyList<string> Teachers, string? Site);

internal static class GroupLists
{
    /// <summary>Live places of a school year's courses that are in none of its groups for as long as they last; short courses have no weekly lesson, and who is on leave to the year's end needs none.</summary>
    public static IQueryable<Place> PlacesWithout(SamspillDb db, int schoolYear)
    {
        var (first, last) = (new DateOnly(schoolYear, 8, 1), Domain.School.SchoolYear.LastDayOf(schoolYear));
        var members = db.GroupMembers.Where(m => m.SchoolYear == schoolYear);
        return db.Places.Where(p => p.State == PlaceState.Live && p.From <= last && (p.To == null || p.To > first)
            && !members.Any(m => m.Place == p.Id && (m.To == null || m.To >= p.To))
            && !db.Leaves.Any(l => l.Place == p.Id && l.State != Domain.Yearly.LeaveState.Over && l.To >= last && (l.From <= first || members.Any(m => m.Place == p.Id && m.To < l.From)))
            && db.Courses.Any(c => c.Id == p.Course && c.Form != TeachingForm.ShortCourse));
    }

    /// <summary>Who is in a group and stays as long as the place lasts. Who was taken out, or whose place has ended, is not there.</summary>
    public static IQueryable<GroupMember> Staying(this SamspillDb db) =>
        db.GroupMembers.Where(m => m.To == null || db.Places.Any(p => p.Id == m.Place && p.State == PlaceState.Live && p.To == m.To));

    /// <summary>The groups of this school year and later that somebody teaches: by the week that families know, by its coming lessons, or because nobody else may. Who only might come to teach a group has nothing to do with it yet.</summary>
    public static IQueryable<GroupId> TaughtBy(SamspillDb db, StaffId teacher, DateOnly today)
    {
        var year = Domain.School.SchoolYear.Of(today);
        return db.Groups.Where(g => g.SchoolYear >= year && (g.ClosedOn == null || g.ClosedOn >= today)
            && (db.PlannedLessons.Any(l => l.Group == g.Id && l.Teacher == teacher && db.WeekPlans.Any(p => p.Id == l.Plan && p.State == Domain.Timetables.PlanState.Published))
                || db.Lessons.Any(l => l.Group == g.Id && l.Teacher == teacher && l.Date >= today)
                || db.GroupTeachers.Any(t => t.Group == g.Id && t.Staff == teacher) && !db.GroupTeachers.Any(t => t.Group == g.Id && t.Staff != teacher))).Select(g => g.Id);
    }


    /// <summary>Courses that have groups or places without one, by name.</summary>
    public static IQueryable<CourseGroups> CourseGroups(this SamspillDb db, int schoolYear, GroupQuery query)
    {
        var groups = db.Groups.Where(g => g.SchoolYear == schoolYear && g.ClosedOn == null);
        var (without, staying) = (PlacesWithout(db, schoolYear), db.Staying());
        var courses = db.Courses.Where(c => groups.Any(g => g.Course == c.Id) || without.Any(p => p.Course == c.Id));
        if (query.Text is { } text)
        {
            var part = text.ToLowerInvariant();
            courses = courses.Where(c => c.Name.ToLower().Contains(part) || groups.Any(g => g.Course == c.Id && g.Name != null && g.Name.ToLower().Contains(part)));
        }
        if (query.Teacher is { } teacher) courses = courses.Where(c => groups.Any(g => g.Course == c.Id && g.Teachers.Any(t => t.Staff == teacher)));
        if (query.OnlyIncomplete) courses = courses.Where(c => without.Any(p => p.Course == c.Id));
        return courses.OrderBy(c => EF.Functions.Collate(c.Name, "norsk")).ThenBy(c => c.Code)
            .Select(c => new CourseGroups(c.Id, c.Code, c.Name, c.Form, groups.Count(g => g.Course == c.Id), staying.Count(m => groups.Any(g => g.Id == m.Group && g.Course == c.Id)), without.Count(p => p.Course == c.Id),
                groups.Count(g => g.Course == c.Id && !db.PlannedLessons.Any(l => l.Group == g.Id && db.WeekPlans.Any(p => p.Id == l.Plan && p.State == Domain.Timetables.PlanState.Published)))));
    }

    /// <summary>The groups of a course.</summary>
    public static async Task<IReadOnlyList<GroupLine>> GroupsOfAsync(this SamspillDb db, CourseId course, int schoolYear, Disclosure disclosure, CancellationToken ct)
    {
        var staying = db.Staying();
        var rows = await db.Groups.AsNoTracking().Where(g => g.Course == course && g.SchoolYear == schoolYear && g.ClosedOn == null).OrderBy(g => g.Name).ThenBy(g => g.Id).Take(500).AsSplitQuery()
            .Select(g => new
            {
                g.Id, g.Name, g.Minutes, Site = db.Sites.Where(s => s.Id == g.Site).Select(s => s.Name).FirstOrDefault(),
                Members = staying.Where(m => m.Group == g.Id).Join(db.People, m => m.Pupil, p => p.Id, (m, p) => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToList(),
                Teachers = g.Teachers.OrderBy(t => t.Position).Join(db.Staff, t => t.Staff, s => s.Id, (t, s) => s.Person).Join(db.People, s => s, p => p.Id, (s, p) => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToList(),
            }).ToListAsync(ct);
        return [.. rows.Select(g => new GroupLine(g.Id, g.Name, g.Minutes, [.. g.Members.OrderBy(m => m.GivenName, StringComparer.CurrentCulture)], g.Teachers.ConvertAll(disclosure.OpenName), g.Site))];
    }
}
