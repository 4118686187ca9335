using System.Text;

namespace Samspill.Formats;

/// <summary>CSV that a person opens in a spreadsheet: UTF-8 with BOM, <c>;</c>, and no value that the spreadsheet takes for a formula.</summary>
/// <remarks>OWASP, "CSV Injection": a value that begins with <c>= + - @</c>, TAB, CR, LF or a full-width form of the signs gets
/// an apostrophe in front. So does such a sign after a separator or line break, for a spreadsheet may split the value there.</remarks>
public static class SafeCsv
{
    private const string Signs = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>Writes a header and rows, and leaves the stream open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">As many values each as the header.</param>
    public static void Write(Stream stream, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        CsvRow.Write(text, header.Select(Safe));
        foreach (var row in rows) CsvRow.Write(text, row.Select(Safe));
    }

    /// <summary>Writes a header and rows as they come, without blocking, and leaves the stream open.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">As many values each as the header.</param>
    /// <param name="ct">Stops the writing between two rows.</param>
    public static async Task WriteAsync(Stream stream, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<string>> rows, CancellationToken ct)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await text.WriteAsync(Row(header).AsMemory(), ct);
        await foreach (var row in rows.WithCancellation(ct)) await text.WriteAsync(Row(row).AsMemory(), ct);
    }

    private static string Row(IReadOnlyList<string> values)
    {
        using var row = new StringWriter();
        CsvRow.Write(row, values.Select(Safe));
        return row.ToString();
    }

    private static string Safe(string value)
    {
        var safe = new StringBuilder(value.Length + 1);
        for (var i = 0; i < value.Length; i++)
        {
            var risky = i == 0
                ? Signs.Contains(value[0]) || value[0] is '\t' or '\r' or '\n'
                : Signs.Contains(value[i]) && (value[i - 1] is ';' or ',' or '\t' or '\r' or '\n');
            if (risky) safe.Append('\'');
            safe.Append(value[i]);
        }
        return safe.ToString();
    }
}
