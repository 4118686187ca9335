using Microsoft.EntityFrameworkCore;
using Samspill.Domain.Reporting;
using Samspill.Domain.Strategy;

namespace Samspill.Data;

/// <summary>An open reporting round: some counties have handed in, two of them did something together, and the adviser's own has not begun.</summary>
internal static class DemoRound
{
    private static readonly string[] Delivered = ["03", "15", "18", "34", "46"];

    public static async Task AddAsync(CouncilDb db, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var plan = await db.Plans.Where(p => p.County == null && p.State == PlanState.Adopted).OrderByDescending(p => p.From).ThenByDescending(p => p.Version).FirstAsync(ct);
        var names = await db.Counties.Where(c => c.Last == null).ToDictionaryAsync(c => c.Number, c => c.Name, ct);
        var municipalities = (await db.Municipalities.OrderBy(m => m.Number).Select(m => new { m.County, m.Number }).Take(1000).ToListAsync(ct)).ToLookup(m => m.County, m => m.Number);
        var facts = new RoundFacts($"Melding om virksomheten {today.Year}", new Period(new(today.Year, 1, 1), new(today.Year, 12, 31)), today.AddDays(12), [.. names.Keys], "Skriv kort. Tallene kommer fra loggen; er et tall galt, rett det og skriv hvorfor.");
        var round = ReportingRound.Begin(plan, facts, ReportTemplate.Begin(plan.Areas, "Aktiviteter i alt", "Hva har fylket gjort for målet, og hva kom ut av det?"), "Nils Grøtte", now).Value;
        db.Rounds.Add(round);
        foreach (var report in round.Open("Nils Grøtte", now, today).Value)
        {
            db.CountyReports.Add(report);
            if (!Delivered.Contains(report.County)) continue;
            var (by, own) = ($"Rådgiver i {names[report.County]}", municipalities[report.County].ToList());
            List<LoggedEvent> events = [.. plan.Goals.Select((goal, i) => new LoggedEvent(Guid.CreateVersion7(), report.County, ActivityKind.MunicipalVisit, today.AddDays(-30 - i), today.AddDays(-30 - i), null, null, 1 + (own.Count + i) % 4,
                [new("lærere", 6 + i)], [.. own.Skip(i).Take(3)], [], [goal.Key]))];
            if (report.County is "15" or "46")
                events.Add(new LoggedEvent(Guid.CreateVersion7(), report.County, ActivityKind.Conference, today.AddDays(-50), today.AddDays(-49), "Kulturskolekonferansen", report.County == "15" ? names["46"] : names["15"], 1, [new("lærere", 180)], [], [], [plan.Goals.First().Key]));
            var answers = new List<DeliveredAnswer>();
            foreach (var (goal, asked) in round.Asked)
            {
                var (proposed, words) = (AskedFigures.Propose(goal, asked, events, own.Count), asked.Kind == AskedKind.Words ? $"Vi har besøkt kommunene og fulgt opp målet om {goal.Words}." : null);
                db.ReportAnswers.Add(report.Answer(asked, null, 0, proposed, new Said(null, words, null), by, now).Value);
                answers.Add(new DeliveredAnswer(asked.Key, proposed, proposed, words, null));
            }
            _ = report.SignOff(Made, by, now).Value;
            db.ReportDeliveries.Add(report.HandIn(new DeliveredReport(answers, events, own.Count), Made, isLate: false, by, now).Value);
        }
        await db.SaveChangesAsync(ct);
    }

    private const string Made = "demo";
}
