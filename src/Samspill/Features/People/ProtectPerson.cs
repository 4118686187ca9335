using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Host;

namespace Samspill.Features.People;

/// <summary>A named handler sets or lifts the protection of an address; it covers the household from then on.</summary>
public sealed class ProtectPerson(SamspillDb db, Actor actor)
{
    /// <summary>Sets the grade. Who comes under protection by it is closed to its guardians on the web until the handler opens it for each.</summary>
    public async Task<Outcome<Done>> RunAsync(PersonId id, Protection grade, CancellationToken ct)
    {
        if (!actor.May(Can.SeeProtected)) return PersonRejections.NotFound;
        await using var work = await db.BeginAsync(ct);
        if (await db.People.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } person) return PersonRejections.NotFound;
        person.Protect(grade);

        // Who may be covered otherwise than before: the person, its guardians or wards, and the wards of those.
        var guardians = await db.Guardianships.Where(g => g.Pupil == id || g.Guardian == id).Select(g => g.Guardian).Distinct().ToListAsync(ct);
        var wards = await db.Guardianships.Where(g => guardians.Contains(g.Guardian)).Select(g => g.Pupil).Distinct().ToListAsync(ct);
        List<PersonId> covered = [id, .. guardians, .. wards];

        // Their own grades are reckoned with everybody who may cover them.
        var around = await db.Guardianships.Where(g => db.Guardianships.Any(w => w.Guardian == g.Guardian && wards.Contains(w.Pupil))).ToListAsync(ct);
        var names = around.SelectMany(g => new[] { g.Pupil, g.Guardian }).Concat(covered).Distinct().ToList();
        var people = await db.People.Where(p => names.Contains(p.Id)).ToListAsync(ct);
        var shields = Household.Shields(people.Select(p => KeyValuePair.Create(p.Id, p.Protection)), [.. around.Select(g => (g.Pupil, g.Guardian))]);
        foreach (var other in people.Where(p => covered.Contains(p.Id)))
        {
            var before = other.Shield;
            other.ShieldAs(shields.GetValueOrDefault(other.Id));
            if (before == Protection.None && other.Shield != Protection.None)
                foreach (var guardianship in around.Where(g => g.Pupil == other.Id)) guardianship.SetOnline(false);
        }
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>Opens or closes the web for one guardian of a pupil.</summary>
    public async Task<Outcome<Done>> OpenWebAsync(PersonId pupil, PersonId guardian, bool open, CancellationToken ct)
    {
        if (!actor.May(Can.SeeProtected)) return PersonRejections.NotFound;
        if (await db.Guardianships.SingleOrDefaultAsync(g => g.Pupil == pupil && g.Guardian == guardian, ct) is not { } guardianship) return PersonRejections.NotFound;
        guardianship.SetOnline(open);
        await db.SaveChangesAsync(ct);
        return new Done();
    }
}
