using System.Globalization;

namespace Samspill.Formats.Xlsx;

/// <summary>How a cell is written; the numbers are its format in the workbook.</summary>
internal enum XlsxKind { Heading, Text, TextLikeFormula, Number, Day, Moment }

/// <summary>One cell: a text, a number, a day, a moment, or nothing.</summary>
public readonly record struct XlsxCell
{
    /// <summary>What a spreadsheet program may take for the beginning of a formula, full-width forms too.</summary>
    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    private XlsxCell(XlsxKind kind, string? text) => (Kind, Text) = (kind, text);

    internal XlsxKind Kind { get; }

    /// <summary>The text, or the number as a workbook holds it; null for an empty cell.</summary>
    internal string? Text { get; }

    internal bool IsText => Kind is XlsxKind.Heading or XlsxKind.Text or XlsxKind.TextLikeFormula;

    /// <summary>A column's name.</summary>
    internal static XlsxCell Heading(string text) => new(XlsxKind.Heading, text);

    /// <summary>A text, whatever it looks like; null is an empty cell.</summary>
    public static implicit operator XlsxCell(string? text) =>
        new(text is { Length: > 0 } && FormulaStarts.Contains(text[0], StringComparison.Ordinal) ? XlsxKind.TextLikeFormula : XlsxKind.Text, text is { Length: > 0 } ? text : null);

    /// <summary>A whole number; null is an empty cell.</summary>
    public static implicit operator XlsxCell(long? number) => new(XlsxKind.Number, number?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A whole number; null is an empty cell.</summary>
    public static implicit operator XlsxCell(int? number) => (long?)number;

    /// <summary>A whole number.</summary>
    public static implicit operator XlsxCell(int number) => (long?)number;

    /// <summary>An amount; null is an empty cell.</summary>
    public static implicit operator XlsxCell(decimal? amount) => new(XlsxKind.Number, amount?.ToString(CultureInfo.InvariantCulture));

    /// <summary>A day; null is an empty cell. Before 1 March 1900 it is a text: spreadsheets reckon those days wrong.</summary>
    public static implicit operator XlsxCell(DateOnly? day) => day is not { } d ? new XlsxCell(XlsxKind.Day, null)
        : d < new DateOnly(1900, 3, 1) ? new XlsxCell(XlsxKind.Text, d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
        : new XlsxCell(XlsxKind.Day, (d.DayNumber - new DateOnly(1899, 12, 30).DayNumber).ToString(CultureInfo.InvariantCulture));

    /// <summary>A day.</summary>
    public static implicit operator XlsxCell(DateOnly day) => (DateOnly?)day;

    /// <summary>A moment as a clock on the wall shows it, whatever its offset; null is an empty cell.</summary>
    public static implicit operator XlsxCell(DateTimeOffset? moment) => new(XlsxKind.Moment, moment?.DateTime.ToOADate().ToString("R", CultureInfo.InvariantCulture));

    /// <summary>A moment as a clock on the wall shows it, whatever its offset.</summary>
    public static implicit operator XlsxCell(DateTimeOffset moment) => (DateTimeOffset?)moment;
}
