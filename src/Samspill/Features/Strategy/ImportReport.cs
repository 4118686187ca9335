using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Formats.Reports;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>Takes in a county's activity report, whole or not at all: the nation's goals, the county's measures, and what it did.</summary>
public sealed class ImportReport(CouncilDb db, TimeProvider clock)
{
    /// <summary>Who logged what came with a report.</summary>
    public const string By = "import-report";

    private static readonly Dictionary<string, Recurrence> Said = new()
    {
        ["about every 6 weeks"] = Recurrence.SixWeeks, ["every half-year"] = Recurrence.HalfYear, ["every year"] = Recurrence.Year,
        ["at least one meeting in each region a year"] = Recurrence.Year, ["every second year"] = Recurrence.SecondYear,
    };

    /// <summary>Refused when the county did not exist in those years, when its report for the period is here already, or when the nation's goals for it are others.</summary>
    /// <returns>The county's plan.</returns>
    public async Task<Outcome<PlanId>> RunAsync(ActivityReport report, CancellationToken ct)
    {
        var (from, to) = (report.Period.From, report.Period.To);
        var living = await db.Counties.AsNoTracking().Where(c => c.First <= from.Year && (c.Last == null || c.Last >= to.Year)).ToListAsync(ct);
        if (living.Find(c => c.Name == report.Region) is not { } county) return new Rejection("report.county", report.Region, from.Year);
        await using var work = await db.BeginAsync(ct);
        if (await db.Plans.AnyAsync(p => p.County == county.Number && p.From == from && p.To == to, ct)) return new Rejection("report.there", report.Region, from.Year);
        if ((await NationAsync(report, ct)).Refused(out var why, out var nation)) return why;
        if (nation.ForCounty(county.Number, nation.Name, By, clock.GetUtcNow()).Refused(out why, out var plan)) return why;

        var told = report.Areas.SelectMany(a => a.Goals).ToDictionary(g => g.Number);
        List<Area> areas = [.. plan.Areas.Select(a => a with { Goals = [.. a.Goals.Select(g => g with { Measures = [.. told[g.Number].RegionalMeasures.Select(m => new Measure(Guid.CreateVersion7(), Number(m.Number), m.About))] })] })];
        if (plan.Write(areas, 0).Refused(out why)) return why;
        db.Plans.Add(plan);
        db.Reports.Add(new GivenReport(plan.Id, report.About, report.Period.Due, report.Period.For));
        var position = 0;
        foreach (var goal in plan.Goals)
        {
            foreach (var (measure, said) in goal.Measures.Zip(told[goal.Number].RegionalMeasures))
            {
                foreach (var activity in said.Activities)
                {
                    if (Read(activity, county.Number, measure.Key, position++).Refused(out why, out var read)) return why with { Facts = [$"{goal.Number}.{measure.Number}", .. why.Facts] };
                    db.Activities.Add(read);
                }
            }
        }
        db.Note("imported", $"Report {county.Number}", $"{from:yyyy-MM-dd}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return plan.Id;
    }

    /// <summary>The nation's plan of the period: the one that is here when it has the same areas and goals, else made.</summary>
    private async Task<Outcome<Plan>> NationAsync(ActivityReport report, CancellationToken ct)
    {
        var there = await db.Plans.Where(p => p.County == null && p.From == report.Period.From && p.To == report.Period.To).OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        if (there is not null)
            return there.Areas.Select(a => $"{a.Number} {a.Name}").SequenceEqual(report.Areas.Select(a => $"{a.Number} {a.Name}"))
                && there.Goals.Select(g => $"{g.Number} {g.Words} {g.Measures.Count}").SequenceEqual(report.Areas.SelectMany(a => a.Goals).Select(g => $"{g.Number} {g.About} {g.NationalMeasures}")) ? there : new Rejection("report.goals", there.Name);
        if (Plan.National(report.Period.Strategy, new(report.Period.From, report.Period.To), By, clock.GetUtcNow()).Refused(out var why, out var nation)) return why;
        if (report.Areas.SelectMany(a => a.Goals).Any(g => g.NationalMeasures is < 0 or > 100)) return new Rejection("report.measures");
        List<Area> areas = [.. report.Areas.Select(a => new Area(Guid.CreateVersion7(), Number(a.Number), a.Name, [.. a.Goals.Select(g =>
            new Goal(Guid.CreateVersion7(), g.Number, g.About, [.. Enumerable.Range(1, g.NationalMeasures).Select(n => new Measure(Guid.CreateVersion7(), Number(n), ""))], []))]))];
        if (nation.Write(areas, 0).Refused(out why)) return why;
        db.Plans.Add(nation);
        return nation;
    }

    private Outcome<Activity> Read(ReportActivity told, string county, Guid measure, int position)
    {
        if (!Enum.TryParse<ActivityKind>(told.Kind, ignoreCase: true, out var kind) || !char.IsAsciiLetter(told.Kind[0])) return new Rejection("report.kind", told.Kind);
        if (told.When is { } when && DaySpan.Read(when) is null) return new Rejection("report.when", when);
        var time = new ActivityTime(told.When is { } text ? DaySpan.Read(text) : null, told.Recurs is { } recurs && Said.TryGetValue(recurs, out var every) ? every : null, told.Recurs, told.Years);
        var facts = new ActivityFacts(told.Name, told.Subject, told.Partner, told.With, told.Note, told.Count, told.Municipalities, told.Regions, told.Partners);
        return Activity.Log(county, kind, time, told.Planned, facts, [measure], position, By, clock.GetUtcNow());
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
