using System.Text;
using Samspill.Formats.Gsi;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.Gsi;

public sealed class GsiDocumentTests
{
    private static readonly GsiDocument Report = new("GSI23", new(2026, 10, 1),
    [
        new("A1", [KeyValuePair.Create("boys", 1L), KeyValuePair.Create("girls", 2L), KeyValuePair.Create("pupils", 3L), KeyValuePair.Create("waiting", 4L)], Remark: "Nytt tilbud på Ranheim"),
        new("A13", [KeyValuePair.Create("pupils", 3L), KeyValuePair.Create("schoolAge", 2L)], [new("5028", 3, 2)]),
    ]);

    private const string Json = """{"form":"GSI23","date":"2026-10-01","lines":[{"line":"A1","values":{"boys":1,"girls":2,"pupils":3,"waiting":4},"remark":"Nytt tilbud på Ranheim"},{"line":"A13","rows":[{"municipality":"5028","pupils":3,"schoolAge":2}],"values":{"pupils":3,"schoolAge":2}}]}""";

    [Fact]
    public void The_report_is_written_as_the_form_has_it_and_read_again()
    {
        Report.ToJson().ShouldBe(Json);
        GsiDocument.Read(Json).ToJson().ShouldBe(Json);
    }

    [Fact]
    public void The_table_has_a_row_a_line_and_one_for_each_municipality()
    {
        using var file = new MemoryStream();
        GsiTable.WriteCsv(file, Report, line => line == "A1" ? "=Under" : "Fra andre kommuner");
        Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF').ShouldBe(
            "line;text;municipality;boys;girls;pupils;schoolAge;places;waiting;hours;percent;refunded;remark\r\n" +
            "A1;'=Under;;1;2;3;;;4;;;;Nytt tilbud på Ranheim\r\nA13;Fra andre kommuner;5028;;;3;2;;;;;;\r\nA13;Fra andre kommuner;;;;3;2;;;;;;\r\n");
    }

    [Fact]
    public async Task The_spreadsheet_holds_numbers()
    {
        using var file = new MemoryStream();
        await GsiTable.WriteXlsxAsync(file, Report, line => line, CancellationToken.None);
        file.Length.ShouldBeGreaterThan(1000);
        using var zip = new System.IO.Compression.ZipArchive(file);
        using var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        (await sheet.ReadToEndAsync()).ShouldContain("<v>3</v>");
    }
}
