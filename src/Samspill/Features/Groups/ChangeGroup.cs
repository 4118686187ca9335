using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Groups;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>Changes a group by hand: what it is, who teaches it, who is in it.</summary>
public sealed class ChangeGroup(SamspillDb db, TimeProvider clock)
{
    public async Task<Outcome<Done>> RecordAsync(GroupId id, string? name, int minutes, SiteId? site, string needs, IReadOnlyList<StaffId> teachers, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(id, ct) is not { } group) return GroupRejections.NotFound;
        if (group.Record(group.IsIndividual ? null : name, minutes, site, needs, teachers).Refused(out var why)) return why;
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>Takes a place into the group, out of the one it is in.</summary>
    public async Task<Outcome<Done>> AddAsync(GroupId id, PlaceId place, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await FindAsync(id, ct) is not { } group) return GroupRejections.NotFound;
        if (await db.Places.AsNoTracking().SingleOrDefaultAsync(p => p.Id == place && p.State == PlaceState.Live, ct) is not { } seat) return PlaceRejections.NotFound;
        if (seat.Course != group.Course) return GroupRejections.OtherCourse;
        var today = Oslo.Today(clock);
        if (await db.Groups.Include(g => g.Members).SingleOrDefaultAsync(g => g.Id != id && g.Members.Any(m => m.Place == place && m.To == null), ct) is { } other)
        {
            other.Remove(place, today);
            if (other.IsIndividual) other.Close(today);
            await db.SaveChangesAsync(ct); // out of one before into another: a place is in one group
        }
        if (group.Add(place, seat.Pupil, today > seat.From ? today : seat.From).Refused(out var why)) return why;
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>Takes a place out of the group.</summary>
    public async Task<Outcome<Done>> RemoveAsync(GroupId id, PlaceId place, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        if (await FindAsync(id, ct) is not { } group) return GroupRejections.NotFound;
        group.Remove(place, Oslo.Today(clock));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    private Task<Group?> FindAsync(GroupId id, CancellationToken ct) => db.Groups.Include(g => g.Members).Include(g => g.Teachers).AsSplitQuery().SingleOrDefaultAsync(g => g.Id == id, ct);
}
