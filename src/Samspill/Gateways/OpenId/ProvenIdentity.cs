using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Samspill.Formats;

namespace Samspill.Gateways.OpenId;

/// <summary>Whom a provider vouches for. Issuer and subject together are the identity; nothing else is.</summary>
/// <param name="NationalId">Told by ID-porten, and not for all its users.</param>
/// <param name="Session">The provider's id of the session, by which it says later that it has ended.</param>
/// <param name="Label">What the provider calls the person, to know it by in one's own profile.</param>
public sealed record ProvenIdentity(string Issuer, string Subject, NationalId? NationalId, string? Session, string? Label = null);

/// <summary>What an id token must say before it is believed (OpenID Connect Core 3.1.3.7).</summary>
internal static class IdTokens
{
    /// <summary>How far two clocks may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(10);

    public static Outcome<ProvenIdentity> Check(SignedToken token, ProviderSettings settings, string nonce, string? accessToken, DateTimeOffset now)
    {
        var claims = token.Claims;
        if (token.Type is not (null or "jwt")) return ProviderRefusals.Provider("token-type");
        if (IsFor(claims, settings) is { } other) return other;
        if (IsCurrent(claims, now) is { } time) return time;
        if (claims.Text("nonce") is not { } told) return ProviderRefusals.Provider("nonce-missing");
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(told), Encoding.UTF8.GetBytes(nonce))) return ProviderRefusals.Provider("nonce");
        if (claims.Has("at_hash") && (accessToken is null || claims.Text("at_hash") != HalfHash(accessToken))) return ProviderRefusals.Provider("access-token");
        if (Subject(claims).Refused(out var why, out var subject)) return why;
        if (!settings.IsStrongEnough(claims.Text("acr"))) return ProviderRefusals.Person("too-weak");
        if (claims.Has("sid") && claims.Text("sid") is not { Length: > 0 and <= 255 }) return ProviderRefusals.Provider("session");

        NationalId? number = null;
        if (settings.TellsNationalId && claims.Has("pid"))
        {
            if (!NationalId.TryParse(claims.Text("pid"), out var read, out _)) return ProviderRefusals.Provider("national-id");
            number = read;
        }
        return new ProvenIdentity(settings.Issuer, subject, number, claims.Text("sid"));
    }

    /// <summary>Made by this provider, for us.</summary>
    internal static Rejection? IsFor(JsonElement claims, ProviderSettings settings)
    {
        if (claims.Text("iss") != settings.Issuer) return ProviderRefusals.Provider("issuer");
        if (!claims.TryGetProperty("aud", out var aud)) return ProviderRefusals.Provider("audience");
        var audiences = aud.ValueKind == JsonValueKind.Array ? [.. aud.EnumerateArray()] : new[] { aud };
        if (audiences.Any(a => a.ValueKind != JsonValueKind.String) || !audiences.Any(a => a.ValueEquals(settings.ClientId))) return ProviderRefusals.Provider("audience");
        if (claims.Has("azp") ? claims.Text("azp") != settings.ClientId : audiences.Length > 1) return ProviderRefusals.Provider("authorized-party");
        return null;
    }

    internal static Outcome<string> Subject(JsonElement claims) =>
        !claims.Has("sub") ? ProviderRefusals.Provider("subject-missing")
        : claims.Text("sub") is { Length: > 0 and <= 255 } subject && subject.All(c => c is >= ' ' and <= '~') ? subject
        : ProviderRefusals.Provider("subject");

    private static Rejection? IsCurrent(JsonElement claims, DateTimeOffset now)
    {
        if (claims.Moment("exp") is not { } expires) return ProviderRefusals.Provider("expiry-missing");
        if (claims.Moment("iat") is not { } issued) return ProviderRefusals.Provider("issued-missing");
        if (expires + Skew <= now) return ProviderRefusals.Provider("expired");
        if (issued - Skew > now) return ProviderRefusals.Provider("issued-later");
        if (issued + Oldest < now) return ProviderRefusals.Provider("issued-long-ago");
        if (claims.Has("nbf") && (claims.Moment("nbf") is not { } from || from - Skew > now)) return ProviderRefusals.Provider("not-yet");
        return null;
    }

    private static string HalfHash(string token) => System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(token)).AsSpan(0, 16));
}
