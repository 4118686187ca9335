using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Formats.Reports;

namespace Samspill.Features.Strategy;

/// <summary>A report that was given, written back out as the file it came in.</summary>
internal static class GivenReports
{
    /// <summary>The report of a county's plan; null when none was given.</summary>
    public static async Task<ActivityReport?> GivenReportAsync(this CouncilDb db, PlanId id, CancellationToken ct)
    {
        if (await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Plan == id, ct) is not { } given) return null;
        var plan = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == id, ct);
        var nation = await db.Plans.AsNoTracking().SingleAsync(p => p.Id == plan.Under, ct);
        var county = await db.Counties.AsNoTracking().SingleAsync(c => c.Number == plan.County, ct);
        var counted = nation.Goals.ToDictionary(g => g.Key, g => g.Measures.Count);
        var done = (await db.Log(county.Number).ToListAsync(ct)).SelectMany(a => a.Measures.Select(key => (Key: key, Activity: a))).OrderBy(x => x.Activity.Position).ToLookup(x => x.Key, x => x.Activity);
        return new ActivityReport(given.About, new(plan.From, plan.To, given.Due, given.For, plan.Name), county.Name, [.. plan.Areas.Select(a => new ReportArea(Number(a.Number), a.Name,
            [.. a.Goals.Select(g => new ReportGoal(g.Number, g.Words, counted.GetValueOrDefault(g.Key), [.. g.Measures.Select(m => new ReportMeasure(Number(m.Number), m.Words, [.. done[m.Key].Select(Write)]))]))]))]);
    }

    private static ReportActivity Write(Activity done) => new(JsonNamingPolicy.CamelCase.ConvertName(done.Kind.ToString()), done.Time.Span?.ToString(), done.Recurs, done.Facts.MunicipalityCount, done.Facts.Regions, done.Facts.Partners,
        done.Facts.Count, done.Facts.Name, done.Facts.Subject, done.Facts.Partner, done.Facts.With, done.Years.Count > 0 ? done.Years : null, done.Planned, done.Facts.Note);

    private static int Number(string printed) => int.TryParse(printed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
