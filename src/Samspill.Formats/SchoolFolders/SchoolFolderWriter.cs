using System.Text;

namespace Samspill.Formats.SchoolFolders;

/// <summary>Writes all nine files: UTF-8 without BOM, <c>;</c>, CRLF, RFC 4180 quoting.</summary>
/// <remarks>This is what one system hands to another, so every value is written exactly as it is, also one that a spreadsheet
/// would take for a formula. What people open in a spreadsheet is written by <see cref="SafeCsv"/>.</remarks>
public static class SchoolFolderWriter
{
    /// <summary>Writes the files to streams, one after the other, and closes each.</summary>
    /// <param name="folder">The school.</param>
    /// <param name="create">Opens the stream for a file name.</param>
    public static void Write(SchoolFolder folder, Func<string, Stream> create)
    {
        Write(Sheets.Sites, folder.Sites, create);
        Write(Sheets.Rooms, folder.Rooms, create);
        Write(Sheets.Courses, folder.Courses, create);
        Write(Sheets.Pupils, folder.Pupils, create);
        Write(Sheets.Guardians, folder.Guardians, create);
        Write(Sheets.Guardianships, folder.Guardianships, create);
        Write(Sheets.Staff, folder.Staff, create);
        Write(Sheets.Places, folder.Places, create);
        Write(Sheets.Applications, folder.Applications, create);
    }

    private static void Write<TRow>(Sheet<TRow> sheet, IReadOnlyList<TRow> rows, Func<string, Stream> create) where TRow : Row, new()
    {
        using var text = new StreamWriter(create(sheet.File), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        CsvRow.Write(text, sheet.Columns.Select(column => column.Name));
        foreach (var row in rows) CsvRow.Write(text, sheet.Columns.Select(column => column.Write(row)));
    }
}
