using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Features.Gsi;

namespace Samspill.Features.Steering;

/// <summary>The operation's figures on a day, by the names that a plan's formulas ask for. They count as the national report does.</summary>
internal static class SchoolFigures
{
    /// <summary>The names, for those who write formulas.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["pupils", "pupils-school-age", "girls", "boys", "places", "short-course-pupils", "waiting", "waiting-school-age", "waiting-places", "lesson-hours", "positions", "teaching-positions", "children"];

    public static async Task<Dictionary<string, decimal>> OnAsync(SamspillDb db, DateOnly date, CancellationToken ct)
    {
        var counts = await db.GsiCountsAsync(date, ct);
        var year = SchoolYear.Of(date);
        var figures = new Dictionary<string, decimal>
        {
            ["pupils"] = counts.Pupils.Sum(p => p.Count),
            ["pupils-school-age"] = counts.Pupils.Where(p => p.Stage == GsiStage.In).Sum(p => p.Count),
            ["girls"] = counts.Pupils.Where(p => p.Sex == Sex.F).Sum(p => p.Count),
            ["boys"] = counts.Pupils.Where(p => p.Sex == Sex.M).Sum(p => p.Count),
            ["places"] = counts.Places.Values.Sum(),
            ["short-course-pupils"] = counts.Short,
            ["waiting"] = counts.Waiting.Values.Sum(),
            ["waiting-school-age"] = counts.Waiting.GetValueOrDefault(GsiStage.In),
            ["waiting-places"] = counts.WaitingPlaces.Values.Sum(),
            ["lesson-hours"] = counts.Minutes.Values.Sum() / 60m,
            ["positions"] = counts.Staff.Sum(s => s.Percent) / 100m,
            ["teaching-positions"] = counts.Staff.Sum(s => s.Teaching) / 100m,
        };
        // Nobody may have said how many children there are; then what is reckoned from it has no number.
        if (await db.GsiYears.Where(y => y.Year <= year && y.Children != null).OrderByDescending(y => y.Year).Select(y => y.Children).FirstOrDefaultAsync(ct) is { } children) figures["children"] = children;
        return figures;
    }
}
