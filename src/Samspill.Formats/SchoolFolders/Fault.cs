namespace Samspill.Formats.SchoolFolders;

/// <summary>Something to tell about a file: a fault stops the import, a remark does not.</summary>
/// <remarks>It quotes what the file says, so it is for the person who imports, never for a log. National ids are masked.</remarks>
/// <param name="File">The file's name.</param>
/// <param name="Line">The physical line, the header being 1; 0 when it is about the whole file.</param>
/// <param name="Column">The column, or columns with commas between; null when it is about the whole line.</param>
/// <param name="Problem">The rest of the sentence, such as <c>"2015-13-01" is no date</c>.</param>
public sealed record Fault(string File, int Line, string? Column, string Problem)
{
    /// <summary>One line, such as <c>pupils.csv line 12: birthDate "2015-13-01" is no date</c>.</summary>
    public override string ToString() =>
        $"{File}{(Line > 0 ? $" line {Line}" : "")}: {(Column is null ? "" : Column + " ")}{Problem}";
}

/// <summary>What there is to tell about one file: the first 1,000, then how many more.</summary>
internal sealed class Faults(string file)
{
    public const int Kept = 1_000;

    private readonly List<Fault> kept = [];

    public int Count { get; private set; }

    public void Add(int line, string? column, string problem)
    {
        if (Count++ < Kept) kept.Add(new(file, line, column, problem));
    }

    /// <summary>Adds what is wrong with a value; it is quoted only when it will be shown.</summary>
    public void Add(int line, string column, Func<string, string> quoted, string value, string problem) =>
        Add(line, column, Count < Kept ? $"{quoted(value)} {problem}" : problem);

    public IEnumerable<Fault> List() => Count <= Kept ? kept : kept.Append(new(file, 0, null, $"... and {Count - Kept} more"));
}

/// <summary>How a value from a file is shown in a fault: at most 40 characters, on one line.</summary>
internal static class Quote
{
    public static string Short(string text)
    {
        var shown = text.Length <= 40 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[38]) ? 38 : 39), "…");
        return $"\"{string.Concat(shown.Select(c => char.IsControl(c) ? '\u00B7' : c))}\"";
    }

    public static string Masked(string text) => text.Length >= 6 && text.Take(6).All(char.IsAsciiDigit) ? $"\"{text[..6]} *****\"" : "\"*****\"";
}
