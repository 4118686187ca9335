using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.School;

namespace Samspill.Features.Lessons;

/// <summary>What a site has to give in a month, and what it costs to come there.</summary>
/// <param name="Month">As yyyy-MM.</param>
/// <param name="Open">Minutes in which its rooms are open on teaching days, added up.</param>
/// <param name="Travel">Minutes that who teaches there has come from another site the same day.</param>
internal sealed record PlaceFigure(string Month, string Site, string District, long Open, long Travel);

internal static class PlaceFigures
{
    /// <summary>Every site in every month of a school year, in a fixed number of queries.</summary>
    public static async Task<IReadOnlyList<PlaceFigure>> PlaceFiguresAsync(this SamspillDb db, int schoolYear, CancellationToken ct)
    {
        var (first, last) = (new DateOnly(schoolYear, 8, 1), SchoolYear.LastDayOf(schoolYear));
        var sites = await db.Sites.AsNoTracking().ToListAsync(ct);
        var rooms = await db.Rooms.GroupBy(r => r.Site).Select(g => new { Site = g.Key, Count = g.Count() }).ToDictionaryAsync(r => r.Site, r => r.Count, ct);
        var said = (await db.SiteHours.AsNoTracking().Where(h => h.Kind == HoursKind.Open).ToListAsync(ct)).ToLookup(h => h.Site);
        var year = await db.SchoolYears.AsNoTracking().Include(y => y.Terms).Include(y => y.Free).AsSplitQuery().SingleOrDefaultAsync(y => y.Start == schoolYear, ct);
        var trips = await db.Database.SqlQuery<Trip>($"""
            SELECT t."Month", t."Origin", t."Destination", COUNT(*) AS "Times" FROM (
                SELECT SUBSTR(CAST(l."Date" AS TEXT), 1, 7) AS "Month", r."Site" AS "Destination",
                    LAG(r."Site") OVER (PARTITION BY COALESCE(l."Substitute", l."Teacher"), l."Date" ORDER BY l."Start", l."Id") AS "Origin"
                FROM lessons_lesson l JOIN school_room r ON r."Id" = l."Room"
                WHERE l."Date" >= {first} AND l."Date" <= {last} AND l."State" <> 'Cancelled') t
            WHERE t."Origin" <> t."Destination" GROUP BY t."Month", t."Origin", t."Destination"
            """).ToListAsync(ct);

        var at = sites.ToDictionary(s => s.Id.Value, s => s.Position);
        var travel = trips.ToLookup(t => (t.Month, t.Destination), t => t.Times * Travel.Counted(at[t.Origin], at[t.Destination]));
        var days = (year is null ? [] : TeachingDays.From(year, first)).ToLookup(d => (MonthOf(d), d.DayOfWeek));
        return [.. from site in sites
                   let open = Enum.GetValues<DayOfWeek>().Select(day => (Day: day, Minutes: OpeningHours.On(site.Kind, said[site.Id], day).Sum(h => (long)(h.To - h.From).TotalMinutes))).ToList()
                   from month in Enumerable.Range(0, 12).Select(m => MonthOf(first.AddMonths(m)))
                   select new PlaceFigure(month, site.Name, site.District ?? "",
                       rooms.GetValueOrDefault(site.Id) * open.Sum(o => o.Minutes * days[(month, o.Day)].Count()),
                       travel[(month, site.Id.Value)].Sum())];
    }

    private static string MonthOf(DateOnly day) => $"{day:yyyy-MM}";

    /// <summary>How often somebody went from one site to another.</summary>
    private sealed record Trip(string Month, Guid Origin, Guid Destination, long Times);
}
