using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Runs a round's placement over everybody who waits now. Tells nobody; as many runs as one likes.</summary>
public sealed class RunPlacement(SamspillDb db, Actor actor, TimeProvider clock)
{
    public Task<Outcome<RunId>> RunAsync(RoundId id, CancellationToken ct) => RunAsync(id, null, ct);

    /// <param name="tried">The scenario to try; null for the round's own rules and the catalogue's seats.</param>
    public async Task<Outcome<RunId>> RunAsync(RoundId id, ScenarioId? tried, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } round) return RoundRejections.NotFound;
        if (round.Published is not null) return RoundRejections.AlreadyPublished;
        var scenario = tried is null ? null : await db.Scenarios.AsNoTracking().SingleOrDefaultAsync(s => s.Id == tried && s.Round == id, ct);
        if (tried is not null && scenario is null) return ScenarioRejections.NotFound;
        var now = clock.GetUtcNow();
        var frame = scenario is null ? PlacementFrame.Of(round, await db.RuleSets.AsNoTracking().SingleAsync(r => r.Id == round.Rules, ct), now) : PlacementFrame.Of(round, scenario, now);
        var problem = (await db.ForRoundAsync(frame, ct)).Without(await db.PassedOverAsync(id, ct));
        var run = await db.KeepAsync(await db.PlaceTogetherAsync(problem, frame.Rules, ct), frame, RunKind.Round, id, actor.Name, now, ct);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return run.Id;
    }
}

/// <summary>What running a kept problem again gave.</summary>
/// <param name="Same">Whether the bytes are those that were kept.</param>
public sealed record Replay(bool Same, string Hash, int Bytes);

/// <summary>Runs a kept problem again and compares with the kept result, byte for byte.</summary>
public sealed class ReplayRun(SamspillDb db)
{
    public async Task<Outcome<Replay>> RunAsync(RunId id, CancellationToken ct)
    {
        if (await db.Runs.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } run) return RunRejections.NotFound;
        var bytes = KeptRun.BytesOf(Planning.Placement.PlacementEngine.Place(KeptRun.ProblemOf(run), ct));
        var hash = System.Security.Cryptography.SHA256.HashData(bytes);
        var same = bytes.AsSpan().SequenceEqual(KeptRun.Unpack(run.Result)) && hash.AsSpan().SequenceEqual(run.ResultHash);
        return new Replay(same, Convert.ToHexStringLower(hash), bytes.Length);
    }
}
