using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Samspill.Tests.Cast;
using Samspill.Tests.Host;

namespace Samspill.Tests.Gateways.OpenId;

/// <summary>A word of logout that must not be believed.</summary>
public sealed record LogoutMischief(string Name, string Reason, Func<SmallProvider, string, string> Token);

/// <summary>Every way in which somebody tries to put others out.</summary>
public static class LogoutMischiefs
{
    private static readonly RSA Stranger = RSA.Create(2048);

    public static IReadOnlyList<LogoutMischief> All { get; } =
    [
        Claim("with a nonce", "provider.logout-nonce", c => c["nonce"] = "n"),
        Claim("without an event", "provider.logout-event", c => c.Remove("events")),
        Claim("with another event", "provider.logout-event", c => c["events"] = new Dictionary<string, object> { ["http://example.org/login"] = new { } }),
        Claim("with the event as a word", "provider.logout-event", c => c["events"] = "http://schemas.openid.net/event/backchannel-logout"),
        Claim("with an event that is nothing", "provider.logout-event", c => c["events"] = new Dictionary<string, object?> { ["http://schemas.openid.net/event/backchannel-logout"] = null }),
        Claim("for another client", "provider.audience", c => c["aud"] = "another"),
        Claim("of another issuer", "provider.issuer", c => c["iss"] = "https://evil.example"),
        Claim("without an id", "provider.logout-id", c => c.Remove("jti")),
        Claim("about nobody", "provider.logout-nobody", c => c.Remove("sid")),
        Claim("about a session of 256 letters", "provider.session", c => c["sid"] = new string('s', 256)),
        Claim("about a subject that is a number", "provider.subject", c => c["sub"] = 7),
        Claim("without a moment", "provider.issued-missing", c => c.Remove("iat")),
        Claim("of yesterday", "provider.issued-long-ago", c => c["iat"] = (long)c["iat"]! - 86400),
        Claim("of tomorrow", "provider.issued-later", c => c["iat"] = (long)c["iat"]! + 86400),
        Claim("expired", "provider.expired", c => c["exp"] = (long)c["exp"]! - 3600),
        new("signed by a stranger", "provider.signature", (p, sid) => SmallProvider.Sign(Header(p), JsonSerializer.Serialize(p.LogoutClaims(sid, null)), Stranger)),
        new("unsigned", "provider.token-form", (p, sid) => $"{SmallProvider.Encode("""{"alg":"none"}""")}.{SmallProvider.Encode(JsonSerializer.Serialize(p.LogoutClaims(sid, null)))}."),
        new("under an unknown key", "provider.key-unknown", (p, sid) => SmallProvider.Sign(new Dictionary<string, object?>(Header(p)) { ["kid"] = "k77" }, JsonSerializer.Serialize(p.LogoutClaims(sid, null)), p.Key)),
        new("called an access token", "provider.token-type", (p, sid) => p.Sign(p.LogoutClaims(sid, null), "at+jwt")),
        new("which is the id token", "provider.logout-nonce", (p, _) => p.LastIdToken!),
        new("which is no token", "provider.token-form", (_, _) => "hello"),
        new("which is huge", "provider.token-huge", (_, _) => new string('a', 20_000)),
    ];

    private static Dictionary<string, object?> Header(SmallProvider provider) => new() { ["alg"] = "RS256", ["kid"] = provider.KeyId, ["typ"] = "logout+jwt" };

    private static LogoutMischief Claim(string name, string reason, Action<Dictionary<string, object?>> change) => new(name, reason, (p, sid) =>
    {
        var claims = p.LogoutClaims(sid, null);
        change(claims);
        return p.Sign(claims, "logout+jwt");
    });
}

/// <summary>A session ends when the provider says so, at once, and only then.</summary>
public abstract class LogoutTests(TestServer server) : OnDatabase(server)
{
    public static TheoryData<string> Names => [.. LogoutMischiefs.All.Select(m => m.Name)];

    private Neighbours Neighbours => ((IHasNeighbours)Server).Neighbours;
    private SmallProvider IdPorten => Neighbours.IdPorten;

    [Theory, MemberData(nameof(Names))]
    public async Task Nobody_is_put_out_by_a_token(string name)
    {
        var mischief = LogoutMischiefs.All.Single(m => m.Name == name);
        using var kari = await KariAsync();
        Neighbours.Log.Take();

        using var answer = await SendAsync(mischief.Token(IdPorten, IdPorten.LastSession));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe($$"""{"error":"invalid_request","error_description":"{{mischief.Reason}}"}""");
        Neighbours.Log.Take().Where(l => l.Contains("Logout refused", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain(mischief.Reason);
        (await StatusAsync(kari)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_names_the_session_ends_it_at_once_and_no_other()
    {
        using var here = await KariAsync();
        var sid = IdPorten.LastSession;
        using var elsewhere = await KariAsync();

        using var answer = await SendAsync(IdPorten.Sign(IdPorten.LogoutClaims(sid, null), "logout+jwt"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await StatusAsync(here)).ShouldBe(HttpStatusCode.Redirect);
        (await StatusAsync(elsewhere)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_that_names_the_person_ends_all_sessions_begun_before_it()
    {
        using var one = await KariAsync();
        using var two = await KariAsync();
        var token = IdPorten.Sign(IdPorten.LogoutClaims(null, "kari-out"), "logout+jwt");
        (await SendAsync(token)).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await StatusAsync(one)).ShouldBe(HttpStatusCode.Redirect);
        (await StatusAsync(two)).ShouldBe(HttpStatusCode.Redirect);

        Server.Clock.Advance(TimeSpan.FromMinutes(2));
        using var later = await KariAsync();
        using var again = await SendAsync(token);
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("provider.logout-again");
        (await StatusAsync(later)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_same_token_from_eight_at_once_is_taken_once()
    {
        using var kari = await KariAsync();
        var token = IdPorten.Sign(IdPorten.LogoutClaims(IdPorten.LastSession, null), "logout+jwt");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(token)));
        answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        (await StatusAsync(kari)).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_form_that_is_no_form_is_refused()
    {
        using var http = new HttpClient();
        foreach (var content in new HttpContent[] { new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), new FormUrlEncodedContent([]), new FormUrlEncodedContent([new("logout_token", "a"), new("logout_token", "b")]), new StringContent(new string('x', 70_000), null, "application/x-www-form-urlencoded") })
            (await http.PostAsync(BackChannel, content, TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_frame_ends_the_session_it_names_and_only_the_provider_may_show_it()
    {
        using var kari = await KariAsync();
        using var http = new HttpClient();
        var address = new Uri(Server.Address, "/innlogging/idporten/utlogget");
        foreach (var wrong in new[] { "", $"?sid={IdPorten.LastSession}", $"?iss=https%3A%2F%2Fevil.example&sid={IdPorten.LastSession}", $"?iss={Uri.EscapeDataString(IdPorten.Issuer)}" })
            (await http.GetAsync(new Uri(address, wrong), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
        (await http.GetAsync(new Uri(address, $"?iss={Uri.EscapeDataString(IdPorten.Issuer)}&sid=unknown"), TestContext.Current.CancellationToken)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(kari)).ShouldBe(HttpStatusCode.OK);

        using var answer = await http.GetAsync(new Uri(address, $"?iss={Uri.EscapeDataString(IdPorten.Issuer)}&sid={IdPorten.LastSession}"), TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldContain($"frame-ancestors {IdPorten.Issuer}");
        (await StatusAsync(kari)).ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Signing_out_here_ends_a_copy_of_the_ticket_and_goes_on_to_the_provider()
    {
        using var kari = await KariAsync();
        using var copy = new Traveller(Server.Address, World.School);
        foreach (var (key, value) in kari.Cookies) copy.Cookies[key] = value;

        using var answer = await kari.PostAsync("/logg-ut", "");

        answer.Headers.Location!.ToString().ShouldEndWith("/logg-inn/videre");
        var onward = await kari.OpenAsync("/logg-inn/videre");
        var refresh = onward.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content")!;
        refresh.ShouldStartWith($"0;url={IdPorten.Issuer}/logout?client_id={SmallProvider.Client}&post_logout_redirect_uri=");
        refresh.ShouldNotContain("id_token_hint");
        (await StatusAsync(copy)).ShouldBe(HttpStatusCode.Redirect);
    }

    private Uri BackChannel => new(Server.Address, "/innlogging/idporten/utlogging");

    private async Task<Traveller> KariAsync()
    {
        IdPorten.Who = new Citizen("kari-out", Neighbours.KarisNumber);
        var kari = new Traveller(Server.Address, World.School);
        using var answer = await kari.SignInAsync("idporten");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StatusAsync(kari)).ShouldBe(HttpStatusCode.OK);
        return kari;
    }

    private static async Task<HttpStatusCode> StatusAsync(Traveller traveller)
    {
        using var answer = await traveller.GetAsync("/min-side");
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string token)
    {
        using var http = new HttpClient();
        return await http.PostAsync(BackChannel, new FormUrlEncodedContent([new("logout_token", token)]));
    }
}

public sealed class LogoutTestsOnSqlite(SqliteWithProviders server) : LogoutTests(server), IClassFixture<SqliteWithProviders>;

public sealed class LogoutTestsOnPostgres(PostgresWithProviders server) : LogoutTests(server), IClassFixture<PostgresWithProviders>;
