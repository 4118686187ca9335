using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Groups;
using Samspill.Host;

namespace Samspill.Features.Groups;

/// <summary>A time of the week, and how it suits somebody.</summary>
public sealed record SaidTime(Guid Id, DayOfWeek Day, TimeOnly From, TimeOnly To, Suits Suits);

/// <summary>Writes down when a pupil or a teacher can, for the next week that is made. Nothing that is published moves by it.</summary>
public sealed class SayTimes(SamspillDb db, Actor actor)
{
    /// <summary>Whether this actor may say it: the person itself, one who may act for the pupil, or the office.</summary>
    public bool MaySay(PersonId person) => actor.Person == person && actor.May(Can.BeSignedIn) || actor.Wards.Contains(person) || actor.May(Can.PlanWeek);

    public async Task<Outcome<Done>> AddAsync(PersonId person, DayOfWeek day, TimeOnly from, TimeOnly to, Suits suits, CancellationToken ct)
    {
        if (PossibleTime.Of(person, day, from, to, suits).Refused(out var why, out var time)) return why;
        await using var work = await db.BeginAsync(ct);
        // The person's row is held: two tabs cannot pass the limit together, nor say the same twice.
        if (await db.People.Where(p => p.Id == person).ExecuteUpdateAsync(p => p.SetProperty(x => x.GivenName, x => x.GivenName), ct) == 0) return PossibleTimeRejections.NotFound;
        var said = await db.PossibleTimes.Where(t => t.Person == person).ToListAsync(ct);
        if (said.Exists(t => (t.Day, t.From, t.To, t.Suits) == (day, from, to, suits))) return new Done();
        if (said.Count >= PossibleTime.Most) return PossibleTimeRejections.TooMany;
        db.PossibleTimes.Add(time);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>Takes it back. Twice is harmless.</summary>
    public async Task RemoveAsync(PersonId person, Guid id, CancellationToken ct)
    {
        if (await db.PossibleTimes.SingleOrDefaultAsync(t => t.Id == id && t.Person == person, ct) is not { } time) return;
        db.PossibleTimes.Remove(time);
        await db.SaveChangesAsync(ct);
    }
}
