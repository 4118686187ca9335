using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Samspill.Formats.SchoolFolders;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.SchoolFolders;

public class BrokenFileTests
{
    private static readonly Dictionary<string, string> Whole = Folders.Write(Folders.Small);

    private static void EachColumn(Func<Column, string> broken, Func<Column, bool> which)
    {
        var tried = 0;
        foreach (var column in Column.All().Where(which))
        {
            var reading = Folders.Read(new Dictionary<string, string>(Whole) { [column.File] = broken(column) });
            reading.Faults.ShouldContain(fault => fault.File == column.File && fault.Column == column.Name && fault.Line == column.Line, $"{column.File} {column.Name}");
            tried++;
        }
        tried.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Nonsense_in_any_column_is_told_by_file_line_and_column() => EachColumn(column => column.With("\u0001" + new string('x', 3_000)), _ => true);

    [Fact]
    public void Nothing_in_a_required_column_is_told_by_file_line_and_column() => EachColumn(column => column.With(" "), column => column.IsRequired);

    [Fact]
    public void A_required_column_left_out_is_told() => EachColumn(column => column.Without(), column => column.IsRequired);

    [Fact]
    public void The_same_row_twice_is_told()
    {
        foreach (var (file, text) in Whole)
        {
            var row = text[(text.IndexOf('\n') + 1)..];
            Folders.Read(file, text + row).Faults.ShouldContain(fault => fault.Problem.EndsWith("already"), file);
        }
    }

    [Fact]
    public void Random_bytes_never_break_the_reader() =>
        Prop.ForAll(Gen.Choose(1, 255).Select(value => (byte)value).ArrayOf().ToArbitrary(), bytes =>
        {
            foreach (var file in SchoolFolder.FileNames)
            {
                Folders.Read(file, bytes).Faults.ShouldNotBeEmpty();
                var header = Encoding.UTF8.GetBytes(Whole[file].Split("\r\n")[0] + "\r\n");
                Folders.Read(file, [.. header, .. bytes]).IsNoSchoolFolder.ShouldBeFalse();
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_changed_byte_is_a_fault_or_a_folder_that_comes_back_the_same() =>
        Prop.ForAll(Gen.Choose(0, 100_000).Two().Zip(Gen.Elements(SchoolFolder.FileNames.ToArray())).ToArbitrary(), change =>
        {
            var ((where, what), file) = change;
            var bytes = Encoding.UTF8.GetBytes(Whole[file]);
            bytes[where % bytes.Length] = (byte)(what % 256);
            var reading = Folders.Read(file, bytes);
            if (reading.Faults.Count > 0) return;
            var again = Folders.Read(Folders.Write(reading.Folder));
            again.Faults.ShouldBeEmpty();
            Folders.Write(again.Folder).ShouldBe(Folders.Write(reading.Folder));
        }).QuickCheckThrowOnFailure();

    /// <summary>One column of one file, with the file's cells as written.</summary>
    private sealed record Column(string File, int At, string Name, bool IsRequired, List<List<string>> Rows, int Line = 2)
    {
        public static IEnumerable<Column> All() =>
            Of(Sheets.Sites).Concat(Of(Sheets.Rooms)).Concat(Of(Sheets.Courses)).Concat(Of(Sheets.Pupils)).Concat(Of(Sheets.Guardians))
                .Concat(Of(Sheets.Guardianships)).Concat(Of(Sheets.Staff)).Concat(Of(Sheets.Places)).Concat(Of(Sheets.Applications));

        /// <summary>The file with this in its first row.</summary>
        public string With(string value) => Text((row, cells) => row == 1 ? [.. cells[..At], value, .. cells[(At + 1)..]] : cells);

        public string Without()
        {
            Line = 1;
            return Text((_, cells) => [.. cells[..At], .. cells[(At + 1)..]]);
        }

        public int Line { get; private set; } = Line;

        private string Text(Func<int, List<string>, List<string>> change)
        {
            using var text = new StringWriter();
            for (var row = 0; row < Rows.Count; row++) CsvRow.Write(text, change(row, Rows[row]));
            return text.ToString();
        }

        private static IEnumerable<Column> Of<TRow>(Sheet<TRow> sheet) where TRow : Row, new()
        {
            var rows = new List<List<string>>();
            var (csv, values) = (new CsvText(new StringReader(Whole[sheet.File])), new List<string>());
            while (csv.Read(values)) rows.Add([.. values]);
            return sheet.Columns.Select((column, at) => new Column(sheet.File, at, column.Name, column.IsRequired, rows));
        }
    }
}
