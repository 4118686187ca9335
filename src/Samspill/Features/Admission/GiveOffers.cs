using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Host;
using Samspill.Planning.Placement;
using Decision = Samspill.Domain.Admission.Decision;
using Outcome = Samspill.Planning.Placement.Outcome;

namespace Samspill.Features.Admission;

/// <summary>Turns a run's result into decisions, offers, held seats and messages. The caller holds the turn and saves.</summary>
public sealed class GiveOffers(SamspillDb db, FamilyNews news, TimeProvider clock)
{
    /// <returns>False when the data has moved on since the run: somebody placed waits no longer, has too many places, or the seat is gone. Then the caller rolls back.</returns>
    internal async Task<bool> GiveAsync(Run run, PlacementProblem problem, PlacementResult result, PlacementFrame frame, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var asked = problem.Applications.ToDictionary(a => a.Id, StringComparer.Ordinal);
        var codes = problem.Courses.Select(c => c.Id).ToList();
        var courses = await db.Courses.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, c => c.Id, ct);
        var seats = result.Placed.CountBy(p => p.Course).ToDictionary();
        await db.LockCoursesAsync([.. seats.Keys.Select(code => courses[code])], ct);

        var placed = result.Placed.Select(p => new ApplicationId(Guid.Parse(p.Application))).ToList();
        if (!await db.LockWaitingAsync(placed, ct) || !await StillWithinLimitsAsync(result, frame.Rules, courses, ct)) return false;
        foreach (var (code, count) in seats)
            if (!await db.HoldSeatsAsync(courses[code], count, ct)) return false;

