using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Domain.School;
using Samspill.Domain.Statistics;
using Samspill.Features.Catalogue;
using Samspill.Features.Gsi;
using Samspill.Formats.Statistics;

namespace Samspill.Features.Statistics;

/// <summary>The tables as of a day, counted by the database by the same conditions as the national report, in a fixed number of queries. Nothing is hidden yet.</summary>
/// <remarks>They are of the whole school: no table divides by where somebody lives or is taught, so those with a protected address are counted and never placed.</remarks>
public sealed class ReckonStatistics(SamspillDb db)
{
    public async Task<IReadOnlyList<FigureTable>> RunAsync(DateOnly date, CancellationToken ct)
    {
        var (form, year) = (StatisticsForms.Today, SchoolYear.Of(date));
        var municipality = await db.Profile.Select(p => p.Municipality).SingleAsync(ct);
        var children = await db.GsiYears.Where(y => y.Year == year).Select(y => y.Children).SingleOrDefaultAsync(ct);
        var counts = await db.GsiCountsAsync(date, ct);
        var programmes = (await new CountedOn(db, date).Places.Join(db.Courses, p => p.Course, c => c.Id, (p, c) => new { c.Programme })
            .GroupBy(x => x.Programme).Select(g => new { g.Key, Count = g.LongCount() }).ToListAsync(ct)).ToDictionary(p => p.Key.Word(), p => p.Count);
        var reached = counts.Pupils.Where(p => p.Stage == GsiStage.In && (string.IsNullOrEmpty(p.Municipality) || p.Municipality == municipality)).Sum(p => p.Count);
        var hours = counts.Minutes.ToDictionary(m => m.Key.Word(), m => (m.Value + 30) / 60); // rounded before they are added, so that the sum agrees
        return [.. form.Tables.Select(table => new FigureTable(table.Table, [.. form.CellsOf(table).Select(cell => table.Source switch
        {
            "pupils" => counts.Pupils.Where(p => Fits(cell[0], p.Stage.Word()) && Fits(cell[1], p.Sex?.Word() ?? "x")).Sum(p => p.Count),
            "places" => Of(counts.Places.ToDictionary(p => p.Key.Word(), p => p.Value), cell[0]),
            "programmes" => Of(programmes, cell[0]),
            "waiting" => Of(counts.Waiting.ToDictionary(w => w.Key.Word(), w => w.Value), cell[0]),
            "wishes" => Of(counts.WaitingPlaces.ToDictionary(w => w.Key.Word(), w => w.Value), cell[0]),
            "hours" => Of(hours, cell[0]),
            "children" => (long?)children,
            "reached" => reached,
            var other => throw new InvalidOperationException($"tables.json asks for {other}, which nobody counts."),
        })], []))];
    }

    private static bool Fits(StatisticsCategory category, string word) => category.Id == "all" || category.Id == word;

    private static long Of(Dictionary<string, long> counts, StatisticsCategory category) => counts.Where(c => Fits(category, c.Key)).Sum(c => c.Value);
}
