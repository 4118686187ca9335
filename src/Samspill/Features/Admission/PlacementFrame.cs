using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>What a placement goes by: the rules, and the round whose lottery and closing time hold.</summary>
/// <param name="Date">Ages are reckoned in its calendar year.</param>
/// <param name="ClosesAt">Who applied by then is on time; null when no round has been.</param>
/// <param name="RoundAt">When the last round was published: who declined since then is not asked again before the next.</param>
public sealed record PlacementFrame(RuleSet RuleSet, DateOnly Date, long Seed, DateTimeOffset? ClosesAt, DateOnly PlacesFrom, DateTimeOffset? RoundAt)
{
    public AdmissionRules Rules => RuleSet.Rules;

    /// <summary>The frame of a round.</summary>
    public static PlacementFrame Of(AdmissionRound round, RuleSet rules) => new(rules, round.Date, round.Seed, round.ClosesAt, round.PlacesFrom, round.PublishedAt);
}

/// <summary>Finds the rules.</summary>
public static class PlacementFrames
{
    /// <summary>The version in force on a day: the newest of those whose day has come. Null when none is adopted.</summary>
    public static Task<RuleSet?> RuleSetInForceAsync(this SamspillDb db, DateOnly day, CancellationToken ct) =>
        db.RuleSets.AsNoTracking().Where(r => r.InForceFrom <= day).OrderByDescending(r => r.Version).FirstOrDefaultAsync(ct);

    /// <summary>Whether the rules that an offer was made by let a family decline and keep its place in the queue.</summary>
    public static async Task<bool> MayKeepQueueAsync(this SamspillDb db, RunId run, CancellationToken ct) =>
        (await db.RuleSets.AsNoTracking().SingleAsync(s => db.Runs.Any(r => r.Id == run && r.Rules == s.Id), ct)).Rules.KeepQueueWhenDeclining;

    /// <summary>What a seat that comes free today is filled by: the rules in force, and the last published round's lottery. Null when no rules are adopted.</summary>
    public static async Task<PlacementFrame?> FrameOfTodayAsync(this SamspillDb db, DateOnly today, CancellationToken ct)
    {
        if (await db.RuleSetInForceAsync(today, ct) is not { } rules) return null;
        var round = await db.Rounds.AsNoTracking().Where(r => r.Published != null).OrderByDescending(r => r.PublishedAt).FirstOrDefaultAsync(ct);
        var from = round?.PlacesFrom > today ? round.PlacesFrom : today;
        return new PlacementFrame(rules, today, round?.Seed ?? 0, round?.ClosesAt, from, round?.PublishedAt);
    }
}
