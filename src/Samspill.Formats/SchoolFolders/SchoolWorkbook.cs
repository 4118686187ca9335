using System.Text;
using Samspill.Formats.Xlsx;

namespace Samspill.Formats.SchoolFolders;

/// <summary>A school folder in one spreadsheet: a sheet for each of the nine files, named as the file with or without <c>.csv</c>.</summary>
public static class SchoolWorkbook
{
    /// <summary>Rows of a sheet that are read.</summary>
    public const int MostRows = 200_001;

    /// <summary>Writes the sheets as the files of a school folder. A row of a sheet stands on the line of its number, so that a fault found in the file is found in the sheet, unless a cell above it has line breaks.</summary>
    /// <param name="stream">The spreadsheet; can seek.</param>
    /// <param name="create">Opens a file of the folder for writing, by name.</param>
    /// <returns>Names of sheets that are none of the nine.</returns>
    /// <exception cref="XlsxException">It is no spreadsheet, or beyond the bounds of <see cref="XlsxReader"/>.</exception>
    public static IReadOnlyList<string> Unpack(Stream stream, Func<string, Stream> create)
    {
        using var book = new XlsxReader(stream);
        var ignored = new List<string>();
        foreach (var sheet in book.Sheets)
        {
            var file = SchoolFolder.FileNames.FirstOrDefault(name => sheet.Trim().Equals(name, StringComparison.OrdinalIgnoreCase) || sheet.Trim().Equals(Path.GetFileNameWithoutExtension(name), StringComparison.OrdinalIgnoreCase));
            if (file is null) ignored.Add(sheet);
            else Write(book.Rows(sheet), create(file));
        }
        return ignored;
    }

    private static void Write(IEnumerable<XlsxRow> rows, Stream file)
    {
        using var text = new StreamWriter(file, new UTF8Encoding(false));
        var (line, columns) = (1, 0);
        foreach (var row in rows)
        {
            if (row.Number > MostRows) throw new XlsxException($"a sheet has more than {MostRows} rows", isTooLarge: true);
            if (columns == 0) columns = row.Cells.Count;
            for (; line < row.Number; line++) text.Write("\r\n");
            CsvRow.Write(text, row.Cells.Concat(Enumerable.Repeat("", Math.Max(0, columns - row.Cells.Count))));
            line++;
        }
    }
}
