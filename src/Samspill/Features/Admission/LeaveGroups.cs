using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>Whoever gives up a place leaves its groups with it.</summary>
internal static class LeavingGroups
{
    /// <summary>Memberships of these places end with the place; what would begin after it never does. Coming lessons that nobody is in any more, and that nobody has touched, go too. In the caller's transaction, when the places are saved.</summary>
    public static async Task LeaveGroupsAsync(this SamspillDb db, IQueryable<Place> places, DateOnly today, CancellationToken ct)
    {
        var outlasting = db.GroupMembers.Where(m => places.Any(p => p.Id == m.Place && p.To != null && (m.To == null || m.To > p.To)));
        var groups = await outlasting.Select(m => m.Group).Distinct().ToListAsync(ct);
        if (groups.Count == 0) return;
        await outlasting.Where(m => db.Places.Any(p => p.Id == m.Place && (p.To < m.From || p.State == PlaceState.Ended && m.From > today))).ExecuteDeleteAsync(ct);
        await outlasting.ExecuteUpdateAsync(m => m.SetProperty(x => x.To, x => db.Places.Where(p => p.Id == x.Place).Select(p => p.To).FirstOrDefault()), ct);
        await db.DropEmptyLessonsAsync(groups, today, ct);
    }

    /// <summary>Takes away the lessons of these groups after a day that nobody is in and that nobody has touched: cancelled, moved, marked or written about they stay.</summary>
    public static Task<int> DropEmptyLessonsAsync(this SamspillDb db, IReadOnlyCollection<GroupId> groups, DateOnly after, CancellationToken ct) =>
        db.Lessons.Where(l => groups.Contains(l.Group) && l.Date > after && l.State == Domain.Lessons.LessonState.Planned && !l.IsExtra && l.Sequence == 0 && l.Note == ""
            && !db.GroupMembers.Any(m => m.Group == l.Group && m.From <= l.Date && (m.To == null || m.To >= l.Date))
            && !db.Attendance.Any(a => a.Lesson == l.Id) && !db.Lessons.Any(o => o.MadeUpBy == l.Id)).ExecuteDeleteAsync(ct);
}
