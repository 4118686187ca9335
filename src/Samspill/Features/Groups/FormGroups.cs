using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Groups;
using Samspill.Features.Admission;

namespace Samspill.Features.Groups;

/// <summary>Forms the groups that are proposed, for one course or all, or an empty one by hand. Twice is harmless: whoever is in a group is in no proposal, and a group has its name alone.</summary>
public sealed class FormGroups(SamspillDb db)
{
    /// <returns>How many groups were formed.</returns>
    public async Task<int> RunAsync(int schoolYear, CourseId? only, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var groups = await db.ProposeAsync(schoolYear, only, ct);
        if (groups.Count == 0) return 0;
        await db.InsertAsync(groups, ct);
        await db.InsertAsync([.. groups.SelectMany(g => g.Teachers)], ct);
        await db.InsertAsync([.. groups.SelectMany(g => g.Members)], ct);
        db.Note("groups-formed", only is { } course ? $"Course {course.Value}" : "School", $"{groups.Count}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return groups.Count;
    }

    /// <summary>An empty group of a course. One of this name that is there already is the answer; so is an empty lesson of one.</summary>
    /// <param name="name">Null for a lesson of one, where the course is taught so.</param>
    public async Task<Outcome<GroupId>> MakeAsync(CourseId id, int schoolYear, string? name, int minutes, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var course = await db.Courses.AsNoTracking().SingleAsync(c => c.Id == id, ct);
        if (name is null && course.Form != TeachingForm.Individual) return GroupRejections.NameMissing;
        var staying = db.Staying();
        if (await db.Groups.Where(g => g.Course == id && g.SchoolYear == schoolYear && g.ClosedOn == null && g.Name == name && (name != null || !staying.Any(m => m.Group == g.Id))).OrderBy(g => g.Id).Select(g => (GroupId?)g.Id).FirstOrDefaultAsync(ct) is { } there) return there;
        var group = new Group(GroupId.New(), id, schoolYear, name, minutes);
        if (group.Record(name, minutes, null, GroupProposals.NeedsOf(course), []).Refused(out var why)) return why;
        db.Groups.Add(group);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return group.Id;
    }
}
