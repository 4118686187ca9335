using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Samspill.Tests.Gateways.OpenId;

/// <summary>Who signs in at the small provider.</summary>
public sealed record Citizen(string Subject, string? NationalId, string? Email = null);

/// <summary>A provider of our own on a free loopback port. It does everything right, but for what <see cref="Wrong"/> says.</summary>
public sealed class SmallProvider : IAsyncDisposable
{
    public const string Client = "samspill-test", Secret = "not-a-secret-1234";

    private readonly ConcurrentDictionary<string, Grant> grants = new();
    private readonly TimeProvider clock;
    private WebApplication app = null!;
    private int next;

    private SmallProvider(TimeProvider clock) => this.clock = clock;

    private sealed record Grant(string Client, string RedirectUri, string Challenge, string Nonce, Citizen Who, string Session);

    public string Issuer { get; private set; } = "";
    public RSA Key { get; } = RSA.Create(2048);
    public string KeyId { get; set; } = "k1";
    public Citizen Who { get; set; } = new("nobody", null);
    public Wrong Wrong { get; set; } = new();

    /// <summary>The session of the last sign-in, as the tokens name it.</summary>
    public string LastSession { get; private set; } = "";
    public string? LastIdToken { get; private set; }
    public int TimesKeysAsked { get; private set; }

