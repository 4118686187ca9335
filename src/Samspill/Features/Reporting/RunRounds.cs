using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>The council asks: makes a round, writes what is asked, opens it, reminds, and opens a county's report again.</summary>
public sealed class RunRounds(CouncilDb db, Actor actor, Texts texts, TimeProvider clock)
{
    /// <summary>A draft for an adopted plan, to all counties of today, with a template to begin with.</summary>
    public async Task<Outcome<ReportingRoundId>> BeginAsync(PlanId id, string name, Period period, DateOnly deadline, CancellationToken ct)
    {
        if (!actor.May(Can.RunReporting)) return ReportingRejections.NotYours;
        if (await db.Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan) return ReportingRejections.NotFound;
        var counties = await db.Counties.Where(c => c.Last == null).OrderBy(c => c.Number).Select(c => c.Number).Take(100).ToListAsync(ct);
        var template = ReportTemplate.Begin(plan.Areas, texts["reporting.begin.activities"], texts["reporting.begin.question"]);
        if (ReportingRound.Begin(plan, new RoundFacts(name, period, deadline, counties, ""), template, actor.Name, clock.GetUtcNow()).Refused(out var why, out var round)) return why;
        db.Rounds.Add(round);
        await db.SaveChangesAsync(ct);
        return round.Id;
    }

    /// <summary>Writes the draft anew. Refused once it is open, and when somebody has changed it meanwhile.</summary>
    public async Task<Outcome<Done>> WriteAsync(ReportingRoundId id, RoundFacts facts, string template, int revision, CancellationToken ct)
    {
        if (!actor.May(Can.RunReporting)) return ReportingRejections.NotYours;
        if (await db.Rounds.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } round) return ReportingRejections.NotFound;
        if (round.State != RoundState.Draft) return ReportingRejections.Frozen;
        var asked = facts.Counties.Distinct().ToList();
        if (await db.Counties.CountAsync(c => asked.Contains(c.Number), ct) != asked.Count) return ReportingRejections.NotFound;
        if (ReportTemplate.Read(template, round.Template).Refused(out var why, out var areas)) return why;
        var done = round.Write(facts, areas, revision);
        if (done.Refused(out _)) return done;
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return ReportingRejections.ChangedMeanwhile; }
        return done;
    }

    /// <summary>Opens the round: every county that is asked gets its form, and the template is frozen.</summary>
    public async Task<Outcome<Done>> OpenAsync(ReportingRoundId id, CancellationToken ct)
    {
        if (!actor.May(Can.RunReporting)) return ReportingRejections.NotYours;
        if (await db.Rounds.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } round) return ReportingRejections.NotFound;
        if (round.Open(actor.Name, clock.GetUtcNow(), Oslo.Today(clock)).Refused(out var why, out var reports)) return why;
        db.CountyReports.AddRange(reports);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return ReportingRejections.ChangedMeanwhile; }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return ReportingRejections.Frozen; }
        return new Done();
    }

    /// <summary>Reminds those that have not handed in: they see it when they come, and get it by e-mail.</summary>
    /// <returns>How many.</returns>
    public async Task<Outcome<int>> RemindAsync(ReportingRoundId id, CancellationToken ct)
    {
        if (!actor.May(Can.RunReporting)) return ReportingRejections.NotYours;
        await using var work = await db.BeginAsync(ct);
        await db.CountyReports.Where(r => r.Round == id).HoldAsync(ct);
        var waiting = await db.CountyReports.Where(r => r.Round == id && r.State != CountyReportState.HandedIn).OrderBy(r => r.County).Take(100).ToListAsync(ct);
        foreach (var report in waiting) report.Remind(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return waiting.Count;
    }

    /// <summary>Opens a report that was handed in, when its county has asked.</summary>
    public async Task<Outcome<Done>> ReopenAsync(CountyReportId id, CancellationToken ct)
    {
        if (!actor.May(Can.RunReporting)) return ReportingRejections.NotYours;
        await using var work = await db.BeginAsync(ct);
        await db.CountyReports.Where(r => r.Id == id).HoldAsync(ct);
        if (await db.CountyReports.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } report) return ReportingRejections.NotFound;
        var done = report.Reopen();
        if (done.Refused(out _)) return done;
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return done;
    }
}

internal static class ReportTurns
{
    /// <summary>Holds reports, so that what is said of them and how they stand fit together.</summary>
    public static Task HoldAsync(this IQueryable<CountyReport> reports, CancellationToken ct) => reports.ExecuteUpdateAsync(r => r.SetProperty(x => x.Version, x => x.Version), ct);
}
