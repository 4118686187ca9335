using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Samspill.Domain.Admission;

/// <summary>The draw of a round: a secret of 256 bits, the seed that follows from it, and what is told of it beforehand.</summary>
/// <remarks>
/// Both are SHA-256 of texts that anybody can make: the commitment of the secret's 64 hexadecimal digits, the seed (its first 8 bytes
/// without the sign) of <c>seed:</c> and the same digits. Who has seen the commitment knows that the secret was fixed, and nothing of the draw.
/// </remarks>
public sealed record LotteryDraw
{
    /// <summary>The draw of a secret.</summary>
    /// <exception cref="ArgumentException">The secret is not 32 bytes.</exception>
    public LotteryDraw(byte[] secret)
    {
        if (secret.Length != 32) throw new ArgumentException("A secret is 32 bytes.", nameof(secret));
        Secret = secret;
    }

    public byte[] Secret { get; }

    /// <summary>The secret as it is shown: 64 hexadecimal digits.</summary>
    public string Digits => Convert.ToHexStringLower(Secret);

    /// <summary>What the placement's lottery goes by, 0 or more.</summary>
    public long Seed => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes($"seed:{Digits}"))) & long.MaxValue;

    /// <summary>What is made known before the round closes.</summary>
    public string Commitment => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Digits)));

    /// <summary>A draw that nobody has chosen.</summary>
    public static LotteryDraw New() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>What was made known of a seed that has no secret: SHA-256 of its decimal digits.</summary>
    public static string CommitmentOf(long seed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(seed.ToString(CultureInfo.InvariantCulture))));
}
