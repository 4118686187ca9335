using Samspill.Domain.Nation;
using Samspill.Domain.Statistics;
using Samspill.Features.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Planning.Statistics;

namespace Samspill.Features.Nation;

/// <summary>Tables of all places, as they were published.</summary>
internal sealed record NationDocument(IReadOnlyList<StatisticsPlace> Places, IReadOnlyList<FigureTable> Tables);

/// <summary>The nation's and the counties' tables: the municipalities' added up, and hidden so that nobody can tell a small figure by any sum of any level.</summary>
internal static class SumNation
{
    /// <summary>The nation's own id among the places.</summary>
    public const string Whole = "0";

    /// <param name="places">The nation, its counties, their municipalities: what holds others comes before them.</param>
    /// <param name="packages">One a municipality. Who has none is in no sum.</param>
    /// <param name="earlier">What was published of the year before, with all figures.</param>
    public static Outcome<List<FigureTable>> Of(StatisticsForm form, int year, IReadOnlyList<StatisticsPlace> places, IReadOnlyDictionary<string, OpenedPackage> packages, IReadOnlyList<NationDocument> earlier, CancellationToken ct)
    {
        var full = form.Tables.Select(table => new FigureTable(table.Table, Added(form.SizeOf(table), places, id => packages.GetValueOrDefault(id)?.Newest.Tables.First(t => t.Table == table.Table).Values), [])).ToList();
        // Nothing links one system with another.
        var results = form.Systems.AsParallel().AsOrdered().WithCancellation(ct).Select(system =>
        {
            var tables = HideFigures.Linked(form, system, year, AxisOf(places), full);
            foreach (var package in packages.Values.OrderBy(p => p.School, StringComparer.Ordinal))
            {
                var place = HideFigures.PlaceOf(package.School);
                foreach (var version in package.Versions) tables.AddEarlier(HideFigures.Linked(form, system, year, place, version.Tables), HideFigures.HiddenIn(form, system, year, place, version.Tables));
            }
            foreach (var before in earlier) tables.AddEarlier(HideFigures.Linked(form, system, year, AxisOf(before.Places), before.Tables), HideFigures.HiddenIn(form, system, year, AxisOf(before.Places), before.Tables));
            return Suppression.Of(tables, ct);
        }).ToList();
        if (results.Any(r => r.Exposed.Count > 0)) return NationRejections.Exposed;
        return HideFigures.Marked(form, year, AxisOf(places), full, results.SelectMany(r => r.Hidden).ToHashSet());
    }

    private static TableAxis AxisOf(IReadOnlyList<StatisticsPlace> places) => new("place", [.. places.Select(p => new AxisCategory(p.Id, p.PartOf))]);

    /// <summary>The figures of every place. A sum of which a part is reported without the figure is not known.</summary>
    private static long?[] Added(int size, IReadOnlyList<StatisticsPlace> places, Func<string, IReadOnlyList<long?>?> of)
    {
        var at = places.Select((p, i) => (p.Id, i)).ToDictionary(p => p.Id, p => p.i);
        var (values, lacks, reports) = (new long?[places.Count * size], new bool[places.Count * size], new bool[places.Count]);
        for (var place = places.Count - 1; place >= 0; place--)
        {
            if (of(places[place].Id) is { } own)
            {
                reports[place] = true;
                for (var i = 0; i < size; i++) values[(place * size) + i] = own[i];
            }
            if (!reports[place] || places[place].PartOf is not { } above) continue;
            reports[at[above]] = true;
            for (var i = 0; i < size; i++)
            {
                var sum = (at[above] * size) + i;
                if (values[(place * size) + i] is not { } value || lacks[(place * size) + i]) lacks[sum] = true;
                else values[sum] = (values[sum] ?? 0) + value;
            }
        }
        for (var i = 0; i < values.Length; i++)
            if (lacks[i]) values[i] = null;
        return values;
    }
}
