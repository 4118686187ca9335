using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Makes a run the round's result, in one transaction: decisions for everybody in it, offers for those placed, seats held, families told.</summary>
/// <remarks>Publishing twice does nothing more. A run that the data has moved away from is refused whole: run again.</remarks>
public sealed class PublishRun(SamspillDb db, GiveOffers offers, TimeProvider clock)
{
    public Task<Outcome<Done>> RunAsync(RunId id, CancellationToken ct) => RunAsync(id, null, ct);

    /// <param name="reason">Why this run: must be said of one that tried other rules or capacities.</param>
    public async Task<Outcome<Done>> RunAsync(RunId id, string? reason, CancellationToken ct)
    {
        var why = PlainText.Block(reason) is { Length: > 0 } said ? said : null;
        if (why?.Length > 1000) return RoundRejections.ReasonTooLong;
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Kind == RunKind.Round, ct) is not { Round: { } roundId } run) return RunRejections.NotFound;
        var round = await db.Rounds.SingleAsync(r => r.Id == roundId, ct);
        if (round.Published == id) return new Done();
        var scenario = run.Scenario is { } tried ? await db.Scenarios.AsNoTracking().SingleAsync(s => s.Id == tried, ct) : null;
        if (scenario is { RuleSet: null }) return RoundRejections.RulesNotAdopted;
        if (scenario is not null && why is null) return RoundRejections.NoReason;
        var now = clock.GetUtcNow();
        if (round.Publish(id, now, why).Refused(out var refused)) return refused;
        var rules = await db.RuleSets.AsNoTracking().SingleAsync(r => r.Id == run.Rules, ct);
        if (run.MadeAt < round.ClosesAt // its lots were a trial's
            || !await TakeSeatsAsync(scenario, ct) || await db.PassOvers.AnyAsync(p => p.Round == roundId && (p.At > run.MadeAt || p.RegrettedAt > run.MadeAt), ct)
            || await db.BothOrNone.AnyAsync(b => b.RegrettedAt > run.MadeAt, ct)
            || !await offers.GiveAsync(run, KeptRun.ProblemOf(run), KeptRun.ResultOf(run), PlacementFrame.Of(round, rules, now), ct))
        {
            db.ChangeTracker.Clear(); // nothing of it may be saved by somebody else
            return RoundRejections.RunOutdated;
        }
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }

    /// <summary>The capacities that were tried become the courses' own. False when fewer seats are left than are taken and offered.</summary>
    private async Task<bool> TakeSeatsAsync(Scenario? scenario, CancellationToken ct)
    {
        if (scenario is not { Capacities.Count: > 0 }) return true;
        var codes = scenario.Capacities.Keys.ToList();
        var courses = await db.Courses.Where(c => codes.Contains(c.Code)).ToListAsync(ct);
        await db.LockCoursesAsync([.. courses.Select(c => c.Id)], ct);
        foreach (var course in courses)
        {
            await db.Entry(course).ReloadAsync(ct);
            if (course.Resize(scenario.Capacities[course.Code]).Refused(out Rejection? _)) return false;
        }
        await db.SaveChangesAsync(ct);
        return true;
    }
}
