using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Makes a run the round's result, in one transaction: decisions for everybody in it, offers for those placed, seats held, families told.</summary>
/// <remarks>Publishing twice does nothing more. A run that the data has moved away from is refused whole: run again.</remarks>
public sealed class PublishRun(SamspillDb db, GiveOffers offers, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(RunId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Kind == RunKind.Round, ct) is not { Round: { } roundId } run) return RunRejections.NotFound;
        var round = await db.Rounds.SingleAsync(r => r.Id == roundId, ct);
        if (round.Published == id) return new Done();
        if (round.Publish(id, clock.GetUtcNow()).Refused(out var why)) return why;
        var rules = await db.RuleSets.AsNoTracking().SingleAsync(r => r.Id == run.Rules, ct);
        if (!await offers.GiveAsync(run, KeptRun.ProblemOf(run), KeptRun.ResultOf(run), PlacementFrame.Of(round, rules), ct))
        {
            db.ChangeTracker.Clear(); // nothing of it may be saved by somebody else
            return RoundRejections.RunOutdated;
        }
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}
