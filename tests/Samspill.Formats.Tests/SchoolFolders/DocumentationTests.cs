using Samspill.Formats.SchoolFolders;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.SchoolFolders;

public class DocumentationTests
{
    [Fact]
    public void The_documentation_has_every_file_and_column_as_the_program_has_them()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "formats.md")).ReplaceLineEndings("\n");
        foreach (var table in new[]
        {
            Table(Sheets.Sites), Table(Sheets.Rooms), Table(Sheets.Courses), Table(Sheets.Pupils), Table(Sheets.Guardians),
            Table(Sheets.Guardianships), Table(Sheets.Staff), Table(Sheets.Places), Table(Sheets.Applications),
        })
        {
            text.ShouldContain(table);
        }
    }

    private static string Table<TRow>(Sheet<TRow> sheet) where TRow : Row, new()
    {
        var rows = sheet.Columns.Select(column => $"| {(column.IsRequired ? $"**{column.Name}**" : column.Name)} | {column.Holds} |\n");
        var keys = sheet.Keys.Select(key => string.Join(" + ", key.Select(at => sheet.Columns[at].Name)));
        return $"### {sheet.File}\n\n| column | holds |\n|---|---|\n{string.Concat(rows)}\nUnique: {string.Join("; ", keys)}.\n";
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Samspill.slnx"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
