using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Public;

/// <summary>What anybody sees of the school without signing in.</summary>
public abstract class FindTests(TestServer server) : OnDatabase(server)
{
    [Fact]
    public async Task The_front_page_shows_where_there_is_room_and_how_the_rules_decide()
    {
        using var browser = Server.Visit();
        var page = await browser.OpenAsync("/");
        Names(page, ".s-course h3").ShouldBe(["Barnekor, Ila", "Piano, Midtbyen"], ignoreOrder: true);
        var steps = page.QuerySelectorAll(".s-steps li").Select(Text).ToList();
        steps[2].ShouldContain("færrest plasser fra før");
        steps[2].ShouldContain("Ingen får mer enn 2 plasser");
        steps[4].ShouldContain("Svar innen 7 dager");
    }

    [Fact]
    public async Task Drafts_are_nowhere_to_be_seen()
    {
        using var browser = Server.Visit();
        Names(await browser.OpenAsync("/tilbud"), "tbody th a").ShouldBe(["Barnekor, Ila", "Gitar, Midtbyen", "Piano, Midtbyen"]);
        (await browser.GetAsync("/tilbud/sirkus-lade")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Http.GetStringAsync("api/v1/courses")).ShouldNotContain("sirkus");
    }

    [Theory]
    [InlineData("alder=6", "Barnekor, Ila")]
    [InlineData("alder=7", "Barnekor, Ila|Gitar, Midtbyen|Piano, Midtbyen")]
    [InlineData("alder=10&ledig=1", "Piano, Midtbyen")]
    [InlineData("lyst=GITAR", "Gitar, Midtbyen")]
    [InlineData("lyst=midtbyen+piano", "Piano, Midtbyen")]
    [InlineData("form=group", "Barnekor, Ila")]
    [InlineData("sted=ila", "Barnekor, Ila")]
    [InlineData("naer=ila", "Barnekor, Ila|Gitar, Midtbyen|Piano, Midtbyen")]
    [InlineData("naer=ila&sorter=-avstand", "Gitar, Midtbyen|Piano, Midtbyen|Barnekor, Ila")]
    [InlineData("sorter=-navn", "Piano, Midtbyen|Gitar, Midtbyen|Barnekor, Ila")]
    [InlineData("alder=x&dag=x&fag=7&form=%00&naer=nope&sorter=drop&side=-1", "Barnekor, Ila|Gitar, Midtbyen|Piano, Midtbyen")]
    public async Task One_finds_by_what_stands_in_the_address(string query, string found)
    {
        using var browser = Server.Visit();
        Names(await browser.OpenAsync($"/tilbud?{query}"), "tbody th a").ShouldBe(found.Split('|'));
    }

    [Fact]
    public async Task A_filter_in_force_is_a_chip_that_drops_it_and_nothing_else()
    {
        using var browser = Server.Visit();
        var page = await browser.OpenAsync("/tilbud?alder=7&form=group");
        page.QuerySelectorAll<IHtmlAnchorElement>(".ds-chip").Select(a => a.GetAttribute("href")).ShouldBe(["?form=group", "?alder=7"], ignoreOrder: true);
    }

    [Fact]
    public async Task Finding_nothing_says_why_and_what_to_do()
    {
        using var browser = Server.Visit();
        var page = await browser.OpenAsync("/tilbud?dag=sun&lyst=%F0%9F%8E%BB+%D9%85%D9%88%D8%B3");
        Text(page.QuerySelector(".s-empty")!).ShouldContain("3 tilbud");
        page.QuerySelector(".s-empty a")!.GetAttribute("href").ShouldBe("/trondheim/tilbud");
    }

    [Fact]
    public async Task What_one_types_is_shown_as_text()
    {
        using var browser = Server.Visit();
        var page = await browser.OpenAsync("/tilbud?lyst=%3Cscript%3Ealert(1)%3C/script%3E");
        page.QuerySelectorAll("main script").ShouldBeEmpty();
        page.QuerySelector<IHtmlInputElement>("#lyst")!.Value.ShouldBe("<script>alert(1)</script>");
    }

    [Fact]
    public async Task Map_and_table_beside_it_show_the_same_places()
    {
        using var browser = Server.Visit();
        var page = await browser.OpenAsync("/tilbud?vis=kart&naer=lade");
        page.QuerySelectorAll("svg.s-map .m-site").Length.ShouldBe(2);
        page.QuerySelectorAll("svg.s-map .m-home").Length.ShouldBe(1);
        Names(page, "tbody th a").ShouldBe(["Kulturskolesenter Midtbyen", "Ila skole"]);
        Text(page.QuerySelector("tbody tr td:last-child")!).ShouldBe("2,3 km");
    }

