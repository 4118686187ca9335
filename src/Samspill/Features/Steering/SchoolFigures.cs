using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Features.Gsi;
using Samspill.Host;

namespace Samspill.Features.Steering;

/// <summary>The operation's figures on a day, by the names that a plan's formulas ask for. They count as the national report does.</summary>
internal static class SchoolFigures
{
    /// <summary>The names, for those who write formulas.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["pupils", "pupils-school-age", "girls", "boys", "places", "short-course-pupils", "waiting", "waiting-school-age", "waiting-places", "lesson-hours", "positions", "teaching-positions", "children"];

    /// <summary>How long the counts are kept: at a city's size counting takes longer than a page may.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <summary>Where nothing was registered there is no figure, rather than none of them: of a time before the school used this program one would else see a rise from nothing.</summary>
    public static async Task<Dictionary<string, decimal>> OnAsync(SamspillDb db, OpenSchool school, IMemoryCache cache, DateOnly date, CancellationToken ct)
    {
        var counts = (await cache.GetOrCreateAsync((nameof(SchoolFigures), school.Slug, date), entry =>
        {
            entry.SetAbsoluteExpiration(Kept);
            return db.GsiCountsAsync(date, ct);
        }))!;
        var year = SchoolYear.Of(date);
        var figures = new Dictionary<string, decimal>
        {
            ["short-course-pupils"] = counts.Short,
            ["waiting"] = counts.Waiting.Values.Sum(),
            ["waiting-school-age"] = counts.Waiting.GetValueOrDefault(GsiStage.In),
            ["waiting-places"] = counts.WaitingPlaces.Values.Sum(),
            ["positions"] = counts.Staff.Sum(s => s.Percent) / 100m,
            ["teaching-positions"] = counts.Staff.Sum(s => s.Teaching) / 100m,
        };
        if (counts.Places.Count > 0)
        {
            figures["pupils"] = counts.Pupils.Sum(p => p.Count);
            figures["pupils-school-age"] = counts.Pupils.Where(p => p.Stage == GsiStage.In).Sum(p => p.Count);
            figures["girls"] = counts.Pupils.Where(p => p.Sex == Sex.F).Sum(p => p.Count);
            figures["boys"] = counts.Pupils.Where(p => p.Sex == Sex.M).Sum(p => p.Count);
            figures["places"] = counts.Places.Values.Sum();
        }
        if (counts.Minutes.Values.Sum() is var minutes and > 0) figures["lesson-hours"] = minutes / 60m;
        // Nobody may have said how many children there are; then what is reckoned from it has no number.
        if (await db.GsiYears.Where(y => y.Year <= year && y.Children != null).OrderByDescending(y => y.Year).Select(y => y.Children).FirstOrDefaultAsync(ct) is { } children) figures["children"] = children;
        return figures;
    }
}
