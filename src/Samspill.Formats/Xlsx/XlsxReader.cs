using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Samspill.Formats.Xlsx;

/// <summary>One row of a sheet that is read, with its number: 1 is the first.</summary>
/// <param name="Cells">From the first column on; an empty cell is an empty text.</param>
public sealed record XlsxRow(int Number, IReadOnlyList<string> Cells);

/// <summary>Why a file cannot be taken as a spreadsheet. The message says it in English, in one line.</summary>
public sealed class XlsxException(string message, bool isTooLarge = false) : Exception(message)
{
    /// <summary>Nothing is wrong with it but that it is beyond the bounds.</summary>
    public bool IsTooLarge => isTooLarge;
}

/// <summary>Reads the sheets of a spreadsheet as texts, whoever made it, within bounds that no file can stretch.</summary>
/// <remarks>
/// Everything that is unpacked is counted while it is read, never believed beforehand: <see cref="MostBytes"/> in all. There are no document type
/// definitions, no entities and no links to follow. Days and moments, which a workbook marks only by their format, come out as ISO 8601; formulas as the value they had.
/// Not safe for several threads.
/// </remarks>
public sealed class XlsxReader : IDisposable
{
    /// <summary>Bytes that all parts may come to when unpacked: some 60,000 pupils.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    /// <summary>Parts that a file may have.</summary>
    public const int MostEntries = 1_000;

    /// <summary>Columns that are read of a sheet.</summary>
    public const int MostColumns = 200;

    /// <summary>Characters that texts used in several cells may come to.</summary>
    public const int MostSharedCharacters = 20_000_000;

    private readonly ZipArchive zip;
    private const int SmallestZip = 22;

    private readonly char[] piece = new char[4096];
    private readonly StringBuilder whole = new();
    private readonly UnpackedBudget budget = new(MostBytes);
    private readonly Dictionary<string, string> sheets;
    private readonly IReadOnlyList<string> shared;
    private readonly XlsxDates dates;

