using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Features.Messages;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Tells families what became of their wishes, in the transaction in which it became so.</summary>
public sealed class FamilyNews(SamspillDb db, Outbox outbox, Texts texts, TimeProvider clock)
{
    private Dictionary<PersonId, Person> pupils = [];
    private ILookup<PersonId, Person> receivers = Enumerable.Empty<Person>().ToLookup(p => p.Id);
    private Dictionary<CourseId, string> courses = [];

    /// <summary>Reads, in a few queries, whom the messages go to: each pupil's guardians who may use the web, or itself from 18.</summary>
    public async Task PrepareAsync(IQueryable<PersonId> about, CancellationToken ct)
    {
        pupils = await db.People.AsNoTracking().Where(p => about.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        receivers = await db.ReceiversAsync(about, Oslo.Today(clock), ct);
        courses = await db.Courses.Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
    }

    /// <summary>A seat is held for the pupil.</summary>
    public void Offered(Offer offer, Silence silence) => Tell(offer, silence switch { Silence.Accepts => "offer-yes-unless-no", Silence.KeepsQueue => "offer-kept-unless-yes", _ => "offer" }, offer.AnswerBy, new PageLink($"/tilbud-om-plass/{offer.Id.Value}"));

    /// <summary>The answer is yes, and the place is the pupil's.</summary>
    public void Accepted(Offer offer) => Tell(offer, "offer-accepted", offer.PlaceFrom, new PageLink("/min-side"));

    /// <summary>The answer is no.</summary>
    public void Declined(Offer offer, bool keepsQueue, bool goesLast) =>
        Tell(offer, (keepsQueue, goesLast) switch { (true, true) => "offer-declined-last", (true, _) => "offer-declined-kept", _ => "offer-declined" }, new PageLink("/min-side"));

    /// <summary>There was no answer, and what that means by the rules.</summary>
    public void Unanswered(Offer offer, Silence silence) =>
        Tell(offer, silence switch { Silence.Accepts => "offer-taken-as-yes", Silence.KeepsQueue => "offer-lapsed-kept", _ => "offer-lapsed" }, offer.AnswerBy, new PageLink("/min-side"));

    /// <summary>The school took the offer back.</summary>
    public void Withdrawn(Offer offer) => Tell(offer, "offer-withdrawn", offer.Reason!, new PageLink("/min-side"));

    /// <summary>A person passed the application over, for a reason.</summary>
    public void PassedOver(PassOver passOver, PersonId pupil, CourseId course) =>
        Tell(pupil, "passed-over", p => [p.GivenName, courses[course], passOver.Reason, new PageLink($"/vedtak/{passOver.Application.Value}")]);

    /// <summary>The family wants places for all its children or none, and not all could get one.</summary>
    /// <param name="wishes">The pupil's, best first; at least one.</param>
    public void NotTogether(IReadOnlyList<Application> wishes) =>
        Tell(wishes[0].Pupil, "not-together", p => [p.GivenName, string.Join(", ", wishes.Select(w => courses[w.Course])), new PageLink($"/vedtak/{wishes[0].Id.Value}")]);

    /// <summary>The round is decided, and the pupil has no offer: each answer in the same words as on the page and in the letter.</summary>
    /// <param name="answers">At least one.</param>
    internal void Decided(PersonId pupil, IReadOnlyList<(DecisionFacts Facts, DecisionBasis Basis)> answers)
    {
        foreach (var receiver in receivers[pupil])
        {
            var (said, rights) = Languages.Speaking(Languages.Known(receiver.Language), () =>
            {
                var told = answers.Select(a => texts.Told(a.Facts, a.Basis)).ToList();
                return (string.Join("\n\n", told.Select(t => string.Join('\n', t.Short))), $"{told[0].ComplainBy} {told[0].ComplainTo} {told[0].Insight}");
            });
            outbox.Tell(receiver, "decision", pupils[pupil], pupils[pupil].GivenName, said, rights, new PageLink("/min-side"));
        }
    }

    /// <summary>Who the pupil is, after <see cref="PrepareAsync"/>.</summary>
    internal Person Of(PersonId pupil) => pupils[pupil];

    private void Tell(Offer offer, string about, params object[] facts) =>
        Tell(offer.Pupil, about, p => [p.GivenName, courses[offer.Course], .. facts]);

    private void Tell(PersonId pupil, string about, Func<Person, object[]> facts)
    {
        foreach (var receiver in receivers[pupil]) outbox.Tell(receiver, about, pupils[pupil], facts(pupils[pupil]));
    }
}
