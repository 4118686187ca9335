namespace Samspill.Formats.Statistics;

/// <summary>A table's figures, in the shape that its definition gives.</summary>
/// <param name="Table">Its id.</param>
/// <param name="Values">One for each combination, the last axis running fastest. Null where there is no figure, and where it is covered.</param>
/// <param name="Hidden">Positions of the figures that are not to be shown.</param>
public sealed record FigureTable(string Table, IReadOnlyList<long?> Values, IReadOnlyList<int> Hidden)
{
    /// <summary>The table as it may be shown: nothing stands where it is hidden.</summary>
    public FigureTable Cover()
    {
        var hidden = Hidden.ToHashSet();
        return this with { Values = [.. Values.Select((value, i) => hidden.Contains(i) ? null : value)] };
    }

    /// <summary>The hidden figures in the order of their positions, table by table.</summary>
    public static IReadOnlyList<long?> HiddenOf(IEnumerable<FigureTable> tables) => [.. tables.SelectMany(t => t.Hidden.Select(at => t.Values[at]))];

    /// <summary>Covered tables with the hidden figures put back.</summary>
    /// <exception cref="FormatException">There are more or fewer than are hidden.</exception>
    public static IReadOnlyList<FigureTable> Uncovered(IReadOnlyList<FigureTable> covered, IReadOnlyList<long?> hidden)
    {
        if (covered.Sum(t => t.Hidden.Count) != hidden.Count || covered.Any(t => t.Hidden.Any(at => at < 0 || at >= t.Values.Count))) throw new FormatException("The hidden figures are not those of the tables.");
        var next = 0;
        return [.. covered.Select(table =>
        {
            var values = table.Values.ToArray();
            foreach (var at in table.Hidden) values[at] = hidden[next++];
            return table with { Values = values };
        })];
    }
}

/// <summary>What a school publishes of a school year, once: a correction is another version.</summary>
/// <param name="Version">1, 2, 3 … of the year.</param>
/// <param name="Date">The day that was counted.</param>
public sealed record PackageVersion(int Version, DateOnly Date, IReadOnlyList<FigureTable> Tables);

/// <summary>What a school hands to the council: a school year as it is published, and the hidden figures sealed for the council alone.</summary>
/// <param name="Form">The tables' definition, by its name.</param>
/// <param name="School">Four-digit number of the municipality.</param>
/// <param name="Year">The calendar year that the school year begins in.</param>
/// <param name="Number">Of the school's packages; each newer one has a higher number.</param>
/// <param name="IssuedAt">When the newest version was published.</param>
/// <param name="Versions">All that was published of the year, covered; the last is what counts.</param>
/// <param name="Sealed">The hidden figures of all versions, as <see cref="SealedFigures"/> makes them.</param>
public sealed record StatisticsPackage(string Form, string School, string Name, int Year, long Number, DateTimeOffset IssuedAt, IReadOnlyList<PackageVersion> Versions, byte[] Sealed)
{
    /// <summary>A package of versions whose figures are all there.</summary>
    /// <param name="full">In the order of their versions.</param>
    /// <param name="receiver">The council's public key.</param>
    public static StatisticsPackage Of(string form, string school, string name, int year, long number, DateTimeOffset issuedAt, IReadOnlyList<PackageVersion> full, ReadOnlySpan<byte> receiver) =>
        new(form, school, name, year, number, issuedAt, [.. full.Select(v => v with { Tables = [.. v.Tables.Select(t => t.Cover())] })],
            SealedFigures.Seal(FigureTable.HiddenOf(full.SelectMany(v => v.Tables)), receiver));
}