    public static async Task<SmallProvider> StartAsync(TimeProvider clock)
    {
        var provider = new SmallProvider(clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = provider.app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", c => provider.AnswerAsync(c, provider.Wrong.Discovery, provider.Discovery));
        app.MapGet("/jwks", c => { provider.TimesKeysAsked++; return provider.AnswerAsync(c, provider.Wrong.Keys, provider.Keys); });
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.TokenAsync);
        app.MapGet("/userinfo", c => provider.AnswerAsync(c, provider.Wrong.UserInfo, () => JsonSerializer.Serialize(new { sub = provider.Who.Subject, email = provider.Who.Email })));
        await app.StartAsync();
        provider.Issuer = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>A code as this provider would give another client, or this one in another browser.</summary>
    public string CodeFor(string client, string redirectUri, string challenge, string nonce)
    {
        var code = $"code{Interlocked.Increment(ref next)}";
        grants[code] = new Grant(client, redirectUri, challenge, nonce, Who, LastSession = $"sid-{next}-{Guid.CreateVersion7():N}");
        return code;
    }

    public string Discovery() => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["issuer"] = Issuer, ["authorization_endpoint"] = $"{Issuer}/authorize", ["token_endpoint"] = $"{Issuer}/token", ["jwks_uri"] = $"{Issuer}/jwks",
        ["userinfo_endpoint"] = $"{Issuer}/userinfo", ["end_session_endpoint"] = $"{Issuer}/logout",
        ["code_challenge_methods_supported"] = new[] { "S256" }, ["authorization_response_iss_parameter_supported"] = true,
    });

    public string Keys() => $$"""{"keys":[{{PublicKey(Key, KeyId)}}]}""";

    public static string PublicKey(RSA key, string id)
    {
        var public_ = key.ExportParameters(false);
        return JsonSerializer.Serialize(new { kty = "RSA", use = "sig", alg = "RS256", kid = id, n = Base64Url.EncodeToString(public_.Modulus), e = Base64Url.EncodeToString(public_.Exponent) });
    }

    /// <summary>A token of these claims, signed as it should be.</summary>
    public string Sign(Dictionary<string, object?> claims, string? type = "JWT") => Sign(new Dictionary<string, object?> { ["alg"] = "RS256", ["kid"] = KeyId, ["typ"] = type }, JsonSerializer.Serialize(claims), Key);

    public static string Sign(Dictionary<string, object?> header, string claims, RSA key) => Sign(JsonSerializer.Serialize(header), claims, key);

    public static string Sign(string header, string claims, RSA key)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public Dictionary<string, object?> LogoutClaims(string? sid, string? subject)
    {
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Issuer, ["aud"] = Client, ["iat"] = Now, ["exp"] = Now + 120, ["jti"] = Guid.CreateVersion7().ToString("N"),
            ["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new Dictionary<string, object>() },
        };
        if (sid is not null) claims["sid"] = sid;
        if (subject is not null) claims["sub"] = subject;
        return claims;
    }

    public long Now => clock.GetUtcNow().ToUnixTimeSeconds();

    private Task Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        query["code_challenge_method"].ToString().ShouldBe("S256");
        var code = CodeFor(query["client_id"]!, query["redirect_uri"]!, query["code_challenge"]!, query["nonce"]!);
        var answer = new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"], ["iss"] = Issuer };
        Wrong.Answer?.Invoke(answer);
        context.Response.Redirect(Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(query["redirect_uri"]!, answer));
        return Task.CompletedTask;
    }

    private async Task TokenAsync(HttpContext context)
    {
        if (Wrong.Token is { } instead)
        {
            await instead(context);
            return;
        }
        var form = await context.Request.ReadFormAsync();
        var basic = Encoding.ASCII.GetString(Convert.FromBase64String(context.Request.Headers.Authorization.ToString()["Basic ".Length..])).Split(':');
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!)));
        if (basic[1] != Secret || !grants.TryRemove(form["code"]!, out var grant) || grant.Client != basic[0] || grant.RedirectUri != form["redirect_uri"] || grant.Challenge != challenge && !Wrong.IgnoresPkce)
        {
            await SendAsync(context, """{"error":"invalid_grant"}""", status: 400);
            return;
        }
        var answer = new Dictionary<string, object?> { ["access_token"] = "access-1", ["token_type"] = "Bearer", ["expires_in"] = 60, ["id_token"] = LastIdToken = IdToken(grant) };
        Wrong.TokenAnswer?.Invoke(answer);
        await SendAsync(context, JsonSerializer.Serialize(answer));
    }

    private string IdToken(Grant grant)
    {
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = Issuer, ["aud"] = Client, ["sub"] = grant.Who.Subject, ["iat"] = Now, ["exp"] = Now + 120, ["nonce"] = grant.Nonce,
            ["acr"] = "idporten-loa-substantial", ["sid"] = grant.Session, ["jti"] = Guid.CreateVersion7().ToString("N"),
        };
        if (grant.Who.NationalId is { } number) claims["pid"] = number;
        Wrong.Claims?.Invoke(claims);
        var header = new Dictionary<string, object?> { ["alg"] = "RS256", ["kid"] = KeyId, ["typ"] = "JWT" };
        Wrong.Header?.Invoke(header);
        return Wrong.IdToken?.Invoke(header, claims) ?? Sign(header, JsonSerializer.Serialize(claims), Key);
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, Task>? instead, Func<string> right)
    {
        if (instead is not null) await instead(context);
        else await SendAsync(context, right());
    }

    public static async Task SendAsync(HttpContext context, string body, string type = "application/json", int status = 200)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        await context.Response.WriteAsync(body);
    }
}

/// <summary>What the small provider does wrong; nothing, unless said.</summary>
public sealed class Wrong
{
    public Action<Dictionary<string, object?>>? Claims { get; init; }
    public Action<Dictionary<string, object?>>? Header { get; init; }

    /// <summary>The whole id token, of header and claims.</summary>
    public Func<Dictionary<string, object?>, Dictionary<string, object?>, string>? IdToken { get; init; }
    public Action<Dictionary<string, object?>>? TokenAnswer { get; init; }
    public Action<Dictionary<string, string?>>? Answer { get; init; }
    public Func<HttpContext, Task>? Token { get; init; }
    public Func<HttpContext, Task>? UserInfo { get; init; }
    public Func<HttpContext, Task>? Discovery { get; init; }
    public Func<HttpContext, Task>? Keys { get; init; }
    public bool IgnoresPkce { get; init; }
}
