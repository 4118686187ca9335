using System.IO.Compression;
using System.Text;
using Samspill.Formats.SchoolFolders;
using Samspill.Formats.Xlsx;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.Xlsx;

public sealed class XlsxTests
{
    [Fact]
    public async Task What_is_written_is_read_back_as_it_was()
    {
        var written = await WriteAsync(["navn", "antall", "beløp", "dag", "tid", "tomt"],
            ["Åse & \"Ærlig\" <Øst> 😀", 42, 1470.5m, new DateOnly(2026, 6, 5), new DateTimeOffset(2026, 6, 5, 14, 5, 9, TimeSpan.FromHours(2)), (string?)null],
            ["  to  mellomrom  ", 0, -3m, new DateOnly(1899, 1, 1), new DateTimeOffset(2026, 6, 5, 0, 0, 1, TimeSpan.Zero), "sist"]);
        using var book = new XlsxReader(written);
        book.Sheets.ShouldBe(["liste"]);
        var rows = book.Rows("liste").ToList();
        rows.Select(r => r.Number).ShouldBe([1, 2, 3]);
        rows[1].Cells.ShouldBe(["Åse & \"Ærlig\" <Øst> 😀", "42", "1470.5", "2026-06-05", "2026-06-05T14:05:09"]);
        rows[2].Cells.ShouldBe(["  to  mellomrom  ", "0", "-3", "1899-01-01", "2026-06-05T00:00:01", "sist"]);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+47 400 00 000")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    [InlineData("\r=1+1")]
    [InlineData("＝1+1")]
    [InlineData("=cmd|' /C calc'!A0")]
    public async Task What_looks_like_a_formula_is_a_text_in_a_text_cell_with_a_quote_prefix(string text)
    {
        var written = await WriteAsync([text], [text, "=1"]);
        var sheet = Part(written, "xl/worksheets/sheet1.xml");
        sheet.ShouldNotContain("<f");
        sheet.ShouldContain("<c r=\"A2\" s=\"2\" t=\"inlineStr\">");
        Part(written, "xl/styles.xml").ShouldContain("<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\"");
        using var book = new XlsxReader(written);
        book.Rows("liste").Last().Cells[0].ShouldBe(text);
    }

    [Fact]
    public async Task What_xml_cannot_say_is_replaced_and_what_a_cell_cannot_hold_is_cut()
    {
        var written = await WriteAsync(["a"], ["nul\0lyd\u0001\ud800", new string('x', 40_000)]);
        using var book = new XlsxReader(written);
        var cells = book.Rows("liste").Last().Cells;
        cells[0].ShouldBe("nul\uFFFDlyd\uFFFD\uFFFD");
        cells[1].Length.ShouldBe(XlsxWriter.MostCharacters);
    }

    [Fact]
    public void A_foreign_file_with_shared_texts_gaps_dates_by_format_formulas_and_booleans_is_read()
    {
        using var book = new XlsxReader(Book(new()
        {
            ["xl/sharedStrings.xml"] = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>navn</t></si><si><r><t>Ka</t></r><r><t>ri</t></r><rPh><t>lyd</t></rPh></si></sst>""",
            ["xl/styles.xml"] = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="170" formatCode="dd\.mm\.yyyy"/><numFmt numFmtId="171" formatCode="0 &quot;dager&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>""",
            ["xl/worksheets/sheet1.xml"] = Sheet("""<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="4"><c r="A4" t="s"><v>1</v></c><c r="C4" s="1"><v>46178</v></c><c r="D4" s="2"><v>46178.5</v></c><c r="E4" s="3"><v>7</v></c><c r="F4"><v>0.10000000000000001</v></c><c r="G4" t="b"><v>1</v></c><c r="H4" t="str"><f>A1&amp;"x"</f><v>navnx</v></c><c r="I4"><v>01018012345</v></c></row>"""),
        }));
        var rows = book.Rows("pupils").ToList();
        rows.Select(r => r.Number).ShouldBe([1, 4]);
        rows[1].Cells.ShouldBe(["Kari", "", "2026-06-05", "2026-06-05T12:00:00", "7", "0.1", "yes", "navnx", "1018012345"]);
    }

    [Fact]
    public void A_file_that_unpacks_without_end_is_given_up_at_the_bound()
    {
        using var bomb = Bomb();
        bomb.Length.ShouldBeLessThan(2_000_000);
        using var book = new XlsxReader(bomb);
        Should.Throw<XlsxException>(() => book.Rows("pupils").Count()).Message.ShouldContain("unpacks to more than 64 MB");
    }

    [Fact]
    public void A_refusal_is_one_short_line_however_deep_the_file_is()
    {
        var why = Should.Throw<XlsxException>(() => SchoolWorkbook.Unpack(Book(new() { ["xl/worksheets/sheet1.xml"] = string.Concat(Enumerable.Repeat("<a>", 5000)) }), _ => new MemoryStream()));
        why.Message.Length.ShouldBeLessThan(250);
        why.IsTooLarge.ShouldBeFalse();
    }

    public static TheoryData<string, string, string> Hostile => new()
    {
        { "xl/worksheets/sheet1.xml", """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&e;</v></c></row></sheetData></worksheet>""", "DTD" },
        { "xl/worksheets/sheet1.xml", """<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>""", "DTD" },
        { "xl/workbook.xml", """<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><workbook/>""", "DTD" },
        { "xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>", "cannot be read" },
        { "xl/worksheets/sheet1.xml", """<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>""", "more than 200 columns" },
        { "xl/worksheets/sheet1.xml", """<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData></worksheet>""", "text that is not there" },
        { "xl/worksheets/sheet1.xml", """<worksheet><sheetData><row r="900000"><c r="A900000"><v>1</v></c></row></sheetData></worksheet>""", "more than 200001 rows" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public void A_hostile_part_is_refused_with_a_word(string part, string content, string word) =>
        Should.Throw<XlsxException>(() => SchoolWorkbook.Unpack(Book(new() { [part] = content }), _ => new MemoryStream())).Message.ShouldContain(word);

    [Fact]
    public void A_cell_without_end_and_a_file_that_is_none_are_refused()
    {
        var endless = Book(new() { ["xl/worksheets/sheet1.xml"] = Sheet($"""<row><c t="inlineStr"><is><t>{new string('x', 200_000)}</t></is></c></row>""") });
        Should.Throw<XlsxException>(() => SchoolWorkbook.Unpack(endless, _ => new MemoryStream())).Message.ShouldContain("more text than a cell can hold");
        foreach (var bytes in new[] { [], "PK\u0003\u0004 søppel"u8.ToArray(), new byte[100_000] })
            Should.Throw<XlsxException>(() => new XlsxReader(new MemoryStream(bytes)));
    }

    [Fact]
    public async Task A_sheet_becomes_the_file_of_its_name_line_by_line()
    {
        var files = new Dictionary<string, MemoryStream>();
        var ignored = SchoolWorkbook.Unpack(Book(new() { ["xl/worksheets/sheet1.xml"] = Sheet("""<row r="1"><c t="str"><v>id</v></c><c t="str"><v>givenName</v></c></row><row r="3"><c t="str"><v>p1</v></c><c t="str"><v>Kari; "Kaja"</v></c></row><row r="4"><c t="str"><v>p2</v></c></row>""") }), name => files[name] = new MemoryStream());
        ignored.ShouldBeEmpty();
        Encoding.UTF8.GetString(files.ShouldHaveSingleItem().Value.ToArray()).ShouldBe("id;givenName\r\n\r\np1;\"Kari; \"\"Kaja\"\"\"\r\np2;\r\n");
        files.Keys.ShouldBe(["pupils.csv"]);
        SchoolWorkbook.Unpack(await WriteAsync(["x"]), _ => new MemoryStream()).ShouldBe(["liste"]);
    }

    private static async Task<MemoryStream> WriteAsync(string[] header, params XlsxCell[][] rows)
    {
        var stream = new MemoryStream();
        await XlsxWriter.WriteAsync(stream, "liste", header, rows.ToAsyncEnumerable().Select(r => (IReadOnlyList<XlsxCell>)r), CancellationToken.None);
        stream.Position = 0;
        return stream;
    }

    private static string Sheet(string rows) => $"""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>""";

    private static MemoryStream Book(Dictionary<string, string> parts)
    {
        parts.TryAdd("xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>""");
        parts.TryAdd("xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="pupils" sheetId="1" r:id="r1"/></sheets></workbook>""");
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

    private static MemoryStream Bomb()
    {
        var stream = Book([]);
        stream.Position = 0;
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            var row = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 1000)));
            entry.Write("<worksheet><sheetData>"u8);
            for (var i = 0; i < 3_000; i++) entry.Write(row);
        }
        stream.Position = 0;
        return stream;
    }

    private static string Part(MemoryStream book, string name)
    {
        book.Position = 0;
        using var zip = new ZipArchive(book, ZipArchiveMode.Read, leaveOpen: true);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
