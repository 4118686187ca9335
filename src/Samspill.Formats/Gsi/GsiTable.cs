using System.Globalization;
using Samspill.Formats.Xlsx;

namespace Samspill.Formats.Gsi;

/// <summary>The report as a table, for keying in: a row a line, and before a line that asks for municipalities a row for each of them.</summary>
public static class GsiTable
{
    private static readonly string[] Columns = ["boys", "girls", "pupils", "schoolAge", "places", "waiting", "hours", "percent", "refunded"];
    private static readonly string[] Header = ["line", "text", "municipality", .. Columns, "remark"];

    /// <summary>The table as CSV, and leaves the stream open.</summary>
    /// <param name="textOf">What a line is called.</param>
    public static void WriteCsv(Stream stream, GsiDocument report, Func<string, string> textOf) => SafeCsv.Write(stream, Header, Rows(report, textOf).Select(row =>
        (IReadOnlyList<string>)[row.Line, row.Text, row.Municipality ?? "", .. row.Values.Select(v => v?.ToString(CultureInfo.InvariantCulture) ?? ""), row.Remark ?? ""]));

    /// <summary>The table as a spreadsheet, and leaves the stream open.</summary>
    /// <param name="textOf">What a line is called.</param>
    public static Task WriteXlsxAsync(Stream stream, GsiDocument report, Func<string, string> textOf, CancellationToken ct) => XlsxWriter.WriteAsync(stream, report.Form, Header, Rows(report, textOf).Select(row =>
        (IReadOnlyList<XlsxCell>)[row.Line, row.Text, row.Municipality, .. row.Values.Select(v => (XlsxCell)v), row.Remark]).ToAsyncEnumerable(), ct);

    private static IEnumerable<Row> Rows(GsiDocument report, Func<string, string> textOf)
    {
        foreach (var line in report.Lines)
        {
            foreach (var row in line.Rows ?? [])
                yield return new Row(line.Line, textOf(line.Line), row.Municipality, [.. Columns.Select(c => c switch { "pupils" => row.Pupils, "schoolAge" => row.SchoolAge, _ => (long?)null })], null);
            var values = line.Values.ToDictionary();
            yield return new Row(line.Line, textOf(line.Line), null, [.. Columns.Select(c => values.TryGetValue(c, out var value) ? value : (long?)null)], line.Remark);
        }
    }

    private sealed record Row(string Line, string Text, string? Municipality, IReadOnlyList<long?> Values, string? Remark);
}