    /// <summary>Opens a workbook.</summary>
    /// <param name="stream">Can seek.</param>
    /// <exception cref="XlsxException">It is no workbook, or beyond the bounds.</exception>
    public XlsxReader(Stream stream)
    {
        if (stream.Length < SmallestZip) throw new XlsxException("it is no .xlsx file");
        try { zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true); }
        catch (InvalidDataException) { throw new XlsxException("it is no .xlsx file"); }
        if (zip.Entries.Count > MostEntries) throw new XlsxException($"it has more than {MostEntries} parts", isTooLarge: true);
        (sheets, var is1904) = Guarded(() => ReadWorkbook());
        dates = Guarded(() => XlsxDates.Read(Part("xl/styles.xml"), is1904));
        shared = Guarded(() => ReadShared());
    }

    /// <summary>The sheets by name, in the workbook's order.</summary>
    public IReadOnlyCollection<string> Sheets => sheets.Keys;

    /// <summary>The rows of a sheet as they are read. Empty rows at the end are not among them.</summary>
    /// <exception cref="XlsxException">The sheet cannot be read, or is beyond the bounds.</exception>
    public IEnumerable<XlsxRow> Rows(string sheet)
    {
        using var xml = Part(sheets[sheet]) ?? throw new XlsxException($"the sheet {sheet} is missing");
        var (number, cells) = (0, new List<string>());
        while (Guarded(() => ReadRow(xml, ref number, cells))) yield return new XlsxRow(number, [.. cells]);
    }

    /// <inheritdoc/>
    public void Dispose() => zip.Dispose();

    private bool ReadRow(XmlReader xml, ref int number, List<string> cells)
    {
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            number = int.TryParse(xml.GetAttribute("r"), out var told) && told > number && told <= XlsxWriter.MostRows ? told : number + 1;
            cells.Clear();
            if (xml.IsEmptyElement) continue;
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c" || xml.Depth != depth + 1) continue;
                var column = xml.GetAttribute("r") is { } address ? ColumnOf(address) : cells.Count;
                if (column >= MostColumns) throw new XlsxException($"it has more than {MostColumns} columns", isTooLarge: true);
                var text = ReadCell(xml);
                while (cells.Count <= column) cells.Add("");
                cells[column] = text;
            }
            while (cells.Count > 0 && cells[^1].Length == 0) cells.RemoveAt(cells.Count - 1);
            if (cells.Count > 0) return true;
        }
        return false;
    }

    private string ReadCell(XmlReader xml)
    {
        var (type, style) = (xml.GetAttribute("t"), xml.GetAttribute("s"));
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        whole.Clear();
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("v" or "t")) continue;
            if (xml.LocalName == "t" && type != "inlineStr") continue;
            AddText(xml, whole);
        }
        var value = whole.ToString();
        return type switch
        {
            "s" => int.TryParse(value, out var index) && index >= 0 && index < shared.Count ? shared[index] : throw new XlsxException("a cell names a text that is not there"),
            "b" => value == "1" ? "yes" : "no",
            "inlineStr" or "str" or "e" or "d" => value,
            _ => dates.Text(value, style),
        };
    }

    private List<string> ReadShared()
    {
        var texts = new List<string>();
        using var xml = Part("xl/sharedStrings.xml");
        var characters = 0L;
        while (xml?.Read() == true)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
            var depth = xml.Depth;
            whole.Clear();
            while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh") xml.Skip(); // how it is read aloud
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t") AddText(xml, whole);
            }
            if ((characters += whole.Length + 16) > MostSharedCharacters) throw new XlsxException("it has too much text", isTooLarge: true);
            texts.Add(whole.ToString());
        }
        return texts;
    }

    private (Dictionary<string, string> Sheets, bool Is1904) ReadWorkbook()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var links = Part("xl/_rels/workbook.xml.rels") ?? throw new XlsxException("it is no .xlsx file"))
        {
            while (links.Read())
            {
                if (links is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && links.GetAttribute("Id") is { } id && links.GetAttribute("Target") is { } target && links.GetAttribute("TargetMode") != "External")
                    targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        }
        var (found, is1904) = (new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), false);
        using var book = Part("xl/workbook.xml") ?? throw new XlsxException("it is no .xlsx file");
        while (book.Read())
        {
            if (book.NodeType != XmlNodeType.Element) continue;
            if (book.LocalName == "workbookPr") is1904 = book.GetAttribute("date1904") is "1" or "true";
            if (book.LocalName == "sheet" && book.GetAttribute("name") is { } name && book.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") is { } id && targets.TryGetValue(id, out var part)) found.TryAdd(name, part);
        }
        return (found, is1904);
    }

    private XmlReader? Part(string name) => zip.GetEntry(name) is not { } entry ? null : XmlReader.Create(new CountedStream(entry.Open(), budget), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersInDocument = MostBytes,
    });

    /// <summary>Adds the text of an element, in pieces: no more of it is held than a cell can have.</summary>
    private void AddText(XmlReader xml, StringBuilder text)
    {
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)) continue;
            for (int read; (read = xml.ReadValueChunk(piece, 0, piece.Length)) > 0;)
            {
                text.Append(piece, 0, read);
                if (text.Length > XlsxWriter.MostCharacters) throw new XlsxException("a cell has more text than a cell can hold", isTooLarge: true);
            }
        }
    }

    private static int ColumnOf(string address)
    {
        var column = 0;
        foreach (var c in address.TakeWhile(char.IsAsciiLetterUpper))
            if ((column = column * 26 + (c - 'A' + 1)) > MostColumns) break;
        return column == 0 ? throw new XlsxException("a cell stands nowhere") : column - 1;
    }

    private static T Guarded<T>(Func<T> read)
    {
        try { return read(); }
        catch (XmlException fault) { throw new XlsxException($"its inside cannot be read: {(fault.Message.Length <= 200 ? fault.Message : fault.Message[..200] + "…")}"); }
        catch (InvalidDataException) { throw new XlsxException("it is damaged"); }
    }
}
