using Samspill.Domain.Statistics;
using Samspill.Formats.Statistics;
using Samspill.Planning.Statistics;

namespace Samspill.Features.Statistics;

/// <summary>The tables as the engine that hides knows them: what is linked, what was published before, and what everybody knows.</summary>
/// <remarks>
/// Cells carry school year and place in their names, so that a school's table and the nation's have the same cells. Two years have no sum in common
/// and are not linked; all versions of one year are, whatever day they counted.
/// </remarks>
internal static class HideFigures
{
    /// <summary>The axis of a school alone: it is a part of something that is not in the table, so its cells keep its name.</summary>
    public static TableAxis PlaceOf(string municipality) => new("place", [new(municipality, "0")]);

    /// <summary>A school's tables with what must not be shown of them named; refused when what was published before has told too much.</summary>
    /// <param name="full">All figures of the new version.</param>
    /// <param name="earlier">All figures of every earlier version of the year, with what was hidden.</param>
    /// <param name="joined">What schools that have become a part of this one had published of the year.</param>
    public static Outcome<List<FigureTable>> Of(
        StatisticsForm form, int year, string municipality, IReadOnlyList<FigureTable> full, IReadOnlyList<IReadOnlyList<FigureTable>> earlier, CancellationToken ct, IReadOnlyList<JoinedStatistics>? joined = null)
    {
        var hidden = new HashSet<string>();
        foreach (var system in form.Systems)
        {
            var tables = Linked(form, system, year, PlaceOf(municipality), full);
            foreach (var before in earlier) tables.AddEarlier(Linked(form, system, year, PlaceOf(municipality), before), HiddenIn(form, system, year, PlaceOf(municipality), before));
            foreach (var one in joined ?? []) Join(tables, form, system, year, PlaceOf(municipality), one);
            var result = Suppression.Of(tables, ct);
            if (result.Exposed.Count > 0) return StatisticsRejections.Exposed;
            hidden.UnionWith(result.Hidden);
        }
        return Marked(form, year, PlaceOf(municipality), full, hidden);
    }

    /// <summary>The linked tables of a system.</summary>
    /// <param name="system">Null for the tables of which nothing is hidden.</param>
    /// <exception cref="ArgumentException">They do not add up.</exception>
    public static TableSystem Linked(StatisticsForm form, string? system, int year, TableAxis places, IReadOnlyList<FigureTable> tables)
    {
        var linked = new TableSystem();
        foreach (var (_, table) in Fixed(form, year, places, tables).Where(t => t.Table.System == system)) linked.Add(table);
        // The places above are sums of these, so for them it follows.
        if (places.Total is null)
            foreach (var known in form.AtMost.Where(a => a.System == system))
                foreach (var place in places.Categories) linked.AtMost(Key(known.Smaller, year, place.Id), Key(known.Larger, year, place.Id));
        return linked;
    }

    /// <summary>What an absorbed school published is known, and each of our figures may be the sum of theirs and our own before.</summary>
    private static void Join(TableSystem tables, StatisticsForm form, string system, int year, TableAxis place, JoinedStatistics joined)
    {
        var (theirPlace, theirs) = (PlaceOf(joined.Theirs.School), joined.Theirs.Tables);
        tables.AddEarlier(Linked(form, system, year, theirPlace, theirs), HiddenIn(form, system, year, theirPlace, theirs));
        foreach (var before in joined.Before)
            foreach (var (ours, other) in Fixed(form, year, place, before).Zip(Fixed(form, year, theirPlace, theirs)).Where(t => t.First.Table.System == system))
                for (var i = 0; i < ours.Fixed.Values.Count; i++)
                    if (ours.Fixed.Values[i] is { } one && other.Fixed.Values[i] is { } value) tables.Joined(ours.Fixed.Key(i), one, other.Fixed.Key(i), value);
    }

    /// <summary>The names of the cells of a system that were hidden.</summary>
    public static IReadOnlySet<string> HiddenIn(StatisticsForm form, string system, int year, TableAxis places, IReadOnlyList<FigureTable> tables) =>
        Fixed(form, year, places, tables).Zip(tables).Where(t => t.First.Table.System == system).SelectMany(t => t.Second.Hidden.Select(t.First.Fixed.Key)).ToHashSet();

    /// <summary>The tables with the positions of their hidden cells.</summary>
    public static List<FigureTable> Marked(StatisticsForm form, int year, TableAxis places, IReadOnlyList<FigureTable> tables, IReadOnlySet<string> hidden) =>
        [.. Fixed(form, year, places, tables).Zip(tables, (t, figures) => t.Table.System is null ? figures : figures with { Hidden = [.. Enumerable.Range(0, figures.Values.Count).Where(i => figures.Values[i] is not null && hidden.Contains(t.Fixed.Key(i)))] })];

    /// <summary>Every table in the form's order, beside its definition.</summary>
    private static IEnumerable<(StatisticsTable Table, FixedTable Fixed)> Fixed(StatisticsForm form, int year, TableAxis places, IReadOnlyList<FigureTable> tables) => tables.Select(figures =>
    {
        var table = form.Find(figures.Table)!;
        var axes = form.AxesOf(table).Select(a => new TableAxis(a.Axis, [.. a.Categories.Select((c, i) => new AxisCategory(c.Id, i == 0 ? null : a.Categories[0].Id))]));
        return (table, new FixedTable($"{table.Measure} {year}", [places, .. axes], figures.Values));
    });

    private static string Key(string cell, int year, string place)
    {
        var parts = cell.Split('|');
        return string.Join('|', parts.Skip(1).Append($"place={place}").Order(StringComparer.Ordinal).Prepend($"{parts[0]} {year}"));
    }
}
