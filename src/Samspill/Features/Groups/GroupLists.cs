using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
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
    /// <summary>Live places of a school year's courses that are in no group; short courses have no weekly lesson.</summary>
    public static IQueryable<Place> PlacesWithout(SamspillDb db, int schoolYear)
    {
        var (first, last) = (new DateOnly(schoolYear, 8, 1), Domain.School.SchoolYear.LastDayOf(schoolYear));
        return db.Places.Where(p => p.State == PlaceState.Live && p.From <= last && (p.To == null || p.To > first)
            && !db.GroupMembers.Any(m => m.Place == p.Id && m.To == null) && db.Courses.Any(c => c.Id == p.Course && c.Form != TeachingForm.ShortCourse));
    }

    /// <summary>Courses that have groups or places without one, by name.</summary>
    public static IQueryable<CourseGroups> CourseGroups(this SamspillDb db, int schoolYear, GroupQuery query)
    {
        var groups = db.Groups.Where(g => g.SchoolYear == schoolYear && g.ClosedOn == null);
        var without = PlacesWithout(db, schoolYear);
        var courses = db.Courses.Where(c => groups.Any(g => g.Course == c.Id) || without.Any(p => p.Course == c.Id));
        if (query.Text is { } text)
        {
            var part = text.ToLowerInvariant();
            courses = courses.Where(c => c.Name.ToLower().Contains(part) || groups.Any(g => g.Course == c.Id && g.Name != null && g.Name.ToLower().Contains(part)));
        }
        if (query.Teacher is { } teacher) courses = courses.Where(c => groups.Any(g => g.Course == c.Id && g.Teachers.Any(t => t.Staff == teacher)));
        if (query.OnlyIncomplete) courses = courses.Where(c => without.Any(p => p.Course == c.Id));
        return courses.OrderBy(c => EF.Functions.Collate(c.Name, "norsk")).ThenBy(c => c.Code)
            .Select(c => new CourseGroups(c.Id, c.Code, c.Name, c.Form, groups.Count(g => g.Course == c.Id), groups.Where(g => g.Course == c.Id).SelectMany(g => g.Members).Count(m => m.To == null), without.Count(p => p.Course == c.Id),
                groups.Count(g => g.Course == c.Id && !db.PlannedLessons.Any(l => l.Group == g.Id && db.WeekPlans.Any(p => p.Id == l.Plan && p.State == Domain.Timetables.PlanState.Published)))));
    }

    /// <summary>The groups of a course.</summary>
    public static async Task<IReadOnlyList<GroupLine>> GroupsOfAsync(this SamspillDb db, CourseId course, int schoolYear, CancellationToken ct)
    {
        var rows = await db.Groups.AsNoTracking().Where(g => g.Course == course && g.SchoolYear == schoolYear && g.ClosedOn == null).OrderBy(g => g.Name).ThenBy(g => g.Id).Take(500).AsSplitQuery()
            .Select(g => new
            {
                g.Id, g.Name, g.Minutes, Site = db.Sites.Where(s => s.Id == g.Site).Select(s => s.Name).FirstOrDefault(),
                Members = g.Members.Where(m => m.To == null).Join(db.People, m => m.Pupil, p => p.Id, (m, p) => new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield)).ToList(),
                Teachers = g.Teachers.OrderBy(t => t.Position).Join(db.Staff, t => t.Staff, s => s.Id, (t, s) => s.Person).Join(db.People, s => s, p => p.Id, (s, p) => p.GivenName + " " + p.FamilyName).ToList(),
            }).ToListAsync(ct);
        return [.. rows.Select(g => new GroupLine(g.Id, g.Name, g.Minutes, [.. g.Members.OrderBy(m => m.GivenName, StringComparer.CurrentCulture)], g.Teachers, g.Site))];
    }
}
