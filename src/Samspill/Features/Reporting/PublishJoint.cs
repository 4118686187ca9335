using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>A pair of events that are, or may be, one.</summary>
/// <param name="Said">What a person has said; null when nobody has.</param>
public sealed record PairLine(EventPair Pair, string OneCounty, string OtherCounty, bool? Said)
{
    public bool IsSame => Said ?? Pair.Sure;
}

/// <summary>A published version, in the list of them.</summary>
public sealed record PublishedLine(JointReportId Id, string Name, int Version, string? Correction, string By, DateTimeOffset At);

/// <summary>All that goes into a joint report, as it stands.</summary>
/// <param name="Texts">The newest joint texts by goal; empty is the introduction's.</param>
public sealed record JointState(ReportingRound Round, JointDocument Document, IReadOnlyList<PairLine> Pairs, IReadOnlyDictionary<Guid, JointText> Texts, IReadOnlyList<PublishedLine> Published)
{
    /// <summary>What a form carries of what was seen.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Document, JsonSerializerOptions.Web)));
}

/// <summary>The council sums up, writes the joint text, and publishes: a version that is never changed.</summary>
public sealed class PublishJoint(CouncilDb db, Actor actor, TimeProvider clock)
{
    private const int MostTexts = 10_000, MostSaid = 50_000;

