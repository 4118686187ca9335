using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Family;

public static class Hindrances
{
    /// <summary>Why these wishes, which wait, have no number in the queue, each in a sentence or two. A few queries, none when there is nothing to ask.</summary>
    public static async Task<IReadOnlyDictionary<ApplicationId, Func<Texts, string, string>>> HindrancesAsync(this SamspillDb db, IReadOnlyCollection<ApplicationId> wishes, DateOnly today, CancellationToken ct)
    {
        if (wishes.Count == 0) return new Dictionary<ApplicationId, Func<Texts, string, string>>();
        var asked = await db.AskedOfAsync(wishes, today, ct);
        var most = (await db.RulesInForceAsync(today, ct)).MaxPlacesPerPupil;
        var rows = await (from a in db.Applications
                          where wishes.Contains(a.Id)
                          join p in db.People on a.Pupil equals p.Id
                          join c in db.Courses on a.Course equals c.Id
                          select new
                          {
                              a.Id, p.BirthDate, c.Name, c.AgeFrom, c.AgeTo,
                              HeldHere = db.Places.Any(l => l.Pupil == a.Pupil && l.Course == a.Course && l.State == PlaceState.Live),
                              Held = db.Places.Count(l => l.Pupil == a.Pupil && l.State == PlaceState.Live) + db.Offers.Count(o => o.Pupil == a.Pupil && o.Status == OfferStatus.Open),
                          }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Id, Func<Texts, string, string> (r) =>
        {
            var turns = today.Year - r.BirthDate?.Year;
            var (requires, flags) = asked.GetValueOrDefault(r.Id, ([], new HashSet<string>()));
            var hindrance = Hindrance.Of(r.HeldHere, turns, r.AgeFrom, r.AgeTo, requires, flags, r.Held, most);
            return (texts, child) => texts.Hindrance(hindrance, child, r.Name, today.Year, turns, r.AgeFrom, r.AgeTo, most);
        });
    }
}
