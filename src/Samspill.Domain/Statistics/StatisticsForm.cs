using System.Text.Json;

namespace Samspill.Domain.Statistics;

/// <summary>Something of a table that people read, in the three languages.</summary>
public abstract record StatisticsWords(string Nb, string Nn, string En)
{
    /// <summary>In a language; bokmål when it is none of ours.</summary>
    public string In(string language) => language switch { "nn" => Nn, "en" => En, _ => Nb };
}

/// <summary>One category of an axis.</summary>
public sealed record StatisticsCategory(string Id, string Nb, string Nn, string En) : StatisticsWords(Nb, Nn, En);

/// <summary>By what tables are divided. The first category holds all the others.</summary>
public sealed record StatisticsAxis(string Axis, string Nb, string Nn, string En, IReadOnlyList<StatisticsCategory> Categories) : StatisticsWords(Nb, Nn, En);

/// <summary>A table: what it counts, and by what it is divided.</summary>
/// <param name="Measure">Tables that count the same meet in their margins.</param>
/// <param name="Source">Where its figures come from, as a word that the program knows.</param>
/// <param name="System">Tables of one system are hidden together. Null for what is not about persons and never hidden.</param>
/// <param name="Per">The table that its figures are a share of; null for counts alone.</param>
public sealed record StatisticsTable(string Table, string Measure, string Source, IReadOnlyList<string> Axes, string Nb, string Nn, string En, string? System = null, string? Per = null) : StatisticsWords(Nb, Nn, En);

/// <summary>What everybody knows: a figure is never above another. Named as cells are, <c>pupils|age=in</c>.</summary>
public sealed record AtMost(string System, string Smaller, string Larger);

/// <summary>The fixed tables that every school publishes, as data: always in the same shape, so that they can be added up and hidden.</summary>
public sealed record StatisticsForm(string Form, IReadOnlyList<StatisticsAxis> Axes, IReadOnlyList<StatisticsTable> Tables, IReadOnlyList<AtMost> AtMost)
{
    /// <exception cref="JsonException">It is no such file.</exception>
    public static StatisticsForm Read(string json) => JsonSerializer.Deserialize<StatisticsForm>(json, JsonSerializerOptions.Web) ?? throw new JsonException("The file is empty.");

    /// <summary>What is hidden together.</summary>
    public IReadOnlyList<string> Systems => [.. Tables.Select(t => t.System).OfType<string>().Distinct()];

    /// <summary>The table with this id; null when there is none.</summary>
    public StatisticsTable? Find(string? table) => Tables.FirstOrDefault(t => t.Table == table);

    /// <summary>The axes of a table, in order.</summary>
    public IReadOnlyList<StatisticsAxis> AxesOf(StatisticsTable table) => [.. table.Axes.Select(id => Axes.First(a => a.Axis == id))];

    /// <summary>How many figures a table has for one place.</summary>
    public int SizeOf(StatisticsTable table) => AxesOf(table).Aggregate(1, (product, axis) => product * axis.Categories.Count);

    /// <summary>The categories of every figure of a table for one place, in the order of the figures.</summary>
    public IEnumerable<IReadOnlyList<StatisticsCategory>> CellsOf(StatisticsTable table)
    {
        var axes = AxesOf(table);
        for (var i = 0; i < SizeOf(table); i++)
        {
            var (cell, rest) = (new StatisticsCategory[axes.Count], i);
            for (var a = axes.Count - 1; a >= 0; a--)
            {
                cell[a] = axes[a].Categories[rest % axes[a].Categories.Count];
                rest /= axes[a].Categories.Count;
            }
            yield return cell;
        }
    }
}