    /// <summary>Null when there is no such open round.</summary>
    public async Task<JointState?> StateAsync(ReportingRoundId id, CancellationToken ct)
    {
        if (await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.State == RoundState.Open, ct) is not { } round) return null;
        var plan = await db.Plans.Where(p => p.Id == round.Plan).Select(p => p.Name).SingleAsync(ct);
        var asked = await db.CountyReports.AsNoTracking().Where(r => r.Round == id).Join(db.Counties, r => r.County, c => c.Number, (r, c) => new { r.Id, c.Number, c.Name }).OrderBy(x => x.Number).Take(100).ToListAsync(ct);
        var deliveries = await db.ReportDeliveries.AsNoTracking().Where(d => db.CountyReports.Any(r => r.Id == d.Report && r.Round == id && r.Version == d.Version)).OrderBy(d => d.Report).Take(100).ToDictionaryAsync(d => d.Report, ct);
        var said = await db.SameEvents.AsNoTracking().Where(s => s.Round == id).OrderBy(s => s.At).Take(MostSaid).ToDictionaryAsync(s => (s.One, s.Other), s => s.IsSame, ct);
        var texts = (await db.JointTexts.AsNoTracking().Where(t => t.Round == id).OrderBy(t => t.Version).Take(MostTexts).ToListAsync(ct)).GroupBy(t => t.Goal).ToDictionary(g => g.Key, g => g.Last());
        var names = asked.ToDictionary(a => a.Number, a => a.Name);
        List<LoggedEvent> events = [.. deliveries.Values.SelectMany(d => d.Content.Events).OrderBy(e => e.Activity)];
        var pairs = JointEvents.Pairs(events, names);
        var document = JointDocument.Of(round, plan,
            [.. asked.Select(a => (a.Number, a.Name, Delivery: deliveries.GetValueOrDefault(a.Id))).Select(a => (a.Number, a.Name, a.Delivery, On: a.Delivery is { } d ? Oslo.DayOf(d.At) : (DateOnly?)null))],
            JointEvents.Once(events, pairs, said), texts.ToDictionary(t => t.Key, t => t.Value.Words));
        return new JointState(round, document, [.. pairs.Select(p => new PairLine(p, names[p.One.County], names[p.Other.County], said.TryGetValue(p.Key, out var same) ? same : null))], texts, await db.PublishedAsync(id, ct));
    }

    /// <summary>Writes the text beside a goal's figures, or the introduction.</summary>
    /// <param name="goal">Empty for the introduction.</param>
    /// <param name="seen">The version that was seen; 0 for none.</param>
    public async Task<Outcome<Done>> WriteAsync(ReportingRoundId id, Guid goal, string words, int seen, CancellationToken ct)
    {
        if (!actor.May(Can.RunReporting)) return ReportingRejections.NotYours;
        if (await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.State == RoundState.Open, ct) is not { } round || goal != Guid.Empty && round.Template.SelectMany(a => a.Goals).All(g => g.Key != goal)) return ReportingRejections.NotFound;
        if (words.Length > JointText.Length) return new Rejection("reporting.long", JointText.Length, CountyReport.ReasonLength);
        if ((await db.JointTexts.Where(t => t.Round == id && t.Goal == goal).MaxAsync(t => (int?)t.Version, ct) ?? 0) != seen) return ReportingRejections.AnsweredMeanwhile;
        db.JointTexts.Add(new JointText(id, goal, seen + 1, words, actor.Name, clock.GetUtcNow()));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return ReportingRejections.AnsweredMeanwhile; }
        return new Done();
    }

    /// <summary>Says of two events that they are one, or that they are not.</summary>
    public async Task<Outcome<Done>> SayAsync(ReportingRoundId id, Guid one, Guid other, bool isSame, CancellationToken ct)
    {
        if (!actor.May(Can.RunReporting)) return ReportingRejections.NotYours;
        var key = EventPair.KeyOf(one, other);
        if (await StateAsync(id, ct) is not { } state || state.Pairs.All(p => p.Pair.Key != key)) return ReportingRejections.NotFound;
        if (await db.SameEvents.SingleOrDefaultAsync(s => s.Round == id && s.One == key.One && s.Other == key.Other, ct) is { } before) before.Say(isSame, actor.Name, clock.GetUtcNow());
        else db.SameEvents.Add(new SameEvent(id, key.One, key.Other, isSame, actor.Name, clock.GetUtcNow()));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return ReportingRejections.ChangedMeanwhile; }
        return new Done();
    }

    /// <summary>Publishes what was seen. The same id twice is once; a version after the first says what it corrects.</summary>
    /// <param name="seen">Fingerprint of what was seen.</param>
    public async Task<Outcome<JointReportId>> PublishAsync(JointReportId key, ReportingRoundId id, string? seen, string? correction, CancellationToken ct)
    {
        if (!actor.May(Can.RunReporting)) return ReportingRejections.NotYours;
        await using var work = await db.BeginAsync(ct);
        await db.CountyReports.Where(r => r.Round == id).HoldAsync(ct);
        if (await db.JointReports.AnyAsync(r => r.Id == key, ct)) return key;
        if (await StateAsync(id, ct) is not { } state) return ReportingRejections.NotFound;
        if (state.Document.Counties.All(c => c.HandedIn is null)) return ReportingRejections.NobodyDelivered;
        if (state.Fingerprint != seen) return ReportingRejections.ChangedMeanwhile;
        if (state.Published.Count > 0 && string.IsNullOrEmpty(correction)) return ReportingRejections.WhatIsCorrected;
        var version = state.Published.Count > 0 ? state.Published.Max(p => p.Version) + 1 : 1;
        db.JointReports.Add(new JointReport(key, id, version, state.Document, version == 1 ? null : correction, actor.Name, clock.GetUtcNow()));
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return ReportingRejections.ChangedMeanwhile; }
        await work.CommitAsync(ct);
        return key;
    }
}

internal static class PublishedReports
{
    /// <summary>Published versions, the newest first: of a round, or of all.</summary>
    public static async Task<IReadOnlyList<PublishedLine>> PublishedAsync(this CouncilDb db, ReportingRoundId? round, CancellationToken ct) =>
        await db.JointReports.AsNoTracking().Where(r => round == null || r.Round == round).Join(db.Rounds, r => r.Round, x => x.Id, (r, x) => new { Report = r, x.Name })
            .OrderByDescending(x => x.Report.At).ThenByDescending(x => x.Report.Version).Take(100)
            .Select(x => new PublishedLine(x.Report.Id, x.Name, x.Report.Version, x.Report.Correction, x.Report.By, x.Report.At)).ToListAsync(ct);
}
