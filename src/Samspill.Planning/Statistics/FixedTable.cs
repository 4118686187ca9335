namespace Samspill.Planning.Statistics;

/// <summary>A table of counts with its margins, always published in the same shape: every combination of the categories of its axes.</summary>
/// <param name="Measure">What is counted, such as <c>pupils</c>. Two tables of one measure are linked: where an axis stands at its total, it is as if the table did not have it, so that their margins are the same cells.</param>
/// <param name="Axes">By what it is divided. An axis without a common total (years) has categories that nothing adds up.</param>
/// <param name="Values">One for every combination, the last axis running fastest, as in JSON-stat. Null where there is no figure: such a cell is in no sum.</param>
public sealed record FixedTable(string Measure, IReadOnlyList<TableAxis> Axes, IReadOnlyList<long?> Values)
{
    /// <summary>The name of a cell, the same in every table that has it.</summary>
    /// <param name="position">Its place in <see cref="Values"/>.</param>
    public string Key(int position)
    {
        var parts = new List<string>(Axes.Count);
        for (var a = Axes.Count - 1; a >= 0; a--)
        {
            var category = Axes[a].Categories[position % Axes[a].Categories.Count];
            position /= Axes[a].Categories.Count;
            if (category.Id != Axes[a].Total) parts.Add($"{Axes[a].Id}={category.Id}");
        }
        parts.Sort(StringComparer.Ordinal);
        return string.Join('|', parts.Prepend(Measure));
    }
}

/// <summary>One way of dividing a table.</summary>
/// <param name="id">Such as <c>sex</c>; the same in every table that is divided this way.</param>
/// <param name="categories">In the order they are shown.</param>
public sealed class TableAxis(string id, IReadOnlyList<AxisCategory> categories)
{
    /// <summary>Such as <c>sex</c>; the same in every table that is divided this way.</summary>
    public string Id => id;

    /// <summary>In the order they are shown.</summary>
    public IReadOnlyList<AxisCategory> Categories => categories;

    /// <summary>The id of the one category that holds all others; null when there is none.</summary>
    public string? Total { get; } = categories.Where(c => c.PartOf is null).ToList() is [var only] ? only.Id : null;
}

/// <summary>One category of an axis.</summary>
/// <param name="Id">Unique on the axis.</param>
/// <param name="PartOf">The category that is the sum of this and all others with the same; null at the top.</param>
public sealed record AxisCategory(string Id, string? PartOf = null);
