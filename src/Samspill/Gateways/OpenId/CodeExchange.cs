using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Samspill.Gateways.OpenId;

/// <summary>What came with the browser, and what it is checked against.</summary>
/// <param name="Verifier">The secret of which the provider has seen the hash only (PKCE).</param>
internal sealed record CodeToExchange(string Code, string Verifier, string Nonce, string RedirectUri);

/// <summary>Exchanges the code for tokens at the provider, and believes them when everything fits.</summary>
internal static class CodeExchange
{
    private const int LongestAccessToken = 8 * 1024;

    public static async Task<Outcome<ProvenIdentity>> ExchangeAsync(this Provider provider, CodeToExchange code, TimeProvider clock, CancellationToken ct)
    {
        if ((await provider.MetadataAsync(ct)).Refused(out var why, out var metadata)) return why;
        using var question = Question(provider.Settings, metadata.Token, code, clock.GetUtcNow());
        if ((await provider.Http.AskAsync(question, "token", ct)).Refused(out why, out var answer)) return why;
        if (!string.Equals(answer.Text("token_type"), "Bearer", StringComparison.OrdinalIgnoreCase)) return ProviderRefusals.Provider("token-kind");
        if (answer.Text("id_token") is not { } idToken) return ProviderRefusals.Provider("token-absent");
        var access = answer.Text("access_token");
        if ((await provider.VerifyAsync(idToken, ct)).Refused(out why, out var token)) return why;
        if (IdTokens.Check(token, provider.Settings, code.Nonce, access, clock.GetUtcNow()).Refused(out why, out var proven)) return why;
        return provider.Settings.AsksUserInfo ? await NamedAsync(provider, metadata.UserInfo!, access, proven, ct) : proven;
    }

    /// <summary>Asks for the name; the answer must be about the same person.</summary>
    private static async Task<Outcome<ProvenIdentity>> NamedAsync(Provider provider, string address, string? access, ProvenIdentity proven, CancellationToken ct)
    {
        if (access is not { Length: > 0 and <= LongestAccessToken } || !access.All(c => c is > ' ' and <= '~')) return ProviderRefusals.Provider("access-token");
        using var question = new HttpRequestMessage(HttpMethod.Get, address);
        question.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access);
        if ((await provider.Http.AskAsync(question, "userinfo", ct)).Refused(out var why, out var answer)) return why;
        if (answer.Text("sub") != proven.Subject) return ProviderRefusals.Provider("userinfo-subject");
        return proven with { Label = answer.Text("email") is { Length: > 0 and <= 200 } email ? email : answer.Text("name") is { Length: > 0 and <= 200 } name ? name : null };
    }

    private static HttpRequestMessage Question(ProviderSettings settings, string address, CodeToExchange code, DateTimeOffset now)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code.Code, ["redirect_uri"] = code.RedirectUri, ["code_verifier"] = code.Verifier,
        };
        var question = new HttpRequestMessage(HttpMethod.Post, address);
        if (settings.Key is not null)
        {
            fields["client_id"] = settings.ClientId;
            fields["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            fields["client_assertion"] = Assertion(settings, now);
        }
        else question.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.Secret!)}")));
        question.Content = new FormUrlEncodedContent(fields);
        return question;
    }

    /// <summary>The client proves who it is with its key (RFC 7523): good for one minute, once, at this provider.</summary>
    private static string Assertion(ProviderSettings settings, DateTimeOffset now)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string?> { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = settings.KeyId }.Where(p => p.Value is not null).ToDictionary());
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["iss"] = settings.ClientId, ["sub"] = settings.ClientId, ["aud"] = settings.Issuer, ["jti"] = Guid.CreateVersion7().ToString("N"),
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(1).ToUnixTimeSeconds(),
        });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        using var key = RSA.Create();
        key.ImportFromPem(settings.Key);
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }
}
