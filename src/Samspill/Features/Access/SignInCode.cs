using System.Security.Cryptography;

namespace Samspill.Features.Access;

/// <summary>A one-time code sent to an e-mail address: ten minutes, five tries.</summary>
public sealed class SignInCode
{
    public const int MaxTries = 5;
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private SignInCode() { }

    public SignInCode(Guid id, string email, byte[] codeHash, DateTimeOffset now) => (Id, Email, CodeHash, ExpiresAt) = (id, email, codeHash, now + Lifetime);

    public Guid Id { get; private init; }
    public string Email { get; private init; } = "";

    /// <summary>The keyed hash of the code and this row's id.</summary>
    public byte[] CodeHash { get; private init; } = [];
    public DateTimeOffset ExpiresAt { get; private init; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Whether this is the code; a wrong one counts, the right one works once.</summary>
    public bool Use(ReadOnlySpan<byte> hash, DateTimeOffset now)
    {
        if (UsedAt is not null || now > ExpiresAt || Tries >= MaxTries) return false;
        Tries++;
        if (!CryptographicOperations.FixedTimeEquals(hash, CodeHash)) return false;
        UsedAt = now;
        return true;
    }
}
