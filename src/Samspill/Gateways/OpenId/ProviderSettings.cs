using System.Net;
using System.Security.Cryptography;

namespace Samspill.Gateways.OpenId;

/// <summary>One provider people may sign in with, as the installation is set up.</summary>
/// <param name="Name">The word in addresses: <c>idporten</c>, <c>feide</c>.</param>
/// <param name="Label">The name people know it by.</param>
/// <param name="Issuer">Who signs the tokens, letter by letter as the provider writes it.</param>
/// <param name="ClientId">What the provider calls this installation.</param>
public sealed record ProviderSettings(string Name, string Label, string Issuer, string ClientId)
{
    /// <summary>From weak to strong. Whoever asks for one takes the stronger ones too.</summary>
    private static readonly string[] Strengths = ["idporten-loa-low", "idporten-loa-substantial", "idporten-loa-high"];

    /// <summary>The client's password at the provider; null when it proves itself by <see cref="Key"/>.</summary>
    public string? Secret { get; init; }

    /// <summary>The client's private key (RSA, PEM); null when it has a password.</summary>
    public string? Key { get; init; }

    /// <summary>The id under which the provider knows the key.</summary>
    public string? KeyId { get; init; }

    /// <summary>The weakest way of signing in that will do; null where the provider tells no strength.</summary>
    public string? Acr { get; init; }

    /// <summary>The provider vouches for national ids. Only ID-porten does.</summary>
    public bool TellsNationalId { get; init; }

    /// <summary>The provider tells a name only where it is asked for one's own data.</summary>
    public bool AsksUserInfo { get; init; }

    /// <summary>Takes http from a provider on this very machine. For tests.</summary>
    public bool AllowsLoopbackHttp { get; init; }

    /// <summary>How long one question to the provider may take, its whole answer included.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    public static ProviderSettings IdPorten(string issuer, string clientId) => new("idporten", "ID-porten", issuer, clientId) { Acr = "idporten-loa-substantial", TellsNationalId = true };

    public static ProviderSettings Feide(string issuer, string clientId) => new("feide", "Feide", issuer, clientId) { AsksUserInfo = true };

    /// <summary>Whether a sign-in of this strength will do.</summary>
    public bool IsStrongEnough(string? acr) => Acr is null || Array.IndexOf(Strengths, acr) >= Array.IndexOf(Strengths, Acr);

    /// <summary>Whether this program may ask at an address: https, or the allowed http on this machine.</summary>
    public bool MayAsk(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && AllowsLoopbackHttp && IsThisMachine(uri));

    /// <summary>What is wrong with the settings, for the one who starts the program; null when nothing is.</summary>
    public string? Fault() =>
        !MayAsk(Issuer) ? $"{Label}: the issuer {Issuer} must be an https address."
        : ClientId.Length == 0 ? $"{Label}: the client's id is missing."
        : (Secret is null) == (Key is null) ? $"{Label}: give either the client's secret or its key."
        : Acr is not null && !Strengths.Contains(Acr) ? $"{Label}: {Acr} is no level. There are: {string.Join(", ", Strengths)}."
        : Key is not null && !IsKey(Key) ? $"{Label}: the key is no RSA private key in PEM form, or has less than 2048 bits."
        : null;

    /// <summary>By number: a name may be pointed anywhere.</summary>
    private static bool IsThisMachine(Uri uri) => uri.Host == "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    private static bool IsKey(string pem)
    {
        using var rsa = RSA.Create();
        try { rsa.ImportFromPem(pem); }
        catch (ArgumentException) { return false; }
        catch (CryptographicException) { return false; }
        return rsa.KeySize >= 2048;
    }
}
