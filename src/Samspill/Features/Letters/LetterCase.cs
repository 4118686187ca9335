using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>One decision with all that its letter needs.</summary>
/// <param name="Language">What the family reads: nb, nn or en.</param>
/// <param name="Address">Lines of the envelope; none for a protected child.</param>
/// <param name="Round">What the admission is called; null for a vacancy in the year.</param>
public sealed record LetterCase(
    ApplicationId Application, string Code, DecisionFacts Facts, DecisionBasis Basis, PersonLine Child, bool Adult, string Language, IReadOnlyList<string> Guardians, IReadOnlyList<string> Address, string? Round);

public static class LetterCases
{
    /// <summary>The decisions of a run on these wishes, in the order asked for: a fixed number of queries, however many.</summary>
    public static async Task<IReadOnlyList<LetterCase>> LetterCasesAsync(this SamspillDb db, RunId run, IReadOnlyCollection<ApplicationId> wishes, CancellationToken ct)
    {
        var made = await (from r in db.Runs
                          where r.Id == run
                          select new { r.Number, r.MadeAt, r.Rules, Round = db.Rounds.Where(x => x.Id == r.Round).Select(x => new { x.Name, x.Date, x.PublishedAt }).FirstOrDefault() }).SingleAsync(ct);
        var rules = await db.RuleSets.AsNoTracking().SingleAsync(r => r.Id == made.Rules, ct);
        var body = await db.Profile.Select(p => p.ComplaintBody).SingleAsync(ct);
        var rows = await (from d in db.Decisions
                          where d.Run == run && wishes.Contains(d.Application)
                          join a in db.Applications on d.Application equals a.Id
                          join p in db.People on d.Pupil equals p.Id
                          join c in db.Courses on d.Course equals c.Id
                          select new
                          {
                              Decision = d, a.Code, a.AppliedAt, Person = p, Course = new { c.Code, c.Name, c.AgeFrom, c.AgeTo, c.Requires, c.Minimum, c.Programme, c.Form },
                              PassedOverFor = db.PassOvers.Where(p => p.Run == run && p.Application == a.Id).Select(p => p.Reason).FirstOrDefault(),
                              AnswerBy = db.Offers.Where(o => o.Application == a.Id && o.Run == run).Select(o => (DateTimeOffset?)o.AnswerBy).FirstOrDefault(),
                          }).AsNoTracking().ToDictionaryAsync(r => r.Decision.Application, ct);

        var pupils = rows.Values.Select(r => r.Person.Id).Distinct().ToList();
        var courses = rows.Values.Select(r => r.Decision.Course).Distinct().ToList();
        var guardians = (await (from g in db.Guardianships
                                where pupils.Contains(g.Pupil)
                                join p in db.People on g.Guardian equals p.Id
                                orderby g.Pupil, p.Id
                                select new { g.Pupil, Name = p.GivenName + " " + p.FamilyName, p.Language }).ToListAsync(ct)).ToLookup(g => g.Pupil);
        var placed = await db.Decisions.Where(d => d.Run == run && d.Outcome == DecisionOutcome.Placed && courses.Contains(d.Course)).GroupBy(d => d.Course).ToDictionaryAsync(g => g.Key, g => g.Count(), ct);
        var toldAt = made.Round?.PublishedAt ?? made.MadeAt;
        var years = await db.QueueYearsAsync(courses, toldAt, ct);
        var (told, year) = (Oslo.DayOf(toldAt), (made.Round?.Date ?? Oslo.DayOf(made.MadeAt)).Year);
        return [.. wishes.Where(rows.ContainsKey).Select(id => rows[id]).Select(r =>
        {
            var (d, p, c, of) = (r.Decision, r.Person, r.Course, guardians[r.Person.Id].ToList());
            var adult = p.BirthDate?.AddYears(18) <= told;
            var wait = d is { Outcome: DecisionOutcome.Waiting, Queue: { } number } ? WaitingTime.Reckon(number, years[d.Course], toldAt) : null;
            return new LetterCase(
                d.Application, r.Code,
                new DecisionFacts(p.GivenName, c.Code, c.Name, d.Outcome, d.DecidedBy, d.Flag, d.Queue, d.OfWaiting, placed.GetValueOrDefault(d.Course), year, p.TurnsIn(year), p.BirthDate,
                    c.AgeFrom, c.AgeTo, rules.Rules.RequirementsOf(c.Code, c.Programme, c.Requires.Split(' ', StringSplitOptions.RemoveEmptyEntries), made.Round is not null), c.Minimum, r.AppliedAt, rules.Rules) { Form = c.Form, PassedOverFor = r.PassedOverFor },
                new DecisionBasis(told, made.Number, rules.Version, rules.AdoptedBy, wait, r.AnswerBy, body),
                PersonLine.Of(p), adult, Languages.Known((adult ? p.Language : of.FirstOrDefault()?.Language) ?? p.Language), adult ? [] : [.. of.Select(g => g.Name)],
                p.Shield == Protection.None ? [.. new[] { p.Address, p.PostalCode }.OfType<string>().Where(line => line.Length > 0)] : [], made.Round?.Name);
        })];
    }
}
