using Samspill.Formats.SchoolFolders;

namespace Samspill.Formats.Population;

/// <summary>What stops the reading of a line, or of the file.</summary>
public enum PopulationWrong { Empty, Columns, Values, Unreadable, TooMany }

/// <summary>A line of the municipality's table of population: its values, trimmed. A column that the file does not have is empty.</summary>
/// <param name="Line">The physical line, the header being 1.</param>
public sealed record PopulationRow(int Line, string District, string School, string Age, string Sex, string Count);

/// <summary>A line that is no row of the table.</summary>
/// <param name="Detail">The columns that are missing; null when there is nothing to name.</param>
public sealed record PopulationTrouble(int Line, PopulationWrong What, string? Detail);

/// <summary>Reads a table of population: CSV in UTF-8 or Windows-1252, with <c>;</c> or <c>,</c>, whose first line names the columns in Norwegian or English.</summary>
public static class PopulationFile
{
    private static readonly (string Name, bool Required, string[] Words)[] Columns =
    [
        ("bydel", true, ["bydel", "district"]), ("skole", false, ["skole", "skule", "school"]), ("alder", true, ["alder", "age"]),
        ("kjønn", false, ["kjønn", "kjonn", "sex"]), ("antall", true, ["antall", "antal", "tal", "count"]),
    ];

    /// <summary>The rows as such a file, which <see cref="Read"/> reads back.</summary>
    public static string Write(IEnumerable<PopulationRow> rows)
    {
        using var text = new StringWriter();
        CsvRow.Write(text, Columns.Select(c => c.Name));
        foreach (var row in rows) CsvRow.Write(text, [row.District, row.School, row.Age, row.Sex, row.Count]);
        return text.ToString();
    }

    /// <summary>The rows, and what is no row. Ends at the first line that cannot be read.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="most">Most rows.</param>
    public static (IReadOnlyList<PopulationRow> Rows, IReadOnlyList<PopulationTrouble> Troubles) Read(byte[] file, int most)
    {
        var (rows, troubles) = (new List<PopulationRow>(), new List<PopulationTrouble>());
        var (encoding, fault) = FileText.Encoding(() => new MemoryStream(file, writable: false));
        if (encoding is null || fault is not null) return (rows, [new(1, PopulationWrong.Unreadable, null)]);
        using var text = new StreamReader(new MemoryStream(file, writable: false), encoding, detectEncodingFromByteOrderMarks: false);
        var (csv, values) = (new CsvText(text), new List<string>());
        if (!csv.Read(values) || values is [""]) return (rows, [new(1, csv.Fault is null ? PopulationWrong.Empty : PopulationWrong.Unreadable, null)]);
        var width = values.Count;
        var at = Columns.Select(c => values.FindIndex(v => c.Words.Contains(v.Trim().ToLowerInvariant()))).ToArray();
        if (Columns.Where((c, i) => c.Required && at[i] < 0).Select(c => c.Name).ToList() is { Count: > 0 } missing) return (rows, [new(1, PopulationWrong.Columns, string.Join(", ", missing))]);
        while (csv.Read(values))
        {
            if (values.TrueForAll(string.IsNullOrWhiteSpace)) continue;
            if (rows.Count == most)
            {
                troubles.Add(new(csv.Line, PopulationWrong.TooMany, null));
                break;
            }
            string Value(int column) => at[column] < 0 ? "" : values[at[column]].Trim();
            if (csv.Fault is not null) troubles.Add(new(csv.Line, PopulationWrong.Unreadable, null));
            else if (values.Count != width) troubles.Add(new(csv.Line, PopulationWrong.Values, null));
            else rows.Add(new(csv.Line, Value(0), Value(1), Value(2), Value(3), Value(4)));
        }
        if (csv.Fault is not null && !troubles.Exists(t => t.Line == csv.Line)) troubles.Add(new(csv.Line, PopulationWrong.Unreadable, null));
        if (rows.Count == 0 && troubles.Count == 0) troubles.Add(new(1, PopulationWrong.Empty, null));
        return (rows, troubles);
    }
}
