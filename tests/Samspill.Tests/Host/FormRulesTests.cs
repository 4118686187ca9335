using System.Net;
using Samspill.Domain.People;

namespace Samspill.Tests.Host;

/// <summary>What is posted past the forms.</summary>
public sealed class FormRulesTests(OnSqlite server) : OnDatabase(server), IClassFixture<OnSqlite>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/tilbud")]
    [InlineData("/kontor")]
    [InlineData("/kontor?handler=")]
    [InlineData("/tilbud-om-plass?handler=Tull")]
    [InlineData("/brukere")]
    [InlineData("/personvern")]
    public async Task What_no_handler_answers_is_refused_instead_of_shown_half_filled(string address)
    {
        using var marit = await Server.SignInAsync(Server.World.Marit);
        using var answer = await PostAsync(marit, address, []);
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await Browser.ReadAsync(answer)).QuerySelector("h1").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("tull")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_grade_of_protection_that_cannot_be_read_lifts_none(string? grade)
    {
        using var vera = await Server.SignInAsync(Server.World.Vera);
        using var answer = await PostAsync(vera, $"/personer/{Server.World.Skjult.Value}?handler=Protect", grade is null ? [] : [new("grade", grade)]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await using var db = Server.Database();
        (await db.People.SingleAsync(p => p.Id == Server.World.Skjult)).Protection.ShouldBe(Protection.StrictlyConfidential);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("PROPFIND")]
    public async Task Whatever_the_method_the_refusal_is_told_in_words_with_its_own_status(string method)
    {
        using var nobody = Server.Visit();
        using var answer = await nobody.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), "finnes-ikke"));
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed); // an unpublished program answers any method on any path
        (await Browser.ReadAsync(answer)).Body!.TextContent.ShouldContain($"{(int)answer.StatusCode}");
    }

    [Fact]
    public async Task A_list_with_nothing_in_it_is_refused()
    {
        using var kari = await Server.SignInAsync(Server.World.Kari);
        using var answer = await PostAsync(kari, "/sok/barn", [new("Children.index", "a")]);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("iso-8859-1", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("UTF-8", HttpStatusCode.BadRequest)] // for want of the token
    public async Task What_is_sent_is_UTF_8(string charset, HttpStatusCode answered)
    {
        using var nobody = Server.Visit();
        var body = new ByteArrayContent("Email=a"u8.ToArray());
        body.Headers.TryAddWithoutValidation("Content-Type", $"application/x-www-form-urlencoded; charset={charset}");
        using var answer = await nobody.Http.PostAsync("logg-inn?handler=Code", body);
        answer.StatusCode.ShouldBe(answered);
        (await Browser.ReadAsync(answer)).QuerySelector("h1").ShouldNotBeNull();
    }

    private static async Task<HttpResponseMessage> PostAsync(Browser browser, string address, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var token = (await browser.OpenAsync("/profil")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.Http.PostAsync(address.TrimStart('/'), new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", token)]));
    }
}
