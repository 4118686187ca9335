using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>What a placement goes by: the rules, and the round whose lottery and closing time hold.</summary>
/// <param name="RuleSet">The version of the rules; of a draft, the version it is tried beside.</param>
/// <param name="Date">Ages are reckoned in its calendar year.</param>
/// <param name="ClosesAt">Who applied by then is on time; null when no round has been.</param>
/// <param name="RoundAt">When the last round was published: who declined since then is not asked again before the next.</param>
public sealed record PlacementFrame(RuleSetId RuleSet, AdmissionRules Rules, DateOnly Date, long Seed, DateTimeOffset? ClosesAt, DateOnly PlacesFrom, DateTimeOffset? RoundAt)
{
    /// <summary>The round it is for; null for seats that come free.</summary>
    public RoundId? Round { get; init; }

    /// <summary>The scenario it tries; null for the round's own rules.</summary>
    public ScenarioId? Scenario { get; init; }

    /// <summary>Seats by course code instead of the catalogue's.</summary>
    public IReadOnlyDictionary<string, int> Capacities { get; init; } = new Dictionary<string, int>();

    /// <summary>The frame of a round.</summary>
    public static PlacementFrame Of(AdmissionRound round, RuleSet rules, DateTimeOffset now) =>
        new(rules.Id, rules.Rules, round.Date, round.SeedAt(now), round.ClosesAt, round.PlacesFrom, round.PublishedAt) { Round = round.Id };

    /// <summary>The frame of a round that tries something else.</summary>
    public static PlacementFrame Of(AdmissionRound round, Scenario scenario, DateTimeOffset now) =>
        new(scenario.RuleSet ?? round.Rules, scenario.Rules, round.Date, round.SeedAt(now), round.ClosesAt, round.PlacesFrom, round.PublishedAt) { Round = round.Id, Scenario = scenario.Id, Capacities = scenario.Capacities };
}

/// <summary>Finds the rules.</summary>
public static class PlacementFrames
{
    /// <summary>The version in force on a day: the newest of those whose day has come. Null when none is adopted.</summary>
    public static Task<RuleSet?> RuleSetInForceAsync(this SamspillDb db, DateOnly day, CancellationToken ct) =>
        db.RuleSets.AsNoTracking().Where(r => r.InForceFrom <= day).OrderByDescending(r => r.Version).FirstOrDefaultAsync(ct);

    /// <summary>The rules that an offer was made by.</summary>
    public static async Task<AdmissionRules> RulesOfRunAsync(this SamspillDb db, RunId run, CancellationToken ct) =>
        (await db.RuleSets.AsNoTracking().SingleAsync(s => db.Runs.Any(r => r.Id == run && r.Rules == s.Id), ct)).Rules;

    /// <summary>Whether the rules that an offer was made by let a family decline and keep its place in the queue.</summary>
    public static async Task<bool> MayKeepQueueAsync(this SamspillDb db, RunId run, CancellationToken ct) => (await db.RulesOfRunAsync(run, ct)).KeepQueueWhenDeclining;

    /// <summary>What a seat that comes free today is filled by: the rules in force, and the last published round's lottery. Null when no rules are adopted.</summary>
    public static async Task<PlacementFrame?> FrameOfTodayAsync(this SamspillDb db, DateOnly today, CancellationToken ct)
    {
        if (await db.RuleSetInForceAsync(today, ct) is not { } rules) return null;
        var round = await db.Rounds.AsNoTracking().Where(r => r.Published != null).OrderByDescending(r => r.PublishedAt).FirstOrDefaultAsync(ct);
        var from = round?.PlacesFrom > today ? round.PlacesFrom : today;
        return new PlacementFrame(rules.Id, rules.Rules, today, round?.Seed ?? 0, round?.ClosesAt, from, round?.PublishedAt);
    }

    /// <summary>When the admission before this one closed: who had applied by then stood on the waiting list. Between admissions it is the last one.</summary>
    internal static async Task<DateTimeOffset?> ListedByAsync(this SamspillDb db, PlacementFrame frame, CancellationToken ct) =>
        frame.Round is null ? frame.ClosesAt
        : await db.Rounds.Where(r => r.Published != null && r.Id != frame.Round && r.ClosesAt < frame.ClosesAt).MaxAsync(r => (DateTimeOffset?)r.ClosesAt, ct);
}
