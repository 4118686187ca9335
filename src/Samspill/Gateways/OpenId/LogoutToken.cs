using System.Text.Json;

namespace Samspill.Gateways.OpenId;

/// <summary>A provider's word that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0).</summary>
/// <param name="Id">The token's own id: it counts once.</param>
/// <param name="Subject">All this person's sessions, when no session is named.</param>
internal sealed record LogoutToken(string Issuer, string Id, string? Session, string? Subject, DateTimeOffset IssuedAt)
{
    private const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>How long a token is good for when it does not say itself, and at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static Outcome<LogoutToken> Check(SignedToken token, ProviderSettings settings, DateTimeOffset now)
    {
        var claims = token.Claims;
        if (token.Type is not (null or "jwt" or "logout+jwt")) return ProviderRefusals.Provider("token-type");
        if (IdTokens.IsFor(claims, settings) is { } other) return other;
        if (claims.Has("nonce")) return ProviderRefusals.Provider("logout-nonce");
        if (!claims.TryGetProperty("events", out var events) || events.ValueKind != JsonValueKind.Object
            || !events.TryGetProperty(Event, out var what) || what.ValueKind != JsonValueKind.Object) return ProviderRefusals.Provider("logout-event");
        if (claims.Moment("iat") is not { } issued) return ProviderRefusals.Provider("issued-missing");
        if (issued - IdTokens.Skew > now) return ProviderRefusals.Provider("issued-later");
        if (issued + Longest < now) return ProviderRefusals.Provider("issued-long-ago");
        if (claims.Has("exp") && (claims.Moment("exp") is not { } expires || expires + IdTokens.Skew <= now)) return ProviderRefusals.Provider("expired");
        if (claims.Text("jti") is not { Length: > 0 and <= 255 } id) return ProviderRefusals.Provider("logout-id");
        if (claims.Has("sid") && claims.Text("sid") is not { Length: > 0 and <= 255 }) return ProviderRefusals.Provider("session");
        string? subject = null;
        if (claims.Has("sub") && IdTokens.Subject(claims).Refused(out var why, out subject)) return why;
        if (subject is null && !claims.Has("sid")) return ProviderRefusals.Provider("logout-nobody");
        return new LogoutToken(settings.Issuer, id, claims.Text("sid"), subject, issued);
    }
}
