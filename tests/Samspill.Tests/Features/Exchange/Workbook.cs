using System.IO.Compression;
using System.Security;
using System.Text;
using Samspill.Formats.SchoolFolders;

namespace Samspill.Tests.Features.Exchange;

/// <summary>Spreadsheets as another program would make them.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>A sheet for each CSV text, named as the file without its ending.</summary>
    public static MemoryStream Of(IReadOnlyDictionary<string, string> files)
    {
        var names = files.Keys.ToList();
        var parts = names.Select((name, i) => ($"xl/worksheets/sheet{i + 1}.xml", Sheet(files[name]))).ToList();
        parts.Add(("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{string.Concat(names.Select((name, i) => $"<sheet name=\"{name[..^4]}\" sheetId=\"{i + 1}\" r:id=\"r{i + 1}\"/>"))}</sheets></workbook>"""));
        parts.Add(("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(names.Select((_, i) => $"<Relationship Id=\"r{i + 1}\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))}</Relationships>"""));
        return Zip(parts);
    }

    public static MemoryStream Zip(IEnumerable<(string Name, string Content)> parts)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        stream.Position = 0;
        return stream;
    }

    private static string Sheet(string csv)
    {
        var rows = new StringBuilder();
        foreach (var line in Lines(csv)) rows.Append("<row>").Append(string.Concat(line.Select(cell => $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(cell).Replace("\r", "&#13;", StringComparison.Ordinal)}</t></is></c>"))).Append("</row>");
        return $"""<worksheet xmlns="{Main}"><sheetData>{rows}</sheetData></worksheet>""";
    }

    private static IEnumerable<List<string>> Lines(string csv)
    {
        var (line, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in csv)
        {
            if (c == '"') quoted = !quoted;
            else if (quoted || c is not (';' or '\r' or '\n')) cell.Append(c);
            else if (c != '\r')
            {
                line.Add(cell.ToString());
                cell.Clear();
                if (c == ';') continue;
                yield return line;
                line = [];
            }
        }
    }
}