    [Fact]
    public async Task A_full_course_says_so_first_and_does_not_pretend_to_know_how_long_it_takes()
    {
        using var browser = Server.Visit();
        var page = await browser.OpenAsync("/tilbud/gitar-midtbyen?naer=ila");
        var room = Text(page.QuerySelector("section[aria-labelledby=plass]")!);
        room.ShouldContain("Færre ledige enn de som venter: én ledig plass, 2 i køen.");
        room.ShouldContain("Vi kan ikke si hvor lenge");
        page.QuerySelectorAll("a.ds-button").Select(a => a.GetAttribute("href")).ShouldContain("/trondheim/sok?tilbud=gitar-midtbyen");
        Text(page.QuerySelector("section[aria-labelledby=steder] tbody tr")!).ShouldContain("1,8 km");
    }

    [Theory]
    [InlineData("nb", "Er det plass?")]
    [InlineData("nn", "Er det plass?")]
    [InlineData("en", "Is there room?")]
    public async Task Every_public_page_speaks_the_readers_language(string language, string heading)
    {
        using var browser = Server.Visit();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        foreach (var path in new[] { "/", "/tilbud", "/tilbud?vis=kart", "/tilbud?lyst=nope" }) (await browser.OpenAsync(path)).DocumentElement.GetAttribute("lang").ShouldBe(language);
        Text((await browser.OpenAsync("/tilbud/piano-midtbyen")).QuerySelector("#plass")!).ShouldBe(heading);
    }

    [Fact]
    public async Task A_school_without_courses_says_so()
    {
        using var browser = Server.Visit("klabu");
        Text((await browser.OpenAsync("/")).QuerySelector(".s-empty")!).ShouldContain("Ingen tilbud ennå");
        Text((await browser.OpenAsync("/tilbud")).QuerySelector(".s-empty")!).ShouldContain("Ingen tilbud ennå");
    }

    [Fact]
    public async Task Other_programs_read_the_courses_page_by_page()
    {
        using var browser = Server.Visit();
        var first = await browser.Http.GetFromJsonAsync<JsonElement>("api/v1/courses?take=2");
        first.GetProperty("total").GetInt32().ShouldBe(3);
        first.GetProperty("next").GetString().ShouldBe("gitar-midtbyen");
        var rest = await browser.Http.GetFromJsonAsync<JsonElement>("api/v1/courses?take=2&after=gitar-midtbyen");
        rest.GetProperty("next").ValueKind.ShouldBe(JsonValueKind.Null);
        var piano = rest.GetProperty("items")[0];
        piano.GetProperty("id").GetString().ShouldBe("piano-midtbyen");
        piano.GetProperty("feePerTerm").GetDecimal().ShouldBe(1470);
        piano.GetProperty("free").GetInt32().ShouldBe(9);
        piano.GetProperty("sites")[0].GetProperty("id").GetString().ShouldBe("midtbyen");
    }

    [Theory]
    [InlineData("age=seven")]
    [InlineData("age=-1")]
    [InlineData("take=100000")]
    [InlineData("discipline=0")]
    public async Task Other_programs_are_told_what_they_asked_wrong(string query)
    {
        using var browser = Server.Visit();
        var answer = await browser.GetAsync($"/api/v1/courses?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Single().Name.ShouldBe(query.Split('=')[0]);
    }

    private static List<string> Names(IParentNode page, string selector) => [.. page.QuerySelectorAll(selector).Select(Text)];

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task Only_those_who_can_apply_are_asked_to()
    {
        using var nobody = Server.Visit();
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var trine = await Server.SignInAsync(Server.World.Trine);
        foreach (var (browser, links) in new[] { (nobody, 2), (kari, 2), (trine, 0) })
            (await browser.OpenAsync("/tilbud/piano-midtbyen")).QuerySelectorAll("a[href*='/sok?tilbud=']").Length.ShouldBe(links);
    }
}

public sealed class FindTestsOnSqlite(OnSqlite server) : FindTests(server), IClassFixture<OnSqlite>;

public sealed class FindTestsOnPostgres(OnPostgres server) : FindTests(server), IClassFixture<OnPostgres>;
