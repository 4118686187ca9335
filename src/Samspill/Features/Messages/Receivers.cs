using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;

namespace Samspill.Features.Messages;

/// <summary>Who is told what concerns a pupil: its guardians who may act for it on the web, until it is 18; from then on the pupil alone.</summary>
internal static class Receivers
{
    /// <summary>The latest birth date of somebody who is 18 on a day.</summary>
    public static DateOnly OfAgeIfBornBy(DateOnly today) => today.AddYears(-18);

    /// <summary>The receivers of each of these pupils, in two queries. A pupil with nobody is not there.</summary>
    public static async Task<ILookup<PersonId, Person>> ReceiversAsync(this SamspillDb db, IQueryable<PersonId> about, DateOnly today, CancellationToken ct)
    {
        var bornBy = OfAgeIfBornBy(today);
        var guardians = await (from g in db.Guardianships
                               where g.Online && !g.SeesOnly && about.Contains(g.Pupil) && !db.People.Any(p => p.Id == g.Pupil && p.BirthDate <= bornBy)
                               join p in db.People.AsNoTracking() on g.Guardian equals p.Id
                               orderby p.Id
                               select new { g.Pupil, Person = p }).ToListAsync(ct);
        var grown = await db.People.AsNoTracking().Where(p => about.Contains(p.Id) && p.BirthDate <= bornBy).ToListAsync(ct);
        return guardians.Select(g => (g.Pupil, g.Person)).Concat(grown.Select(p => (Pupil: p.Id, Person: p))).ToLookup(r => r.Pupil, r => r.Person);
    }
}
