using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Samspill.Formats.Xlsx;

/// <summary>Writes a table as a spreadsheet, row by row as they come: memory does not grow with the table.</summary>
/// <remarks>
/// ECMA-376. A text is always an inline text in a cell formatted as text; one that begins as a formula would is marked with the quote prefix too,
/// so that a program that reads it anew, or a person who edits it, does not turn it into one. There is no formula in any file written here.
/// </remarks>
public static class XlsxWriter
{
    /// <summary>Rows that a sheet of a spreadsheet can hold, the header among them.</summary>
    public const int MostRows = 1_048_576;

    /// <summary>Characters that a cell can hold; what is longer is cut.</summary>
    public const int MostCharacters = 32_767;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    /// <summary>Writes the workbook, with one sheet. Rows beyond <see cref="MostRows"/> are left out.</summary>
    /// <param name="stream">Takes what is written; also synchronously, when a part is closed.</param>
    /// <param name="sheet">The sheet's name: at most 31 characters, none of <c>[]:*?/\</c>.</param>
    public static async Task WriteAsync(Stream stream, string sheet, IReadOnlyList<string> header, IAsyncEnumerable<IReadOnlyList<XlsxCell>> rows, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        await AddAsync(zip, "[Content_Types].xml", $"""{Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""", ct);
        await AddAsync(zip, "_rels/.rels", $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""", ct);
        await AddAsync(zip, "xl/_rels/workbook.xml.rels", $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>""", ct);
        await AddAsync(zip, "xl/workbook.xml", $"""{Declaration}<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{Escaped(sheet.Length > 31 ? sheet[..31] : sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>""", ct);
        await AddAsync(zip, "xl/styles.xml", Styles, ct);
        await using var content = await zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).OpenAsync(ct);
        await using var text = new StreamWriter(content, new UTF8Encoding(false), bufferSize: 32_768, leaveOpen: true);
        await text.WriteAsync($"""{Declaration}<worksheet xmlns="{Main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="{Math.Max(1, header.Count)}" width="20" customWidth="1"/></cols><sheetData>""".AsMemory(), ct);
        var line = new StringBuilder();
        Append(line, 1, [.. header.Select(XlsxCell.Heading)]);
        var number = 1;
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (++number > MostRows) break;
            Append(line, number, row);
            if (line.Length < 16_384) continue;
            await text.WriteAsync(line, ct);
            line.Clear();
        }
        await text.WriteAsync(line, ct);
        await text.WriteAsync("</sheetData></worksheet>".AsMemory(), ct);
    }

    // Cell formats, in the order of XlsxCell's kinds: heading, text, text that looks like a formula, number, day, moment.
    private static readonly string Styles = $"""{Declaration}<styleSheet xmlns="{Main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""";

    private static async Task AddAsync(ZipArchive zip, string name, string content, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(content), ct);
    }

    private static void Append(StringBuilder line, int number, IReadOnlyList<XlsxCell> cells)
    {
        line.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
        for (var column = 0; column < cells.Count; column++)
        {
            var cell = cells[column];
            if (cell.Text is null) continue;
            line.Append(CultureInfo.InvariantCulture, $"<c r=\"{ColumnName(column)}{number}\" s=\"{(int)cell.Kind}\"");
            if (cell.IsText) line.Append(" t=\"inlineStr\"><is><t xml:space=\"preserve\">").Append(Escaped(cell.Text)).Append("</t></is></c>");
            else line.Append("><v>").Append(cell.Text).Append("</v></c>");
        }
        line.Append("</row>");
    }

    private static string ColumnName(int column) => column < 26 ? ((char)('A' + column)).ToString() : ColumnName(column / 26 - 1) + (char)('A' + column % 26);

    /// <summary>A text as XML can hold it: what XML has no way to say becomes a replacement mark.</summary>
    private static string Escaped(string text)
    {
        if (text.Length > MostCharacters) text = text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) escaped.Append(c).Append(text[++i]);
            else if (!XmlConvert.IsXmlChar(c)) escaped.Append('\uFFFD');
            else _ = c switch { '&' => escaped.Append("&amp;"), '<' => escaped.Append("&lt;"), '>' => escaped.Append("&gt;"), '"' => escaped.Append("&quot;"), '\r' => escaped.Append("&#13;"), _ => escaped.Append(c) };
        }
        return escaped.ToString();
    }
}
