using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Family;

/// <summary>One wish with its decision, and how it stands now.</summary>
/// <param name="ToldOn">The day the family was told; null while nothing is decided.</param>
/// <param name="Open">The offer that waits for an answer.</param>
public sealed record DecisionCase(
    DecisionFacts Facts, PersonLine Child, ApplicationState State, DateTimeOffset StateAt, string? Receipt, DateOnly? ToldOn, int? RunNumber, int RulesVersion, string? AdoptedBy,
    QueueNumber? Queue, WaitingTime? Wait, Func<Texts, string, string>? Hindrance, OfferId? Open, NextRound? Next);

public static class DecisionCases
{
    /// <summary>The case of one wish of one of these children; null when it is somebody else's or nobody's.</summary>
    /// <remarks>The decision is the newest round's, or the later vacancy's that gave a place: a vacancy that went to somebody else decides nothing for good.</remarks>
    public static async Task<DecisionCase?> DecisionCaseAsync(this SamspillDb db, ApplicationId id, Actor actor, DateTimeOffset now, DateOnly today, CancellationToken ct)
    {
        var children = actor.Children;
        var wish = await (from a in db.Applications
                          where a.Id == id && children.Contains(a.Pupil)
                          join p in db.People on a.Pupil equals p.Id
                          join c in db.Courses on a.Course equals c.Id
                          select new
                          {
                              Child = new PersonLine(p.Id, p.GivenName, p.FamilyName, p.Shield), p.BirthDate, a.Course, c.Code, c.Name, c.AgeFrom, c.AgeTo, c.Requires, c.Minimum, c.Programme, c.Form,
                              a.State, a.StateAt, a.AppliedAt,
                              Receipt = db.Submissions.Where(s => s.Id == a.Submission).Select(s => s.Receipt).FirstOrDefault(),
                              Open = db.Offers.Where(o => o.Application == a.Id && o.Status == OfferStatus.Open && o.AnswerBy >= now).Select(o => (OfferId?)o.Id).FirstOrDefault(),
                          }).SingleOrDefaultAsync(ct);
        if (wish is null) return null;

        var decided = await (from d in db.Decisions
                             where d.Application == id
                             join r in db.Runs on d.Run equals r.Id
                             where r.Kind == RunKind.Round || d.Outcome == DecisionOutcome.Placed || d.Outcome == DecisionOutcome.PassedOver
                             orderby r.Number descending
                             select new
                             {
                                 d.Run, d.Outcome, d.Queue, d.OfWaiting, d.DecidedBy, d.Flag, r.Number, r.MadeAt, r.Rules,
                                 Round = db.Rounds.Where(x => x.Id == r.Round).Select(x => new { x.Date, x.PublishedAt }).FirstOrDefault(),
                                 PassedOverFor = db.PassOvers.Where(p => p.Run == d.Run && p.Application == id).Select(p => p.Reason).FirstOrDefault(),
                                 Placed = db.Decisions.Count(x => x.Run == d.Run && x.Course == d.Course && x.Outcome == DecisionOutcome.Placed),
                             }).FirstOrDefaultAsync(ct);
        var rules = decided is null ? await db.RuleSetInForceAsync(today, ct) : await db.RuleSets.AsNoTracking().SingleAsync(r => r.Id == decided.Rules, ct);
        var next = await db.NextRoundAsync(now, ct);
        QueueNumber? queue = null;
        WaitingTime? wait = null;
        Func<Texts, string, string>? hindrance = null;
        if (wish.State == ApplicationState.Waiting && (await db.QueueNumbersAsync([id], today, ct)).TryGetValue(id, out queue))
            wait = WaitingTime.Reckon(queue.Number, (await db.QueueYearsAsync([wish.Course], now, ct))[wish.Course], now);
        else if (wish.State == ApplicationState.Waiting) hindrance = (await db.HindrancesAsync([id], today, ct))[id];

        var applied = rules?.Rules ?? AdmissionRules.Default;
        var year = (decided?.Round?.Date ?? (decided is null ? today : Oslo.DayOf(decided.MadeAt))).Year;
        var facts = new DecisionFacts(
            wish.Child.GivenName, wish.Code, wish.Name, decided?.Outcome, decided?.DecidedBy, decided?.Flag, decided?.Queue, decided?.OfWaiting, decided?.Placed ?? 0,
            year, year - wish.BirthDate?.Year, wish.BirthDate, wish.AgeFrom, wish.AgeTo, applied.RequirementsOf(wish.Code, wish.Programme, wish.Requires.Split(' ', StringSplitOptions.RemoveEmptyEntries), decided?.Round is not null), wish.Minimum, wish.AppliedAt, applied)
        {
            Form = wish.Form, PassedOverFor = decided?.PassedOverFor,
        };
        return new DecisionCase(facts, wish.Child, wish.State, wish.StateAt, wish.Receipt, decided is null ? null : Oslo.DayOf(decided.Round?.PublishedAt ?? decided.MadeAt), decided?.Number, rules?.Version ?? 0, rules?.AdoptedBy,
            queue, wait, hindrance, wish.Open, next);
    }

}
