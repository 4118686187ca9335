using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>What is known of those who wait, for the facts that rules ask for. Read whole, a query a table, and only what some rule needs.</summary>
internal sealed class AskingPupils
{
    private static readonly HashSet<string> OfPlaces = [Fact.WithoutPlace, Fact.WithoutIndividual, Fact.FormerPreparatory, Fact.PupilNewSubject, Fact.RenewingAdult];

    private readonly ILookup<PersonId, PlaceHad> places;
    private readonly ILookup<PersonId, DateOnly> asked;

    private AskingPupils(ILookup<PersonId, PlaceHad> places, ILookup<PersonId, DateOnly> asked) => (this.places, this.asked) = (places, asked);

    /// <param name="who">The pupils.</param>
    /// <param name="flags">Every flag that may be asked for.</param>
    public static async Task<AskingPupils> LoadAsync(SamspillDb db, IQueryable<PersonId> who, IReadOnlySet<string> flags, DateOnly placesFrom, CancellationToken ct)
    {
        var facts = flags.SelectMany(Fact.Parts).ToHashSet();
        var places = new List<(PersonId, PlaceHad)>();
        if (facts.Overlaps(OfPlaces))
        {
            // Open offers before places: one that is accepted in between is seen twice, which harms nothing.
            var offers = await (from o in db.Offers join c in db.Courses on o.Course equals c.Id where o.Status == OfferStatus.Open && who.Contains(o.Pupil) select new { o.Pupil, c.Code, c.Subject, c.Discipline, c.Form }).ToListAsync(ct);
            places.AddRange(offers.Select(o => (o.Pupil, new PlaceHad(o.Code, Course.SubjectOf(o.Subject, o.Discipline), o.Form, placesFrom, null))));
            var had = await (from p in db.Places join c in db.Courses on p.Course equals c.Id where who.Contains(p.Pupil) select new { p.Pupil, c.Code, c.Subject, c.Discipline, c.Form, p.From, p.To }).ToListAsync(ct);
            places.AddRange(had.Select(p => (p.Pupil, new PlaceHad(p.Code, Course.SubjectOf(p.Subject, p.Discipline), p.Form, p.From, p.To))));
        }
        var asked = !facts.Contains(Fact.FirstInSchoolAge) ? []
            : await db.Applications.Where(a => who.Contains(a.Pupil)).Select(a => new { a.Pupil, a.AppliedAt }).ToListAsync(ct);
        return new AskingPupils(places.ToLookup(p => p.Item1, p => p.Item2), asked.ToLookup(a => a.Pupil, a => Oslo.DayOf(a.AppliedAt)));
    }

    public AskingPupil Find(PersonId id, DateOnly born, bool resident, bool schoolHere)
    {
        var inSchoolAge = asked[id].Where(day => day.Year - born.Year >= AskingPupil.SchoolAge).Order().Select(day => (DateOnly?)day).FirstOrDefault();
        return new AskingPupil(born, resident, schoolHere, [.. places[id]], inSchoolAge);
    }
}