        Decide(run, result, asked, courses);
        var passed = await PassOverAsync(run, frame, [.. seats.Keys.Select(code => courses[code])], ct);
        var aside = run.Kind == RunKind.Round ? await LeaveOutAsync(run, ct) : [];
        var answerBy = Oslo.EndOf(Oslo.Today(clock).AddDays(frame.Rules.AnswerDays));
        var offers = new List<Offer>();
        foreach (var application in await db.Applications.Where(a => placed.Contains(a.Id)).ToListAsync(ct))
        {
            if (application.Offered(now).Refused(out var why)) throw new InvalidOperationException(why.Code); // locked as waiting above
            offers.Add(new Offer(OfferId.New(), application, run.Id, frame.PlacesFrom, now, answerBy));
        }
        db.Offers.AddRange(offers);
        if (run.Kind == RunKind.Round) await RefuseAsync(result, now, ct);
        await TellAsync(run, frame, result, asked, offers, passed, aside, ct);
        return true;
    }

    /// <summary>Places and offers that came after the problem was made count too.</summary>
    private async Task<bool> StillWithinLimitsAsync(PlacementResult result, AdmissionRules rules, Dictionary<string, CourseId> courses, CancellationToken ct)
    {
        var pupils = result.Placed.Select(p => new PersonId(Guid.Parse(p.Pupil))).Distinct().ToList();
        var offers = await db.Offers.Where(o => o.Status == OfferStatus.Open && pupils.Contains(o.Pupil)).Select(o => new { o.Pupil, o.Course }).ToListAsync(ct);
        var places = await db.Places.Where(p => p.State == PlaceState.Live && !p.Released && pupils.Contains(p.Pupil) && !db.Places.Any(n => n.Pupil == p.Pupil && n.State == PlaceState.Live && n.From > p.To)).Select(p => new { p.Pupil, p.Course }).ToListAsync(ct);
        var holds = offers.Concat(places).Distinct().ToLookup(h => h.Pupil, h => h.Course);
        return result.Placed.GroupBy(p => new PersonId(Guid.Parse(p.Pupil))).All(pupil =>
            !(holds[pupil.Key].Count() + pupil.Count() > rules.MaxPlacesPerPupil) && !pupil.Any(p => holds[pupil.Key].Contains(courses[p.Course])));
    }

    private void Decide(Run run, PlacementResult result, Dictionary<string, PlacementApplication> asked, Dictionary<string, CourseId> courses)
    {
        var waiting = result.Decisions.Where(d => d.Outcome == Outcome.Waiting).CountBy(d => asked[d.Application].Course).ToDictionary();
        db.Decisions.AddRange(result.Decisions.Select(d => (Said: d, Wish: asked[d.Application])).Select(x => new Decision(
            run.Id, new ApplicationId(Guid.Parse(x.Said.Application)), new PersonId(Guid.Parse(x.Wish.Pupil)), courses[x.Wish.Course], (DecisionOutcome)(int)x.Said.Outcome,
            x.Said.Queue, x.Said.Queue is null ? null : waiting[x.Wish.Course], x.Said.DecidedBy is { } by ? Words.Rule(by) : null, x.Said.Flag,
            x.Said.LastAdmitted is { } last ? new ApplicationId(Guid.Parse(last)) : null)));
    }

    /// <summary>Applications that somebody passed over in this round, or when these courses' seats came free: decided as that, so that the family reads why.</summary>
    private async Task<List<(PassOver PassOver, Application Wish)>> PassOverAsync(Run run, PlacementFrame frame, List<CourseId> filled, CancellationToken ct)
    {
        var vacancy = run.Kind == RunKind.Vacancy;
        var round = vacancy ? null : frame.Round;
        var rows = await (from p in db.PassOvers
                          join a in db.Applications on p.Application equals a.Id
                          where p.Round == round && p.Run == null && p.RegrettedAt == null && a.State == ApplicationState.Waiting && (!vacancy || filled.Contains(a.Course))
                          select new { p, a }).ToListAsync(ct);
        foreach (var row in rows)
        {
            row.p.UsedIn(run.Id);
            db.Decisions.Add(new Decision(run.Id, row.a.Id, row.a.Pupil, row.a.Course, DecisionOutcome.PassedOver, queue: null, waiting: null, decidedBy: null, flag: null, lastAdmitted: null));
        }
        return [.. rows.Select(r => (r.p, r.a))];
    }

    /// <summary>Wishes that were left out because the family wants places for all its children or none: decided as that, and they wait on.</summary>
    private async Task<List<Application>> LeaveOutAsync(Run run, CancellationToken ct)
    {
        var wishes = await db.Applications.Where(a => a.State == ApplicationState.Waiting && db.SetAsides.Any(s => s.Run == run.Id && s.Application == a.Id)).OrderBy(a => a.Id).ToListAsync(ct);
        db.Decisions.AddRange(wishes.Select(a => new Decision(run.Id, a.Id, a.Pupil, a.Course, DecisionOutcome.NotTogether, queue: null, waiting: null, decidedBy: null, flag: null, lastAdmitted: null)));
        return wishes;
    }

    /// <summary>Who cannot have the course, waits for it no longer; who was late, waits on. Somebody who withdrew in the meantime stays withdrawn.</summary>
    private async Task RefuseAsync(PlacementResult result, DateTimeOffset now, CancellationToken ct)
    {
        var ineligible = result.Decisions.Where(d => d.Outcome is Outcome.TooYoung or Outcome.TooOld or Outcome.Missing or Outcome.AlreadyHeld && !AdmissionRules.IsForNow(d.Flag)).Select(d => new ApplicationId(Guid.Parse(d.Application))).ToList();
        await db.Applications.Where(a => ineligible.Contains(a.Id)).ExecuteUpdateAsync(a => a.SetProperty(x => x.State, x => x.State), ct); // locked
        foreach (var application in await db.Applications.Where(a => ineligible.Contains(a.Id) && a.State == ApplicationState.Waiting).ToListAsync(ct)) application.Refuse(now);
    }

    /// <summary>A round tells every family once: each offer, and the pupils without any that it is decided. A vacancy tells of its offers only.</summary>
    private async Task TellAsync(Run run, PlacementFrame frame, PlacementResult result, Dictionary<string, PlacementApplication> asked, List<Offer> offers, List<(PassOver PassOver, Application Wish)> passed, List<Application> aside, CancellationToken ct)
    {
        if (run.Kind == RunKind.Vacancy)
        {
            var few = offers.Select(o => o.Pupil).Concat(passed.Select(p => p.Wish.Pupil)).ToList();
            await news.PrepareAsync(db.People.Where(p => few.Contains(p.Id)).Select(p => p.Id), ct);
        }
        else await news.PrepareAsync(db.Applications.Select(a => a.Pupil), ct);
        foreach (var offer in offers) news.Offered(offer, frame.Rules.Silence);
        foreach (var (passOver, wish) in passed) news.PassedOver(passOver, wish.Pupil, wish.Course);
        if (run.Kind == RunKind.Vacancy) return;
        foreach (var wishes in aside.GroupBy(a => a.Pupil)) news.NotTogether([.. wishes.OrderBy(a => a.Rank)]);

        var received = await db.Applications.Where(a => a.State == ApplicationState.Waiting || a.State == ApplicationState.Refused).Select(a => new { a.Id, a.AppliedAt }).ToDictionaryAsync(a => PlacementProblems.Id(a.Id.Value), a => a.AppliedAt, StringComparer.Ordinal, ct);
        var offered = offers.Select(o => o.Pupil).ToHashSet();
        var answers = await AnswersAsync(run, frame, result, asked, received, ct);
        // Who withdrew, or got a seat, since the run was made, is told nothing of it.
        foreach (var wishes in result.Decisions.Where(d => received.ContainsKey(d.Application)).GroupBy(d => new PersonId(Guid.Parse(asked[d.Application].Pupil))).Where(p => !offered.Contains(p.Key)))
            news.Decided(wishes.Key, [.. wishes.OrderBy(d => asked[d.Application].Rank).Select(d => answers(d, news.Of(wishes.Key)))]);
    }

    /// <summary>What the words of each decision are made from.</summary>
    private async Task<Func<Planning.Placement.Decision, Person, (DecisionFacts, DecisionBasis)>> AnswersAsync(Run run, PlacementFrame frame, PlacementResult result, Dictionary<string, PlacementApplication> asked, Dictionary<string, DateTimeOffset> received, CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), Oslo.Today(clock));
        var codes = asked.Values.Select(a => a.Course).Distinct().ToList();
        var courses = await db.Courses.AsNoTracking().Where(c => codes.Contains(c.Code)).Select(c => new { c.Id, c.Code, c.Name, c.AgeFrom, c.AgeTo, c.Requires, c.Minimum, c.Programme, c.Form }).ToDictionaryAsync(c => c.Code, ct);
        var years = await db.QueueYearsAsync([.. courses.Values.Select(c => c.Id)], now, ct);
        var body = await db.Profile.Select(p => p.ComplaintBody).SingleAsync(ct);
        var rules = await db.RuleSets.AsNoTracking().SingleAsync(r => r.Id == frame.RuleSet, ct);
        var placed = result.Placed.CountBy(p => p.Course).ToDictionary();
        var waiting = result.Decisions.Where(d => d.Outcome == Outcome.Waiting).CountBy(d => asked[d.Application].Course).ToDictionary();
        return (said, pupil) =>
        {
            var (wish, year) = (asked[said.Application], frame.Date.Year);
            var course = courses[wish.Course];
            return (
                new DecisionFacts(pupil.GivenName, course.Code, course.Name, (DecisionOutcome)(int)said.Outcome, said.DecidedBy is { } by ? Words.Rule(by) : null, said.Flag, said.Queue, said.Queue is null ? null : waiting[wish.Course],
                    placed.GetValueOrDefault(wish.Course), year, pupil.TurnsIn(year), pupil.BirthDate, course.AgeFrom, course.AgeTo,
                    frame.Rules.RequirementsOf(course.Code, course.Programme, course.Requires.Split(' ', StringSplitOptions.RemoveEmptyEntries), round: true), course.Minimum, received[said.Application], frame.Rules) { Form = course.Form },
                new DecisionBasis(today, run.Number, rules.Version, rules.AdoptedBy, said.Queue is { } number ? WaitingTime.Reckon(number, years[course.Id], now) : null, null, body));
        };
    }
}
