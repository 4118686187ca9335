using System.Security.Cryptography;
using System.Text.Json;

namespace Samspill.Gateways.OpenId;

/// <summary>Where a provider is asked what, as it publishes it.</summary>
/// <param name="EndSession">Where one signs out of the provider too; null when it has no such place.</param>
/// <param name="NamesItself">Its answers say whom they are from (RFC 9207).</param>
internal sealed record ProviderMetadata(string Authorization, string Token, string? UserInfo, string? EndSession, string Keys, bool NamesItself)
{
    public static Outcome<ProviderMetadata> Read(JsonElement document, ProviderSettings settings)
    {
        if (document.Text("issuer") != settings.Issuer) return ProviderRefusals.Provider("discovery-issuer");
        var (authorization, token, keys) = (document.Text("authorization_endpoint"), document.Text("token_endpoint"), document.Text("jwks_uri"));
        var (userInfo, endSession) = (document.Text("userinfo_endpoint"), document.Text("end_session_endpoint"));
        if (!settings.MayAsk(authorization) || !settings.MayAsk(token) || !settings.MayAsk(keys)
            || userInfo is not null && !settings.MayAsk(userInfo) || endSession is not null && !settings.MayAsk(endSession)) return ProviderRefusals.Provider("discovery-address");
        if (settings.AsksUserInfo && userInfo is null) return ProviderRefusals.Provider("discovery-userinfo");
        if (document.TryGetProperty("code_challenge_methods_supported", out var methods)
            && (methods.ValueKind != JsonValueKind.Array || !methods.EnumerateArray().Any(m => m.ValueKind == JsonValueKind.String && m.ValueEquals("S256")))) return ProviderRefusals.Provider("discovery-pkce");
        var namesItself = document.TryGetProperty("authorization_response_iss_parameter_supported", out var names) && names.ValueKind == JsonValueKind.True;
        return new ProviderMetadata(authorization!, token!, userInfo, endSession, keys!, namesItself);
    }
}

/// <summary>A provider's public keys, by id.</summary>
internal static class ProviderKeys
{
    private const int Most = 50;

    /// <summary>Takes the RSA keys for signatures. A list with anything secret in it, or with one name twice, is not to be trusted at all.</summary>
    public static Outcome<IReadOnlyDictionary<string, RSAParameters>> Read(JsonElement document)
    {
        if (!document.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array) return ProviderRefusals.Provider("keys-form");
        if (list.GetArrayLength() > Most) return ProviderRefusals.Provider("keys-many");
        var keys = new Dictionary<string, RSAParameters>();
        foreach (var key in list.EnumerateArray())
        {
            if (key.ValueKind != JsonValueKind.Object) return ProviderRefusals.Provider("keys-form");
            if (key.Has("d") || key.Has("p") || key.Has("q") || key.Has("k")) return ProviderRefusals.Provider("keys-secret");
            if (key.Text("kty") != "RSA" || key.Text("use") is not (null or "sig") || key.Text("alg") is not (null or "RS256") || key.Text("kid") is not { Length: > 0 } id) continue;
            if (SignedToken.Decode(key.Text("n") ?? "") is not { Length: >= 256 and <= 1024 } modulus || SignedToken.Decode(key.Text("e") ?? "") is not { Length: <= 8 } exponent) continue;
            if (!keys.TryAdd(id, new RSAParameters { Modulus = modulus, Exponent = exponent })) return ProviderRefusals.Provider("keys-twice");
        }
        return keys.Count == 0 ? ProviderRefusals.Provider("keys-none") : keys;
    }
}
