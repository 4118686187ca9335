using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Reach;
using Samspill.Domain.School;
using Samspill.Host;

namespace Samspill.Features.Reach;

/// <summary>Who is reached, by one year's table of population.</summary>
/// <param name="Year">The table's year; null when there is none.</param>
/// <param name="Years">Of which there are tables, the newest first.</param>
public sealed record ReachState(ReachReport Report, ReachCounts Counts, int? Year, IReadOnlyList<int> Years, IReadOnlyList<Site> Sites);

/// <summary>Reckons who is reached. Used by the pages and the advisers.</summary>
public sealed class ReckonReach(SamspillDb db, OpenSchool school, ReachCounted counted)
{
    /// <param name="asked">The table's year; the newest that is not of a year to come when there is no such table.</param>
    /// <param name="youngest">Years that one turns in the calendar year.</param>
    public async Task<ReachState> RunAsync(int? asked, int youngest, int oldest, CancellationToken ct)
    {
        var counts = await counted.OfAsync(db, school, ct);
        var years = await db.Inhabitants.Select(i => i.Year).Distinct().OrderByDescending(y => y).Take(50).ToListAsync(ct);
        var year = asked is { } wanted && years.Contains(wanted) ? wanted : years.Cast<int?>().FirstOrDefault(y => y <= counts.Day.Year);
        List<Inhabitants> population = year is null ? [] : await db.Inhabitants.AsNoTracking().Where(i => i.Year == year).OrderBy(i => i.Line).Take(Inhabitants.MostLines).ToListAsync(ct);
        var sites = await db.Sites.AsNoTracking().OrderBy(s => EF.Functions.Collate(s.Name, "norsk")).Take(1000).ToListAsync(ct);
        return new ReachState(ReachReport.Of(sites, population, counts, youngest, oldest), counts, year, years, sites);
    }
}
