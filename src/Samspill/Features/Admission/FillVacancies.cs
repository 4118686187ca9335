using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;
using Samspill.Planning.Placement;

namespace Samspill.Features.Admission;

/// <summary>Offers free seats to those next in the queue, by the same engine and rules as a round. The run is kept like any other.</summary>
/// <remarks>
/// What frees a seat calls it in its own transaction, so no crash can leave a freed seat behind. Who has declined an offer since the
/// last round keeps the place in the queue, but is not asked again before the next round: the seat would come straight back.
/// </remarks>
public sealed class FillVacancies(SamspillDb db, Actor actor, GiveOffers offers, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>The office's key: fills these courses now.</summary>
    /// <returns>How many offers were made.</returns>
    public async Task<Outcome<int>> RunAsync(IReadOnlyCollection<CourseId> courses, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.RuleSetInForceAsync(Oslo.Today(clock), ct) is null) return RoundRejections.NoRules;
        var filled = await FillAsync(courses, [], ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return filled;
    }

    /// <summary>Fills in the caller's transaction, which holds the turn and has saved what freed the seats.</summary>
    /// <param name="justLeft">Applications that this seat was just taken from.</param>
    internal async Task<int> FillAsync(IReadOnlyCollection<CourseId> courses, IReadOnlyCollection<ApplicationId> justLeft, CancellationToken ct)
    {
        if (await FrameAsync(courses, ct) is not { } frame) return 0;
        await db.LockCoursesAsync(courses, ct);
        var declined = await db.Offers.Where(o => courses.Contains(o.Course) && o.Status == OfferStatus.Declined && (frame.RoundAt == null || o.MadeAt >= frame.RoundAt)).Select(o => o.Application).ToListAsync(ct);
        var silent = declined.Concat(justLeft).Select(a => PlacementProblems.Id(a.Value)).Concat(await db.PassedOverAsync(null, ct)).ToHashSet(StringComparer.Ordinal);

        // A family that withdraws between our look and our lock makes us look again.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var problem = (await db.ForCoursesAsync(frame, courses, ct)).Without(silent);
            if (problem.Applications.Count == 0) return 0;
            var placing = await db.PlaceTogetherAsync(problem, frame.Rules, ct);
            if (placing.Result.Placed.Count == 0) return 0;
            var run = await db.KeepAsync(placing, frame, RunKind.Vacancy, null, actor.Name, clock.GetUtcNow(), ct);
            if (await offers.GiveAsync(run, placing.Problem, placing.Result, frame, ct))
            {
                await db.SaveChangesAsync(ct);
                return placing.Result.Placed.Count;
            }
            db.ChangeTracker.Clear();
        }
        return 0;
    }

    /// <summary>Offers a free seat to one who waits, past the queue: a complaint was granted. In the caller's transaction, which holds the turn.</summary>
    internal async Task<Outcome<Done>> OfferAsync(ApplicationId id, CourseId course, CancellationToken ct)
    {
        if (await FrameAsync([course], ct) is not { } frame) return RoundRejections.NoRules;
        await db.LockCoursesAsync([course], ct);
        var problem = await db.ForCoursesAsync(frame, [course], ct);
        var only = problem.Without(problem.Applications.Select(a => a.Id).Where(a => a != PlacementProblems.Id(id.Value)).ToHashSet(StringComparer.Ordinal));
        if (only.Applications.Count == 0) return ApplicationRejections.NotLive;
        var result = PlacementEngine.Place(only, ct);
        var run = await db.KeepAsync(new Placing(only, result, []), frame, RunKind.Vacancy, null, actor.Name, clock.GetUtcNow(), ct);
        if (result.Placed.Count == 0) return result.Decisions[0].Outcome == Planning.Placement.Outcome.Waiting ? OfferRejections.NoSeat : OfferRejections.CannotOffer;
        if (!await offers.GiveAsync(run, only, result, frame, ct)) return OfferRejections.CannotOffer;
        await db.SaveChangesAsync(ct);
        return new Done();
    }

    /// <summary>Today's, but for courses where seats are given on to the next school year: a place there begins when the last of them is free.</summary>
    private async Task<PlacementFrame?> FrameAsync(IReadOnlyCollection<CourseId> courses, CancellationToken ct)
    {
        if (await db.FrameOfTodayAsync(Oslo.Today(clock), ct) is not { } frame) return null;
        var until = await db.Places.Where(p => courses.Contains(p.Course) && p.State == PlaceState.Live && p.Released).MaxAsync(p => p.To, ct);
        return until >= frame.PlacesFrom ? frame with { PlacesFrom = until.Value.AddDays(1) } : frame;
    }
}
