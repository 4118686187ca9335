using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>How many children of one year of birth live in one district.</summary>
internal sealed record ChildrenGroup(int? Year, string? District, int Count);

/// <summary>Children with a place and children who only wait, in groups. Counting five thousand takes most of the dashboard's time, so a count stands for a minute, or until anybody gets, leaves or asks for a place.</summary>
public sealed class ChildrenCounted(TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Count> known = new();

    /// <param name="school">The short name in the address.</param>
    /// <param name="now">Places taken, wishes that wait and children who wait, as they are at this moment.</param>
    internal async Task<(IReadOnlyList<ChildrenGroup> WithPlace, IReadOnlyList<ChildrenGroup> Waiting)> OfAsync(string school, SamspillDb db, (int Taken, int Wishes, int Children) now, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        if (known.TryGetValue(school, out var count) && count.Of == now && at < count.Until) return (count.WithPlace, count.Waiting);
        var placed = db.Places.Where(p => p.State == PlaceState.Live).Select(p => p.Pupil);
        var waitingOnly = db.Applications.Where(a => a.State == ApplicationState.Waiting).Select(a => a.Pupil).Where(p => !placed.Contains(p));
        count = new Count(now, await GroupsAsync(db, placed, ct), await GroupsAsync(db, waitingOnly, ct), at + Fresh);
        known[school] = count;
        return (count.WithPlace, count.Waiting);
    }

    private static async Task<List<ChildrenGroup>> GroupsAsync(SamspillDb db, IQueryable<PersonId> pupils, CancellationToken ct) =>
        await (from p in db.People where pupils.Contains(p.Id)
               join s in db.Sites on p.School equals s.Id into schools
               from school in schools.DefaultIfEmpty()
               group p by new { Year = p.BirthDate == null ? (int?)null : p.BirthDate.Value.Year, school.District } into g
               select new ChildrenGroup(g.Key.Year, g.Key.District, g.Count())).ToListAsync(ct);

    private sealed record Count((int Taken, int Wishes, int Children) Of, IReadOnlyList<ChildrenGroup> WithPlace, IReadOnlyList<ChildrenGroup> Waiting, DateTimeOffset Until);
}
