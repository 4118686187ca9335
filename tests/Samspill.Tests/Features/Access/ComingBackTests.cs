using System.Net;
using Samspill.Host;
using Samspill.Tests.Host;

namespace Samspill.Tests.Features.Access;

/// <summary>Where one is led after signing in, and what was being sent when the session ended.</summary>
public abstract class ComingBackTests(TestServer server) : ByCode(server)
{
    [Fact]
    public async Task A_form_sent_after_the_session_is_gone_comes_back_after_signing_in()
    {
        using var browser = Server.Visit();
        var email = await KnownAsync();
        var page = await browser.OpenAsync("/logg-inn");
        using var request = Sent(Server, page, origin: Server.Address.GetLeftPart(UriPartial.Authority));
        using var refused = await browser.Http.SendAsync(request);
        var signIn = refused.Headers.Location!.ToString();
        signIn.ShouldContain("fortsett");
        await AskAsync(browser, email, til: WebUtility.UrlDecode(signIn[(signIn.IndexOf("til=", StringComparison.Ordinal) + 4)..]));
        var back = await TypeAsync(browser, await CodeAsync(email));
        var kept = await browser.OpenAsync(back!["/trondheim".Length..]);
        kept.QuerySelector("input[name=GivenName]")!.GetAttribute("value").ShouldBe("Kari Ænna");
        kept.QuerySelector("input[name=NewPassword]").ShouldBeNull();
    }

    [Fact]
    public async Task A_form_sent_from_another_site_is_not_kept()
    {
        using var browser = Server.Visit();
        using var request = Sent(Server, await browser.OpenAsync("/logg-inn"), origin: "https://evil.example");
        using var refused = await browser.Http.SendAsync(request);
        refused.Headers.Location!.ToString().ShouldNotContain("fortsett");
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/a\r\nSet-Cookie: x=1")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    [InlineData("")]
    public async Task One_is_led_back_only_to_addresses_here(string til)
    {
        LocalPath.OrNull(til).ShouldBeNull();
        using var browser = Server.Visit();
        var email = await KnownAsync();
        await AskAsync(browser, email, til);
        (await TypeAsync(browser, await CodeAsync(email))).ShouldBe("/trondheim/min-side");
    }

    private static HttpRequestMessage Sent(TestServer server, AngleSharp.Html.Dom.IHtmlDocument page, string origin)
    {
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/trondheim/profil?handler=Contact"))
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("GivenName", "Kari Ænna"), new("NewPassword", "hemmelig nok til dette")]),
        };
        request.Headers.Add("Origin", origin);
        return request;
    }
}

public sealed class ComingBackTestsOnSqlite(OnSqlite server) : ComingBackTests(server), IClassFixture<OnSqlite>;

public sealed class ComingBackTestsOnPostgres(OnPostgres server) : ComingBackTests(server), IClassFixture<OnPostgres>;
