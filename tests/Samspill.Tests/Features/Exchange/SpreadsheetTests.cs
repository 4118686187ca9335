using System.Net;
using System.Net.Http.Headers;
using AngleSharp.Html.Dom;
using Samspill.Formats.Xlsx;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Exchange;

/// <summary>Lists go out as spreadsheets with the filter they are shown with; a school folder comes in as one.</summary>
public abstract class SpreadsheetTests(TestServer server) : OnDatabase(server)
{
    [Theory]
    [InlineData("/personer?q=aune", 4)]
    [InlineData("/katalog?q=gitar", 2)]
    [InlineData("/steder?slag=primary", 3)]
    [InlineData("/ko/gitar-midtbyen", 3)]
    [InlineData("/tilbud-om-plass", 1)]
    [InlineData("/meldingslogg?q=finnesikke", 1)]
    [InlineData("/klager?status=open", 1)]
    [InlineData("/utsendelser", 1)]
    [InlineData("/brev", 1)]
    [InlineData("/opptak", 2)]
    [InlineData("/brukere", 10)]
    [InlineData("/revisjon?handling=finnesikke", 1)]
    public async Task A_list_is_taken_out_as_it_is_shown_and_that_it_was_is_noted(string address, int rows)
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        using var answer = await marit.GetAsync(address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "handler=Xlsx");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldEndWith("-2026-06-05.xlsx");
        using var book = new XlsxReader(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        var read = book.Rows(book.Sheets.Single()).ToList();
        read.Count.ShouldBe(rows, string.Join('\n', read.Select(r => string.Join(" | ", r.Cells))));
        read.SelectMany(r => r.Cells).ShouldNotContain("Skjult Barn");
        await using var db = Server.Database();
        (await db.AuditEntries.AnyAsync(e => e.Action == "exported" && e.Account == Server.World.Marit.Account && e.Detail == "xlsx")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_page_has_the_link_for_those_who_may_take_lists_out()
    {
        using var per = await Server.SignInAsync(Server.World.Per);
        (await per.OpenAsync("/personer?q=aune")).QuerySelectorAll("main a[download]").OfType<IHtmlAnchorElement>().ShouldHaveSingleItem().GetAttribute("href").ShouldBe("?q=aune&handler=Xlsx");
        using var eva = await Server.SignInAsync(Server.World.Eva);
        (await eva.OpenAsync("/ko/gitar-midtbyen")).QuerySelectorAll("main a[download]").ShouldBeEmpty();
        (await eva.GetAsync("/ko/gitar-midtbyen?handler=Xlsx")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await eva.GetAsync("/tilbud-om-plass?handler=Xlsx")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await eva.GetAsync("/opptak?handler=Xlsx")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_school_comes_in_as_one_spreadsheet_as_it_does_as_nine_files()
    {
        using var per = await Server.SignInAsync(Server.World.Rune);
        var page = await Browser.ReadAsync(await UploadAsync(per, new SmallSchool().AsWorkbook()));
        page.QuerySelectorAll("main > div > section > ul li").Select(fault => fault.TextContent).ShouldBeEmpty();
        page.QuerySelectorAll("table tbody tr").Select(row => row.QuerySelector("th")!.TextContent + " " + row.QuerySelectorAll("td")[0].TextContent).ShouldContain("pupils.csv 3");
        var digest = page.QuerySelectorAll("input[name=digest]").OfType<IHtmlInputElement>().Single().Value;
        using var done = await per.SubmitAsync(page, "/import", [new("digest", digest)], "import");
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await using var db = Server.Database(World.OtherSchool);
        (await db.People.SingleAsync(p => p.GivenName == "Máret")).Address.ShouldBe("Gata 1\r\nH0101");
        (await db.Applications.CountAsync(a => a.Flags == "sibling early")).ShouldBe(1);
    }

    [Fact]
    public async Task A_bomb_an_outside_reference_and_rubbish_are_refused_in_words()
    {
        using var per = await Server.SignInAsync(Server.World.Rune);
        var bomb = Workbook.Zip([("xl/workbook.xml", """<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="pupils" r:id="r1"/></sheets></workbook>"""),
            ("xl/_rels/workbook.xml.rels", """<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>"""),
            ("xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{new string(' ', 70 * 1024 * 1024)}</sheetData></worksheet>")]);
        (await WordAsync(per, bomb)).ShouldContain("for stort");
        var outside = Workbook.Zip([("xl/_rels/workbook.xml.rels", """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><Relationships>&e;</Relationships>""")]);
        (await WordAsync(per, outside)).ShouldContain("kan ikke leses");
        (await WordAsync(per, new MemoryStream("ikke noe regneark"u8.ToArray()))).ShouldContain("Regnearket kan ikke leses.");
        foreach (var start in new[] { "PK", "PK\u0003\u0004", "PK\u0003\u0004garbage that goes on for a while" })
            (await WordAsync(per, new MemoryStream(System.Text.Encoding.ASCII.GetBytes(start)), "skolen.zip")).ShouldContain("zip");
    }

    private static async Task<string> WordAsync(Browser browser, MemoryStream file, string name = "skolen.xlsx")
    {
        using var answer = await UploadAsync(browser, file, name);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        return (await Browser.ReadAsync(answer)).QuerySelector(".ds-validation-message")!.TextContent;
    }

    private static async Task<HttpResponseMessage> UploadAsync(Browser browser, MemoryStream file, string name = "skolen.xlsx")
    {
        var page = await browser.OpenAsync("/import");
        var token = page.QuerySelectorAll("input[name=__RequestVerificationToken]").OfType<IHtmlInputElement>().First().Value;
        using var content = new ByteArrayContent(file.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        using var form = new MultipartFormDataContent { { content, "Files", name }, { new StringContent(token), "__RequestVerificationToken" } };
        return await browser.Http.PostAsync("import?handler=Try", form);
    }
}

public sealed class SpreadsheetsOnSqlite(OnSqlite server) : SpreadsheetTests(server), IClassFixture<OnSqlite>;

public sealed class SpreadsheetsOnPostgres(OnPostgres server) : SpreadsheetTests(server), IClassFixture<OnPostgres>;
