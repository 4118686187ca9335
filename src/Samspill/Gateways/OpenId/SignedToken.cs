using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Samspill.Gateways.OpenId;

/// <summary>A token (JWT) taken apart, not believed yet.</summary>
/// <remarks>One reading for signature and claims, so that two cannot disagree. Keys or addresses of keys in the header are not looked at: the provider's published keys alone count.</remarks>
internal sealed class SignedToken
{
    private const int Longest = 16 * 1024;
    private readonly byte[] signed;
    private readonly byte[] signature;

    private SignedToken(string keyId, string? type, JsonElement claims, byte[] signed, byte[] signature) =>
        (KeyId, Type, Claims, this.signed, this.signature) = (keyId, type, claims, signed, signature);

    public string KeyId { get; }

    /// <summary>What kind of token it says it is, lower case and without <c>application/</c>.</summary>
    public string? Type { get; }
    public JsonElement Claims { get; }

    /// <summary>Takes a token apart that is signed in the one way we take: RS256 with a named key.</summary>
    public static Outcome<SignedToken> Read(string token)
    {
        if (token.Length > Longest) return ProviderRefusals.Provider("token-huge");
        if (token.Split('.') is not [var header, var claims, var signature]) return ProviderRefusals.Provider("token-form");
        if (Decode(header) is not { } headerBytes || Decode(claims) is not { } claimsBytes || Decode(signature) is not { } signatureBytes) return ProviderRefusals.Provider("token-form");
        if (StrictJson.Object(headerBytes) is not { } head || StrictJson.Object(claimsBytes) is not { } body) return ProviderRefusals.Provider("token-json");
        if (head.Text("alg") != "RS256") return ProviderRefusals.Provider("algorithm");
        if (head.Has("crit")) return ProviderRefusals.Provider("critical");
        if (head.Text("kid") is not { Length: > 0 } kid) return ProviderRefusals.Provider("key-unnamed");
        var type = head.Text("typ")?.ToLowerInvariant();
        if (type?.StartsWith("application/", StringComparison.Ordinal) == true) type = type["application/".Length..];
        return new SignedToken(kid, type, body, Encoding.ASCII.GetBytes($"{header}.{claims}"), signatureBytes);
    }

    public bool IsSignedBy(RSAParameters key)
    {
        try
        {
            using var rsa = RSA.Create(key);
            return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException) { return false; } // numbers that are no key
    }

    /// <summary>The base-64 of URLs without padding or blanks, which the framework's reader would let pass.</summary>
    internal static byte[]? Decode(string text)
    {
        if (text.Length == 0 || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')) return null;
        try { return Base64Url.DecodeFromChars(text); }
        catch (FormatException) { return null; }
    }
}
