using Samspill.Data;
using Samspill.Features.Admission;

namespace Samspill.Features.Groups;

/// <summary>Forms the groups that are proposed, for one course or all. Twice is harmless: whoever is in a group is in no proposal.</summary>
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
}
