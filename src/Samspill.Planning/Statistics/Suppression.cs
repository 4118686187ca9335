namespace Samspill.Planning.Statistics;

/// <summary>
/// Which cells of published tables must be hidden so that nobody can be singled out: those of 1 to 4, and so many more that nobody who
/// knows all the tables, and reckons with all their sums, can tell a hidden cell to within fewer than five values.
/// </summary>
/// <remarks>
/// A zero is shown and never hidden: it is about nobody, and often known anyway. A hidden cell is therefore 1 or more for an attacker
/// too, and nothing tells a small one from one hidden for its sake.
/// <para>
/// Each hidden cell is protected in turn, totals first, by the cheapest change of the tables that moves it far enough: a linear program
/// over the cells around it, where a cell still shown costs more the more is below it (Kelly, Golden and Assad, Networks 22, 1992;
/// Robertson, 1993; Fischetti and Salazar, Management Science 47, 2001). What changes is hidden. The changed table is another one that
/// fits everything shown, so it is also the proof; it is checked in whole numbers. What can only be told with outside knowledge is not
/// guarded against.
/// </para>
/// <para>Depends on nothing but the tables and the order they were added in.</para>
/// </remarks>
public static class Suppression
{
    /// <summary>A count below this, and above 0, is hidden.</summary>
    public const int Smallest = 5;

    /// <summary>How far apart the least and the greatest value of a hidden cell are, at least, for whoever knows all that is shown.</summary>
    public const int Width = 5;

    /// <summary>Decides what to hide of the cells to be published now.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SuppressedTables Of(TableSystem tables, CancellationToken cancellation = default)
    {
        var hiding = new Hiding(tables);
        hiding.Run(cancellation);
        hiding.ShowAgain(cancellation);
        return new(tables.Values, hiding.Hidden(), hiding.Exposed);
    }
}

/// <summary>What is hidden of some tables.</summary>
/// <param name="Values">Every cell's true value by its name.</param>
/// <param name="Hidden">The names of the cells to hide; a reader must not be told which of them are small.</param>
/// <param name="Exposed">Hidden cells that can be told too well whatever is hidden now, because of what was shown before. Unless it is empty, these tables must not be published.</param>
public sealed record SuppressedTables(IReadOnlyDictionary<string, long> Values, IReadOnlySet<string> Hidden, IReadOnlyList<string> Exposed)
{
    /// <summary>The share of cells shown, 0 to 1.</summary>
    public double Shown => Values.Count == 0 ? 1 : 1 - ((double)Hidden.Count / Values.Count);

    /// <summary>A table's values as they may be shown: null where a cell is hidden (or has no figure).</summary>
    public IReadOnlyList<long?> Of(FixedTable table) => [.. table.Values.Select((value, i) => Hidden.Contains(table.Key(i)) ? null : value)];
}
