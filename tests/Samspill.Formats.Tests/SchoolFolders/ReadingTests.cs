using System.Text;
using Samspill.Formats.SchoolFolders;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.SchoolFolders;

public class ReadingTests
{
    private const string PupilHeader = "id;nationalId;givenName;familyName;birthDate;sex;municipality;flags\n";

    [Theory]
    [InlineData("p1;;Åse;Moen;2015-13-01;f;5001;", "pupils.csv line 2: birthDate \"2015-13-01\" is no date")]
    [InlineData("p1;;Åse;Moen;01.03.2015;f;5001;", "pupils.csv line 2: birthDate \"01.03.2015\" is no date")]
    [InlineData("p1;;;Moen;2015-03-01;f;5001;", "pupils.csv line 2: givenName is missing")]
    [InlineData("p1;;Åse;Moen;2015-03-01;girl;5001;", "pupils.csv line 2: sex \"girl\" is none of f, m, x")]
    [InlineData("p1;;Åse;Moen;2015-03-01;f;301;", "pupils.csv line 2: municipality \"301\" is no municipality number of four digits")]
    [InlineData("p 1;;Åse;Moen;2015-03-01;f;5001;", "pupils.csv line 2: id \"p 1\" is no id (1 to 100 characters, no blanks)")]
    [InlineData("p1;14831250048;Åse;Moen;2012-03-14;f;5001;", "pupils.csv line 2: nationalId \"148312 *****\" has wrong check digits")]
    [InlineData("p1;1483125004;Åse;Moen;2012-03-14;f;5001;", "pupils.csv line 2: nationalId \"148312 *****\" has not 11 digits")]
    [InlineData("p1;14831250047;Åse;Moen;2012-03-15;f;5001;", "pupils.csv line 2: nationalId \"148312 *****\" does not fit birthDate")]
    [InlineData("p1;;Åse;Moen;2015-03-01;f;5001", "pupils.csv line 2: has 7 values, the header has 8")]
    [InlineData("p1;;\"Åse\"x;Moen;2015-03-01;f;5001;", "pupils.csv line 2: has text after a closing quote")]
    [InlineData("p1;;\"Åse;Moen;2015-03-01;f;5001;", "pupils.csv line 2: opens a quote that is never closed")]
    [InlineData("p1;;\u0007Åse;Moen;2015-03-01;f;5001;", "pupils.csv line 2: givenName \"·Åse\" holds control characters")]
    public void A_fault_names_the_file_the_line_the_column_and_the_value(string row, string told)
    {
        var reading = Folders.Read("pupils.csv", PupilHeader + row);
        reading.Faults.Told().ShouldBe([told]);
        reading.Folder.Pupils.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2026-03-14T09:30:00+01:00", "2026-03-14T08:30:00Z"), InlineData("2026-03-14T09:30Z", "2026-03-14T09:30:00Z"), InlineData("2026-03-14T09:30:00.125-02:00", "2026-03-14T11:30:00.125Z")]
    [InlineData("2026-03-14T09:30:00", null), InlineData("2026-03-14", null), InlineData("14.03.2026 09:30+01:00", null), InlineData("2026-03-14T25:30:00+01:00", null)]
    public void A_moment_needs_its_offset(string text, string? moment)
    {
        var reading = Folders.Read("applications.csv", $"id,pupil,course,rank,appliedAt\na1,p,c,1,{text}\n");
        if (moment is not null) reading.Folder.Applications.Single().AppliedAt.UtcDateTime.ShouldBe(DateTimeOffset.Parse(moment).UtcDateTime);
        else reading.Faults.Told().ShouldBe([$"applications.csv line 2: appliedAt \"{text}\" is no moment with an offset"]);
    }

    [Theory]
    [InlineData("1470", 147000L), InlineData("1470.5", 147050L), InlineData("1470,05", 147005L), InlineData("0", 0L)]
    [InlineData("-1", null), InlineData("1 470", null), InlineData("1.470,00", null), InlineData("12.345", null), InlineData("kr 5", null), InlineData("1e3", null)]
    public void A_fee_is_kroner_in_the_file_and_ore_in_the_row(string text, long? ore)
    {
        var reading = Folders.Read("courses.csv", $"id;name;discipline;programme;form;feePerTerm\nc;C;music;core;group;{text}");
        if (ore is not null) reading.Folder.Courses.Single().FeePerTermOre.ShouldBe(ore);
        else reading.Faults.Single().Column.ShouldBe("feePerTerm");
    }

    [Theory]
    [InlineData("90", true), InlineData("63,43", true), InlineData("-90.1", false), InlineData("NaN", false), InlineData("1e1", false), InlineData("north", false)]
    public void A_latitude_is_on_the_earth(string text, bool fine) =>
        Folders.Read("sites.csv", $"id;name;kind;latitude\ns;S;other;{text}").Faults.Count.ShouldBe(fine ? 0 : 1);

    [Fact]
    public void A_quoted_line_break_counts_as_a_line()
    {
        var reading = Folders.Read("guardians.csv", "id;givenName;familyName\r\ng1;\"Kari\r\nAnne\";Moen\r\n\r\ng2;\"A\nB\rC\";Moen\r\ng3;;Moen\r\n");
        reading.Folder.Guardians.Select(row => (row.Id, row.Line)).ShouldBe([("g1", 2), ("g2", 5)]);
        reading.Faults.Told().ShouldBe(["guardians.csv line 8: givenName is missing"]);
    }

    [Theory]
    [InlineData("id;kind;name\n1;other;A,B\n"), InlineData("name,id,kind\r\n\"A,B\",1,other"), InlineData("\"id\";\"name\";\"kind\"\r1;\"A,B\";other\r")]
    public void The_header_decides_separator_and_order(string text)
    {
        var reading = Folders.Read("sites.csv", text);
        reading.Faults.ShouldBeEmpty();
        reading.Folder.Sites.Single().ShouldBe(new SiteRow { Line = 2, Id = "1", Name = "A,B", Kind = SiteKind.Other });
    }

    [Fact]
    public void What_repeats_is_told_with_the_first_line()
    {
        var row = ";14831250047;Åse;Moen;2012-03-14;f;5001;\n";
        Folders.Read("pupils.csv", PupilHeader + "p1" + row + "p1;;Bo;Moen;2012-03-14;m;5001;\np2" + row).Faults.Told().ShouldBe(
        [
            "pupils.csv line 3: id \"p1\" is on line 2 already",
            "pupils.csv line 4: nationalId \"148312 *****\" is on line 2 already",
        ]);
        Folders.Read("places.csv", "pupil;course;from\np;c;2025-01-01\np;c;2026-01-01\np;c;2025-01-01\n").Faults.Told()
            .ShouldBe(["places.csv line 4: pupil, course, from \"p c 2025-01-01\" is on line 2 already"]);
    }

    [Fact]
    public void What_must_agree_in_a_row_agrees()
    {
        Folders.Read("places.csv", "pupil;course;from;to\np;c;2025-01-02;2025-01-01\n").Faults.Told().ShouldBe(["places.csv line 2: to \"2025-01-01\" is before from"]);
        Folders.Read("courses.csv", "id;name;discipline;programme;form;ageFrom;ageTo\nc;C;music;core;group;10;9\n").Faults.Told().ShouldBe(["courses.csv line 2: ageTo \"9\" is below ageFrom"]);
    }

    [Fact]
    public void Unknown_columns_and_files_are_remarks()
    {
        var reading = Folders.Read(new Dictionary<string, string> { ["sites.csv"] = "id;name;kind;colour\n1;A;other;red\n", ["notes.txt"] = "hello" });
        reading.Faults.ShouldBeEmpty();
        reading.Remarks.Told().ShouldBe(["sites.csv line 1: column \"colour\" is unknown and ignored", "notes.txt: is none of the nine files and is ignored"]);
        reading.Columns["sites.csv"].ShouldBe(["id", "name", "kind"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("id;name\n1;A\n", "sites.csv line 1: kind is missing in the header"), InlineData("id;id;name;kind\n", "sites.csv line 1: id stands twice in the header"), InlineData("", "sites.csv: is empty; the first line must name the columns")]
    public void A_header_that_cannot_be_used_is_a_fault(string text, string told) => Folders.Read("sites.csv", text).Faults.Told().ShouldBe([told]);

    [Fact]
    public void A_folder_with_none_of_the_files_is_no_school_folder()
    {
        Folders.Read("notes.txt", "hello").IsNoSchoolFolder.ShouldBeTrue();
        SchoolFolderReader.Read(new DirectoryInfo(Path.Combine(Path.GetTempPath(), Guid.CreateVersion7().ToString()))).IsNoSchoolFolder.ShouldBeTrue();
        Folders.Read("sites.csv", "").IsNoSchoolFolder.ShouldBeFalse();
    }

    [Fact]
    public void Windows_1252_is_recognised_and_told()
    {
        var text = "id;name;kind\n1;Åsveien – skole;primary\n";
        var old = Folders.Read("sites.csv", FileText.Windows1252.GetBytes(text));
        old.Folder.Sites.Single().Name.ShouldBe("Åsveien – skole");
        old.Remarks.Told().ShouldBe(["sites.csv: is read as Windows-1252, for it is not UTF-8"]);
        var marked = Folders.Read("sites.csv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]);
        marked.Folder.Sites.Single().ShouldBe(old.Folder.Sites.Single());
        marked.Remarks.ShouldBeEmpty();
    }

    [Fact]
    public void A_letter_across_two_pieces_of_a_long_file_is_still_UTF_8()
    {
        var name = new string('å', 100);
        var text = "id;name;kind\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"s{i};{name};other\n"));
        for (var shift = 0; shift < 2; shift++)
        {
            var reading = Folders.Read("sites.csv", text.Replace("s0;", "s0" + new string('x', shift) + ";"));
            reading.Remarks.ShouldBeEmpty();
            reading.Folder.Sites.Count.ShouldBe(2_000);
            reading.Folder.Sites.ShouldAllBe(site => site.Name == name);
        }
    }

    [Fact]
    public void Bytes_that_are_no_text_are_one_fault()
    {
        Folders.Read("sites.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("id;name;kind")).ToArray()).Faults.Told().ShouldBe(["sites.csv: is UTF-16; save it as UTF-8"]);
        Folders.Read("sites.csv", "id;name;kind\n1;\0;other"u8.ToArray()).Faults.Told().ShouldBe(["sites.csv: holds NUL bytes; it is no CSV file in UTF-8"]);
        Folders.Read("sites.csv", [0xEF, 0xBB, 0xBF, 0xC3, 0x28]).Faults.Told().ShouldBe(["sites.csv: says it is UTF-8, but is not"]);
    }
}
