using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Domain.WorkingTime;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.WorkingTime;

/// <summary>What people write about working time: the teacher's own entries, the office's changes of positions, the principal's rules.</summary>
public sealed class KeepWorkingTime(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Work beside the lessons, of the teacher who writes. The same twice from the same form is once.</summary>
    public async Task<Outcome<Done>> AddAsync(Guid form, DateOnly day, WorkKind kind, int minutes, string words, CancellationToken ct)
    {
        if (actor.Staff is not { } staff) return WorkRejections.NotFound;
        var id = FormId.Of($"{form} {staff.Value} {day:O} {kind} {minutes} {words}");
        if (await db.WorkEntries.AnyAsync(e => e.Id == id, ct)) return new Done();
        if (WorkEntry.Of(id, staff, day, kind, minutes, words, Oslo.Today(clock), actor.Name, clock.GetUtcNow()).Refused(out var why, out var entry)) return why;
        db.WorkEntries.Add(entry);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return new Done(); } // sent twice at once
        return new Done();
    }

    /// <summary>Takes an own entry of the running school year away. Twice is harmless.</summary>
    public async Task<Outcome<Done>> RemoveAsync(Guid id, CancellationToken ct)
    {
        if (await db.WorkEntries.SingleOrDefaultAsync(e => e.Id == id && e.Staff == actor.Staff, ct) is not { } entry) return new Done();
        if (SchoolYear.Of(entry.Day) != SchoolYear.Of(Oslo.Today(clock))) return WorkRejections.Day;
        db.WorkEntries.Remove(entry);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { } // gone already
        return new Done();
    }

    /// <summary>A position is so big from a day. The first change keeps what the position was before it, whatever is imported later.</summary>
    public async Task<Outcome<Done>> ChangePositionAsync(StaffId staff, DateOnly from, int percent, CancellationToken ct)
    {
        if (percent is < 0 or > 150) return WorkRejections.Percent;
        await using var work = await db.BeginAsync(ct);
        if (await db.Staff.AsNoTracking().SingleOrDefaultAsync(s => s.Id == staff, ct) is not { } employment) return WorkRejections.NotFound;
        var (now, changes) = (clock.GetUtcNow(), await db.PositionChanges.Where(c => c.Staff == staff).ToListAsync(ct));
        var before = new DateOnly(SchoolYear.Of(from), 8, 1);
        if (changes.Count == 0 && from > before) db.PositionChanges.Add(new PositionChange(staff, before, employment.PositionPercent ?? 0, actor.Name, now));
        if (changes.Find(c => c.From == from) is { } same) same.Correct(percent, actor.Name, now);
        else db.PositionChanges.Add(new PositionChange(staff, from, percent, actor.Name, now));
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>A new version of the rules. The same twice from the same form is once.</summary>
    /// <returns>Its number.</returns>
    public async Task<int> AdoptAsync(Guid form, WorkFigures figures, string adoptedBy, DateOnly from, CancellationToken ct)
    {
        var id = new WorkRulesId(FormId.Of($"{form} {figures} {from:O} {adoptedBy}"));
        while (true)
        {
            if (await db.WorkRules.Where(r => r.Id == id).Select(r => (int?)r.Version).SingleOrDefaultAsync(ct) is { } before) return before;
            var rules = new WorkRules(id, (await db.WorkRules.MaxAsync(r => (int?)r.Version, ct) ?? 0) + 1, from, adoptedBy, clock.GetUtcNow(), figures);
            db.WorkRules.Add(rules);
            try
            {
                await db.SaveChangesAsync(ct);
                return rules.Version;
            }
            catch (DbUpdateException fault) when (fault.IsLostRace()) { db.ChangeTracker.Clear(); } // somebody took the number
        }
    }
}
