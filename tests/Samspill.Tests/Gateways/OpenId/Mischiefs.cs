using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Samspill.Tests.Cast;

namespace Samspill.Tests.Gateways.OpenId;

/// <summary>Every way a provider, a browser or somebody between them misbehaves, by name.</summary>
/// <remarks>One long table on purpose: it is read as a list, and each line is a test on both databases.</remarks>
public static class Mischiefs
{
    private static readonly RSA Stranger = RSA.Create(2048);
    private static readonly RSA Weak = RSA.Create(1024);

    public static IReadOnlyList<Mischief> All { get; } =
    [
        // Who made it, and for whom
        Claim("another issuer", "provider.issuer", "iss", "https://evil.example"),
        With("the issuer with a slash at the end", "provider.issuer", p => Claims(c => c["iss"] = p.Issuer + "/")),
        With("the issuer in capitals", "provider.issuer", p => Claims(c => c["iss"] = p.Issuer.ToUpperInvariant())),
        With("no issuer", "provider.issuer", _ => Claims(c => c.Remove("iss"))),
        Claim("made for another client", "provider.audience", "aud", "another-client"),
        Claim("made for others, in a list", "provider.audience", "aud", new[] { "one", "two" }),
        Claim("made for us and another, without saying who asked", "provider.authorized-party", "aud", new[] { SmallProvider.Client, "another" }),
        Claim("asked for by another client", "provider.authorized-party", "azp", "another-client"),
        Claim("asked for by a number", "provider.authorized-party", "azp", 7),
        With("made for nobody", "provider.audience", _ => Claims(c => c.Remove("aud"))),
        Claim("made for a number", "provider.audience", "aud", 7),

        // Signature
        Token("unsigned", "provider.token-form", (_, h, c) => $"{SmallProvider.Encode("""{"alg":"none"}""")}.{SmallProvider.Encode(Json(c))}."),
        Header("alg none with a signature", "provider.algorithm", "alg", "none"),
        Header("alg NONE", "provider.algorithm", "alg", "NONE"),
        Token("HS256 with the public key", "provider.algorithm", (p, h, c) => Hmac(p.Key.ExportSubjectPublicKeyInfoPem(), p, c)),
        Token("HS256 with the client's secret", "provider.algorithm", (p, h, c) => Hmac(SmallProvider.Secret, p, c)),
        Header("RS384", "provider.algorithm", "alg", "RS384"),
        Header("ES256 with an RSA key", "provider.algorithm", "alg", "ES256"),
        Header("the algorithm as a number", "provider.algorithm", "alg", 256),
        Header("a key that is not published", "provider.key-unknown", "kid", "k99"),
        With("a key without a name", "provider.key-unnamed", _ => new Wrong { Header = h => h.Remove("kid") }),
        Token("a stranger's key under the known name", "provider.signature", (p, h, c) => SmallProvider.Sign(h, Json(c), Stranger)),
        Token("a stranger's key in the header", "provider.signature", (p, h, c) => SmallProvider.Sign(new Dictionary<string, object?>(h) { ["jwk"] = new { kty = "RSA" } }, Json(c), Stranger)),
        Token("an address of keys in the header", "provider.key-unknown", (p, h, c) => SmallProvider.Sign(new Dictionary<string, object?>(h) { ["kid"] = "theirs", ["jku"] = "http://127.0.0.1:9/keys" }, Json(c), Stranger)),
        Token("claims changed after signing", "provider.signature", (p, h, c) => Swap(p.Sign(c), Json(new(c) { ["pid"] = Neighbours.HemmeligsNumber }))),
        Token("a signature cut short", "provider.signature", (p, h, c) => p.Sign(c)[..^2]),
        Token("a signature with padding", "provider.token-form", (p, h, c) => p.Sign(c) + "="),
        Token("a blank in the signature", "provider.token-form", (p, h, c) => p.Sign(c).Insert(p.Sign(c).Length - 5, " ")),
        Header("a demand we do not know", "provider.critical", "crit", new[] { "exp" }),
        Token("four parts", "provider.token-form", (p, h, c) => p.Sign(c) + ".more"),
        Token("encrypted, five parts", "provider.token-form", (p, h, c) => "a.b.c.d.e"),
        Token("a huge token", "provider.token-huge", (p, h, c) => p.Sign(new(c) { ["padding"] = new string('x', 20_000) })),
        Token("the subject twice", "provider.token-json", (p, h, c) => SmallProvider.Sign(h, Json(c).Replace("{\"iss\"", "{\"sub\":\"somebody\",\"iss\"", StringComparison.Ordinal), p.Key)),
        Token("the algorithm twice", "provider.token-json", (p, h, c) => SmallProvider.Sign($$"""{"alg":"none","alg":"RS256","kid":"{{p.KeyId}}"}""", Json(c), p.Key)),
        Token("a list of claims", "provider.token-json", (p, h, c) => SmallProvider.Sign(h, "[1]", p.Key)),
        Token("claims with a comment", "provider.token-json", (p, h, c) => SmallProvider.Sign(h, "/* */" + Json(c), p.Key)),
        Token("claims a thousand deep", "provider.token-json", (p, h, c) => SmallProvider.Sign(h, string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000), p.Key)),
        Header("a logout token in its place", "provider.token-type", "typ", "logout+jwt"),
        Header("an access token in its place", "provider.token-type", "typ", "at+jwt"),

        // Time
        With("expired", "provider.expired", p => Claims(c => c["exp"] = p.Now - 60)),
        With("without an end", "provider.expiry-missing", _ => Claims(c => c.Remove("exp"))),
        Claim("an end in words", "provider.expiry-missing", "exp", "tomorrow"),
        Claim("an end past all calendars", "provider.expiry-missing", "exp", 1e300),
        With("not valid yet", "provider.not-yet", p => Claims(c => c["nbf"] = p.Now + 600)),
        With("without a beginning", "provider.issued-missing", _ => Claims(c => c.Remove("iat"))),
        With("an hour old", "provider.issued-long-ago", p => Claims(c => c["iat"] = p.Now - 3600)),
        With("from the future", "provider.issued-later", p => Claims(c => c["iat"] = p.Now + 3600)),

        // What it says
        With("no nonce", "provider.nonce-missing", _ => Claims(c => c.Remove("nonce"))),
        Claim("another nonce", "provider.nonce", "nonce", "something"),
        Claim("a nonce that is a list", "provider.nonce-missing", "nonce", new[] { "a" }),
        new("the token of an earlier sign-in", "provider.nonce")
        {
            Journey = async trip =>
            {
                await trip.HonestlyAsync();
                var old = trip.Neighbours.IdPorten.LastIdToken!;
                trip.Neighbours.IdPorten.Wrong = new Wrong { IdToken = (_, _) => old };
                return await trip.Traveller.SignInAsync("idporten");
            },
        },
        Claim("a weaker sign-in than was asked for", "person.too-weak", "acr", "idporten-loa-low"),
        With("no strength", "person.too-weak", _ => Claims(c => c.Remove("acr"))),
        Claim("a strength nobody knows", "person.too-weak", "acr", "idporten-loa-highest"),
        With("no subject", "provider.subject-missing", _ => Claims(c => c.Remove("sub"))),
        Claim("an empty subject", "provider.subject", "sub", ""),
        Claim("a subject of 256 letters", "provider.subject", "sub", new string('s', 256)),
        Claim("a subject with a line break", "provider.subject", "sub", "a\nb"),
        Claim("a subject outside ASCII", "provider.subject", "sub", "kåre"),
        Claim("a subject that is a number", "provider.subject", "sub", 12),
        Claim("a national id with a wrong digit", "provider.national-id", "pid", "17858000077"),
        Claim("a national id that is a number", "provider.national-id", "pid", 17858000076),
        Claim("half a national id", "provider.national-id", "pid", "178580"),
        Claim("a hash of another access token", "provider.access-token", "at_hash", "AAAA"),
        Claim("a session's name of 256 letters", "provider.session", "sid", new string('s', 256)),

        // The token endpoint
        At("token", "that hangs", "provider.token-slow", Hang),
        At("token", "that drips", "provider.token-slow", Drip),
        At("token", "that redirects", "provider.token-redirect", c => Redirect(c, "http://127.0.0.1:9/")),
        At("token", "with HTML", "provider.token-content-type", c => SmallProvider.SendAsync(c, "<h1>Velkommen</h1>", "text/html")),
        At("token", "with JSON called text", "provider.token-content-type", c => SmallProvider.SendAsync(c, "{}", "text/plain")),
        At("token", "with JSON called a token", "provider.token-content-type", c => SmallProvider.SendAsync(c, "{}", "application/jwt")),
        At("token", "with HTML called JSON", "provider.token-json", c => SmallProvider.SendAsync(c, "<h1>Velkommen</h1>")),
        At("token", "with an empty body", "provider.token-json", c => SmallProvider.SendAsync(c, "")),
        At("token", "with a list", "provider.token-json", c => SmallProvider.SendAsync(c, "[]")),
        At("token", "with two id tokens", "provider.token-json", c => SmallProvider.SendAsync(c, """{"token_type":"Bearer","id_token":"a.b.c","id_token":"d.e.f"}""")),
        At("token", "that fails", "provider.token-status", c => SmallProvider.SendAsync(c, "Exception at line 7", "text/plain", 500)),
        At("token", "that refuses us", "provider.token-refused", c => SmallProvider.SendAsync(c, """{"error":"invalid_client"}""", status: 401)),
        At("token", "that says nothing", "provider.token-status", c => SmallProvider.SendAsync(c, "", status: 202)),
        At("token", "with a megabyte", "provider.token-huge", c => SmallProvider.SendAsync(c, $$"""{"padding":"{{new string('x', 1_000_000)}}"}""")),
        At("token", "that packs its answer", "provider.token-encoding", c => { c.Response.Headers.ContentEncoding = "gzip"; return SmallProvider.SendAsync(c, "{}"); }),
        At("token", "that hangs up", "provider.token-unreachable", c => { c.Abort(); return Task.CompletedTask; }),
        At("token", "that hangs up halfway", "provider.token-broken", Break),
        With("no id token", "provider.token-absent", _ => new Wrong { TokenAnswer = a => a.Remove("id_token") }),
        With("an id token that is no text", "provider.token-absent", _ => new Wrong { TokenAnswer = a => a["id_token"] = 7 }),
        With("a kind of token we do not take", "provider.token-kind", _ => new Wrong { TokenAnswer = a => a["token_type"] = "mac" }),

        // Userinfo, which only Feide is asked for
        At("userinfo", "about somebody else", "provider.userinfo-subject", c => SmallProvider.SendAsync(c, """{"sub":"somebody-else"}""")),
        At("userinfo", "about nobody", "provider.userinfo-subject", c => SmallProvider.SendAsync(c, "{}")),
        At("userinfo", "with HTML", "provider.userinfo-content-type", c => SmallProvider.SendAsync(c, "<p>", "text/html")),
        At("userinfo", "that refuses us", "provider.userinfo-refused", c => SmallProvider.SendAsync(c, "{}", status: 401)),
        At("userinfo", "that hangs", "provider.userinfo-slow", Hang),
        At("userinfo", "that redirects", "provider.userinfo-redirect", c => Redirect(c, "http://127.0.0.1:9/")),
        With("no access token", "provider.access-token", _ => new Wrong { TokenAnswer = a => a.Remove("access_token") }) with { Provider = "feide" },
        With("an access token with a line break", "provider.access-token", _ => new Wrong { TokenAnswer = a => a["access_token"] = "a\r\nX-Evil: 1" }) with { Provider = "feide" },
        With("Feide telling a national id", "person.unknown", _ => Claims(c => c["pid"] = Neighbours.KarisNumber)) with { Provider = "feide", Who = new("feide-1", null) },
        new("Feide telling a guardian's e-mail address", "person.unknown") { Provider = "feide", Who = new("feide-2", null, "kari@example.org") },

        // Discovery and keys
        Discovery("of another issuer", "provider.discovery-issuer", d => d["issuer"] = "https://evil.example"),
        With("discovery of the issuer with a slash at the end", "provider.discovery-issuer", p => new Wrong { Discovery = c => SmallProvider.SendAsync(c, Changed(p, d => d["issuer"] = p.Issuer + "/")) }),
        Discovery("with http elsewhere", "provider.discovery-address", d => d["token_endpoint"] = "http://token.example/token"),
        Discovery("with a script for an address", "provider.discovery-address", d => d["authorization_endpoint"] = "javascript:alert(1)"),
        Discovery("with a file for keys", "provider.discovery-address", d => d["jwks_uri"] = "file:///etc/passwd"),
        Discovery("with a name in the address", "provider.discovery-address", d => d["token_endpoint"] = "https://user@token.example/"),
        Discovery("without a token endpoint", "provider.discovery-address", d => d.Remove("token_endpoint")),
        Discovery("that knows plain PKCE only", "provider.discovery-pkce", d => d["code_challenge_methods_supported"] = new[] { "plain" }),
        At("discovery", "with HTML", "provider.discovery-content-type", c => SmallProvider.SendAsync(c, "<p>", "text/html")),
        At("discovery", "that is gone", "provider.discovery-refused", c => SmallProvider.SendAsync(c, "", status: 404)),
        At("discovery", "that redirects", "provider.discovery-redirect", c => Redirect(c, "http://127.0.0.1:9/")),
        At("discovery", "that hangs", "provider.discovery-slow", Hang),
        At("discovery", "with the issuer twice", "provider.discovery-json", c => SmallProvider.SendAsync(c, """{"issuer":"a","issuer":"b"}""")),
        At("keys", "with HTML", "provider.keys-content-type", c => SmallProvider.SendAsync(c, "<p>", "text/html")),
        At("keys", "that hang", "provider.keys-slow", Hang),
        At("keys", "that are none", "provider.keys-none", c => SmallProvider.SendAsync(c, """{"keys":[]}""")),
        At("keys", "that are no list", "provider.keys-form", c => SmallProvider.SendAsync(c, """{"keys":{}}""")),
        At("keys", "that are words", "provider.keys-form", c => SmallProvider.SendAsync(c, """{"keys":["k1"]}""")),
        At("keys", "by the megabyte", "provider.keys-huge", c => SmallProvider.SendAsync(c, $$"""{"keys":[],"padding":"{{new string('x', 1_000_000)}}"}""")),
        At("keys", "too many", "provider.keys-many", c => SmallProvider.SendAsync(c, $$"""{"keys":[{{string.Join(',', Enumerable.Range(0, 51).Select(i => SmallProvider.PublicKey(Stranger, $"k{i}")))}}]}""")),
        At("keys", "with one name twice", "provider.keys-twice", c => SmallProvider.SendAsync(c, $$"""{"keys":[{{SmallProvider.PublicKey(Stranger, "k1")}},{{SmallProvider.PublicKey(Stranger, "k1")}}]}""")),
        At("keys", "of 1024 bits", "provider.keys-none", c => SmallProvider.SendAsync(c, $$"""{"keys":[{{SmallProvider.PublicKey(Weak, "k1")}}]}""")),
        At("keys", "for encryption only", "provider.keys-none", c => SmallProvider.SendAsync(c, $$"""{"keys":[{{SmallProvider.PublicKey(Stranger, "k1").Replace("\"sig\"", "\"enc\"", StringComparison.Ordinal)}}]}""")),
        At("keys", "with the private half", "provider.keys-secret", c => SmallProvider.SendAsync(c, $$"""{"keys":[{{SmallProvider.PublicKey(Stranger, "k1").TrimEnd('}')}},"d":"AQAB"}]}""")),
        At("keys", "that are symmetric", "provider.keys-secret", c => SmallProvider.SendAsync(c, """{"keys":[{"kty":"oct","kid":"k1","k":"c2VjcmV0"}]}""")),

        // What the browser brings
        new("no state", "answer.state-missing") { Journey = trip => Back(trip, q => q.Remove("state")) },
        new("a state of one's own making", "answer.state") { Journey = trip => Back(trip, q => q["state"] = "CfDJ8abc") },
        new("two states", "answer.twice") { Journey = async trip => await trip.Traveller.BackAsync(new Uri(await trip.Traveller.OutAsync("idporten") + "&state=x")) },
        new("two codes", "answer.twice") { Journey = async trip => await trip.Traveller.BackAsync(new Uri(await trip.Traveller.OutAsync("idporten") + "&code=x")) },
        new("an answer that is posted", "answer.method") { Journey = async trip => await trip.Traveller.BackAsync(await trip.Traveller.OutAsync("idporten"), HttpMethod.Post) },
        new("no code", "answer.code-missing") { Journey = trip => Back(trip, q => q.Remove("code")) },
        new("no name of the issuer, which was promised", "answer.issuer") { Journey = trip => Back(trip, q => q.Remove("iss")) },
        new("the other provider's name (mix-up)", "answer.issuer") { Journey = trip => Back(trip, q => q["iss"] = trip.Neighbours.Feide.Issuer) },
        new("the other provider's answer at this one's address (mix-up)", "answer.state")
        {
            Journey = async trip => await trip.Traveller.BackAsync(new Uri((await trip.Traveller.OutAsync("feide")).ToString().Replace("/svar/feide", "/svar/idporten", StringComparison.Ordinal))),
        },
        new("the person cancelled", "answer.cancelled") { Journey = trip => Back(trip, q => { q.Remove("code"); q["error"] = "access_denied"; }) },
        new("an error with a script in its words", "answer.error") { Journey = trip => Back(trip, q => { q["error"] = "server_error"; q["error_description"] = "<script>alert(1)</script>"; }) },
        new("the answer of another browser", "answer.other-browser")
        {
            Journey = async trip =>
            {
                using var other = trip.Somebody();
                return await trip.Traveller.BackAsync(await other.OutAsync("idporten"));
            },
        },
        new("the same answer again", "answer.other-browser") { Journey = async trip => await trip.Traveller.BackAsync(await trip.HonestlyAsync()) },
        new("the same answer again, with the cookie put back", "provider.token-refused")
        {
            Journey = async trip =>
            {
                var answer = await trip.Traveller.OutAsync("idporten");
                var kept = trip.Traveller.Cookies.ToList();
                using (var other = trip.Somebody())
                {
                    foreach (var (key, value) in kept) other.Cookies[key] = value;
                    using var arrived = await other.BackAsync(answer);
                    ((int)arrived.StatusCode).ShouldBe(302);
                }
                return await trip.Traveller.BackAsync(answer);
            },
        },
        new("an answer after twenty minutes", "answer.late")
        {
            Journey = async trip =>
            {
                var answer = await trip.Traveller.OutAsync("idporten");
                trip.Server.Clock.Advance(TimeSpan.FromMinutes(20));
                return await trip.Traveller.BackAsync(answer);
            },
        },
        new("an answer to a question of another school", "answer.other-browser")
        {
            Journey = async trip => await trip.Traveller.BackAsync(new Uri((await AtOtherSchoolAsync(trip)).ToString().Replace($"/{World.OtherSchool}/", $"/{World.School}/", StringComparison.Ordinal))),
        },
        new("an answer to a question of another school, its cookie moved here", "answer.other-school")
        {
            Journey = async trip =>
            {
                using var there = trip.Somebody(World.OtherSchool);
                var answer = await there.OutAsync("idporten");
                foreach (var (key, value) in there.Cookies) trip.Traveller.Cookies[(key.Name, key.Path.Replace(World.OtherSchool, World.School, StringComparison.Ordinal))] = value;
                return await trip.Traveller.BackAsync(new Uri(answer.ToString().Replace($"/{World.OtherSchool}/", $"/{World.School}/", StringComparison.Ordinal)));
            },
        },

        // Codes
        new("a code that was used before", "provider.token-refused")
        {
            Journey = async trip =>
            {
                var used = Query(await trip.HonestlyAsync())["code"];
                return await Back(trip, q => q["code"] = used);
            },
        },
        new("a code made for another client", "provider.token-refused") { Journey = trip => Back(trip, q => q["code"] = trip.Neighbours.IdPorten.CodeFor("another-client", "https://evil.example/", "x", "y")) },
        new("a code somebody else fetched (PKCE)", "provider.token-refused") { Journey = Injected },
        new("a code somebody else fetched, at a provider that skips PKCE", "provider.nonce") { Wrong = _ => new Wrong { IgnoresPkce = true }, Journey = Injected },
        new("a code nobody made", "provider.token-refused") { Journey = trip => Back(trip, q => q["code"] = "abc") },

        // People who do not come in
        new("a person the school does not know", "person.unknown") { Who = new("stranger", Neighbours.StrangersNumber) },
        new("a person without a national id", "person.unknown") { Who = new("foreigner", null) },
        new("a child of eight", "person.unknown") { Who = new("jonas", Neighbours.JonasNumber) },
        new("a known subject with somebody else's national id", "person.conflict")
        {
            Who = new("kari-conflict", Neighbours.KarisNumber),
            Journey = async trip =>
            {
                await trip.HonestlyAsync();
                trip.Neighbours.IdPorten.Who = new("kari-conflict", Neighbours.HemmeligsNumber);
                return await trip.Traveller.SignInAsync("idporten");
            },
        },
    ];

    private static Wrong Claims(Action<Dictionary<string, object?>> change) => new() { Claims = change };

    private static Mischief With(string name, string reason, Func<SmallProvider, Wrong> wrong) => new(name, reason) { Wrong = wrong };

    private static Mischief Claim(string name, string reason, string claim, object value) => With(name, reason, _ => Claims(c => c[claim] = value));

    private static Mischief Header(string name, string reason, string field, object value) => With(name, reason, _ => new Wrong { Header = h => h[field] = value });

    private static Mischief Token(string name, string reason, Func<SmallProvider, Dictionary<string, object?>, Dictionary<string, object?>, string> token) =>
        With(name, reason, p => new Wrong { IdToken = (header, claims) => token(p, header, claims) });

    private static Mischief At(string endpoint, string does, string reason, Func<HttpContext, Task> instead) => With($"{endpoint} {does}", reason, _ => endpoint switch
    {
        "token" => new Wrong { Token = instead },
        "userinfo" => new Wrong { UserInfo = instead },
        "keys" => new Wrong { Keys = instead },
        _ => new Wrong { Discovery = instead },
    }) with { Provider = endpoint == "userinfo" ? "feide" : "idporten" };

    private static Mischief Discovery(string does, string reason, Action<Dictionary<string, object>> change) =>
        With($"discovery {does}", reason, p => new Wrong { Discovery = c => SmallProvider.SendAsync(c, Changed(p, change)) });

    private static string Changed(SmallProvider provider, Action<Dictionary<string, object>> change)
    {
        var document = JsonSerializer.Deserialize<Dictionary<string, object>>(provider.Discovery())!;
        change(document);
        return JsonSerializer.Serialize(document);
    }

    private static string Json(Dictionary<string, object?> claims) => JsonSerializer.Serialize(claims);

    private static string Hmac(string key, SmallProvider provider, Dictionary<string, object?> claims)
    {
        var signed = $"{SmallProvider.Encode($$"""{"alg":"HS256","kid":"{{provider.KeyId}}"}""")}.{SmallProvider.Encode(Json(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Swap(string token, string claims) => token.Split('.') is [var header, _, var signature] ? $"{header}.{SmallProvider.Encode(claims)}.{signature}" : token;

    private static Task Hang(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);

    private static async Task Drip(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        try
        {
            for (var i = 0; i < 100; i++)
            {
                await context.Response.WriteAsync(" ", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(100, context.RequestAborted);
            }
        }
        catch (OperationCanceledException) { }
    }

    private static async Task Break(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("{\"id_token\":");
        await context.Response.Body.FlushAsync();
        await Task.Delay(50);
        context.Abort();
    }

    private static Task Redirect(HttpContext context, string where)
    {
        context.Response.Redirect(where);
        return Task.CompletedTask;
    }

    private static Dictionary<string, string?> Query(Uri address) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query).ToDictionary(p => p.Key, p => (string?)p.Value.ToString());

    private static async Task<HttpResponseMessage> Back(Trip trip, Action<Dictionary<string, string?>> change)
    {
        var answer = await trip.Traveller.OutAsync("idporten");
        var query = Query(answer);
        change(query);
        return await trip.Traveller.BackAsync(new Uri(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(answer.GetLeftPart(UriPartial.Path), query)));
    }

    private static async Task<Uri> AtOtherSchoolAsync(Trip trip)
    {
        using var there = trip.Somebody(World.OtherSchool);
        return await there.OutAsync("idporten");
    }

    /// <summary>The code of somebody else's sign-in, in this browser's answer.</summary>
    private static async Task<HttpResponseMessage> Injected(Trip trip)
    {
        using var attacker = trip.Somebody();
        var theirs = Query(await attacker.OutAsync("idporten"))["code"];
        return await Back(trip, q => q["code"] = theirs);
    }
}
