using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Samspill.Features.Access;

/// <summary>A key that somebody gives a program, so that it may do some of what its owner may.</summary>
public sealed class AccessToken
{
    public const int NameLength = 60;

    /// <summary>What every token begins with, so that one that was left lying is known for what it is.</summary>
    public const string Beginning = "samspill_";

    private AccessToken() { }

    private AccessToken(Guid account, string name, string secret, string scopes, DateTimeOffset now, DateOnly lastDay) =>
        (Id, Account, Name, Shown, Hash, Scopes, MadeAt, LastDay) = (Guid.CreateVersion7(now), account, name, secret[..(Beginning.Length + 6)], HashOf(secret), scopes, now, lastDay);

    public Guid Id { get; private init; }
    public Guid Account { get; private init; }

    /// <summary>What its owner calls it.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Its first characters: enough to tell it from others, too few to use it.</summary>
    public string Shown { get; private init; } = "";

    /// <summary>SHA-256 of the whole. It is 256 random bits, so a slow hash would protect nothing more.</summary>
    public byte[] Hash { get; private init; } = [];

    /// <summary>Words of <see cref="Host.Scopes"/>, space-separated.</summary>
    public string Scopes { get; private init; } = "";
    public DateTimeOffset MadeAt { get; private init; }

    /// <summary>The last day it works, in Oslo.</summary>
    public DateOnly LastDay { get; private init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>A new token and its secret, which is shown once and kept nowhere.</summary>
    public static (AccessToken Token, string Secret) Make(Guid account, string name, IEnumerable<string> scopes, DateTimeOffset now, DateOnly lastDay)
    {
        var secret = Beginning + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        return (new AccessToken(account, name, secret, string.Join(' ', scopes), now, lastDay), secret);
    }

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>It works no more. Twice is harmless.</summary>
    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}
