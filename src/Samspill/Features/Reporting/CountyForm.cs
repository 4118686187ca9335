using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Features.Strategy;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>A county's form as it stands: what is asked, what the log proposes, what has been answered and said about it.</summary>
/// <param name="Answers">By what is asked, the oldest version first.</param>
/// <param name="Planned">How many of the period's activities are only planned, and do not count.</param>
/// <param name="Municipalities">How many the county has.</param>
public sealed record CountyForm(CountyReport Report, ReportingRound Round, string CountyName, IReadOnlyList<LoggedEvent> Events, int Planned, int Municipalities, ILookup<Guid, ReportAnswer> Answers, ILookup<Guid, ReportComment> Comments)
{
    public int Asked { get; } = Round.Asked.Count();
    public int Answered => Round.Asked.Count(x => Answers.Contains(x.Asked.Key));

    public ReportAnswer? Last(Asked asked) => Answers[asked.Key].LastOrDefault();

    public decimal? Proposed(AskedGoal goal, Asked asked) => AskedFigures.Propose(goal, asked, Events, Municipalities);

    public decimal? Value(AskedGoal goal, Asked asked) => Last(asked)?.Value ?? Proposed(goal, asked);

    /// <summary>All that it says now. What nobody has answered has the log's figure, and no words.</summary>
    public DeliveredReport Content => new(
        [.. Round.Asked.Select(x => (x.Goal, x.Asked, Last: Last(x.Asked))).Select(x => new DeliveredAnswer(x.Asked.Key, Proposed(x.Goal, x.Asked), x.Asked.Kind == AskedKind.Figure ? Value(x.Goal, x.Asked) : null, x.Last?.Words, x.Last?.Reason))],
        [.. Events.OrderBy(e => e.Activity)], Municipalities);

    /// <summary>What a form carries of what was seen.</summary>
    public static string Fingerprint(DeliveredReport content) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, JsonSerializerOptions.Web)));

    /// <summary>Sentences that the log gives to a question: a line for each kind of activity.</summary>
    public string Sentences(AskedGoal goal, Asked asked, Texts texts) => string.Join('\n', Events.Where(e => e.Serves(goal, asked)).GroupBy(e => e.Kind).OrderBy(g => g.Key).Select(kind =>
    {
        var parts = new List<string> { texts["activity.count", kind.Sum(e => e.Count)] };
        if (kind.SelectMany(e => e.Municipalities).Distinct().Count() is > 0 and var municipalities) parts.Add(texts["activity.municipalities", municipalities]);
        parts.AddRange(kind.SelectMany(e => e.Attended).GroupBy(a => a.Who).Select(g => $"{Show.Number(g.Sum(a => a.Count))} {g.Key}"));
        var names = kind.Select(e => e.Name).OfType<string>().Distinct().ToList();
        return $"{texts[$"activity.kind.{ActivityWords.Of(kind.Key)}"]}{(names.Count > 0 ? $" ({string.Join(", ", names)})" : "")}: {string.Join(", ", parts)}.";
    }));
}

internal static class CountyForms
{
    private const int MostPlans = 60, MostAnswers = 10_000, MostComments = 5_000;

    /// <summary>Null when there is no such report.</summary>
    /// <param name="track">Whether the report is about to change.</param>
    public static async Task<CountyForm?> CountyFormAsync(this CouncilDb db, CountyReportId id, bool track, CancellationToken ct)
    {
        var reports = track ? db.CountyReports : db.CountyReports.AsNoTracking();
        if (await reports.SingleOrDefaultAsync(r => r.Id == id, ct) is not { } report) return null;
        var round = await db.Rounds.AsNoTracking().SingleAsync(r => r.Id == report.Round, ct);
        var county = await db.Counties.AsNoTracking().Where(c => c.Number == report.County).Select(c => c.Name).SingleAsync(ct);
        var municipalities = await db.Municipalities.CountAsync(m => m.County == report.County, ct);
        var answers = await db.ReportAnswers.AsNoTracking().Where(a => a.Report == id).OrderBy(a => a.Version).Take(MostAnswers).ToListAsync(ct);
        var comments = await db.ReportComments.AsNoTracking().Where(c => c.Report == id).OrderBy(c => c.At).Take(MostComments).ToListAsync(ct);
        var log = await db.ActivitiesAsync(report.County, new Period(round.From, round.To), ct);
        return new CountyForm(report, round, county, await db.EventsAsync(report.County, log, ct), log.Count(a => a.Planned), municipalities, answers.ToLookup(a => a.Asked), comments.ToLookup(c => c.Asked));
    }

    /// <summary>What a county has done, with the goals it serves by whatever version of a plan.</summary>
    private static async Task<IReadOnlyList<LoggedEvent>> EventsAsync(this CouncilDb db, string county, IReadOnlyList<Activity> log, CancellationToken ct)
    {
        var plans = await db.Plans.AsNoTracking().Where(p => p.County == null || p.County == county).OrderByDescending(p => p.From).ThenByDescending(p => p.Version).Take(MostPlans).ToListAsync(ct);
        var goals = plans.SelectMany(p => p.Goals.SelectMany(g => g.Measures.Select(m => (Measure: m.Key, Goal: g.Key)))).Distinct().ToLookup(x => x.Measure, x => x.Goal);
        return [.. log.Where(a => !a.Planned).Select(a => LoggedEvent.Of(a, [.. a.Measures.SelectMany(m => goals[m]).Distinct()]))];
    }
}
