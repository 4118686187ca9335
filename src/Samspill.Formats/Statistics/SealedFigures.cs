using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Samspill.Formats.Statistics;

/// <summary>Figures that only one receiver can read, whoever carries them: a key agreed on with the receiver's (ECDH on P-256, HKDF), used once (AES-256-GCM).</summary>
/// <remarks>
/// The sender's part of the agreement comes first (91 bytes), then the sealed text and its tag. The key is another each time, so the nonce need not be.
/// Every figure is eight bytes, the highest first, and the least number for none, so that the length tells only how many there are.
/// </remarks>
public static class SealedFigures
{
    private const int FromSize = 91, TagSize = 16, FigureSize = 8;
    private const long None = long.MinValue;
    private static readonly byte[] Nonce = new byte[12];

    /// <summary>Seals figures for a receiver.</summary>
    /// <exception cref="CryptographicException">The receiver's public key is none.</exception>
    public static byte[] Seal(IReadOnlyList<long?> figures, ReadOnlySpan<byte> receiver)
    {
        using var to = ECDiffieHellman.Create();
        to.ImportSubjectPublicKeyInfo(receiver, out _);
        using var once = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var from = once.ExportSubjectPublicKeyInfo();
        using var agreed = to.PublicKey;
        var plain = new byte[figures.Count * FigureSize];
        for (var i = 0; i < figures.Count; i++) BinaryPrimitives.WriteInt64BigEndian(plain.AsSpan(i * FigureSize), figures[i] ?? None);
        var sealedText = new byte[FromSize + plain.Length + TagSize];
        from.CopyTo(sealedText, 0);
        using var aes = new AesGcm(KeyOf(once, agreed, from), TagSize);
        aes.Encrypt(Nonce, plain, sealedText.AsSpan(FromSize, plain.Length), sealedText.AsSpan(FromSize + plain.Length));
        return sealedText;
    }

    /// <summary>Opens what was sealed; null when it was sealed for another, or is broken.</summary>
    public static IReadOnlyList<long?>? Open(byte[] sealedText, ECDiffieHellman receiver)
    {
        if (sealedText.Length < FromSize + TagSize || (sealedText.Length - FromSize - TagSize) % FigureSize != 0) return null;
        try
        {
            var from = sealedText[..FromSize];
            using var sender = ECDiffieHellman.Create();
            sender.ImportSubjectPublicKeyInfo(from, out _);
            using var agreed = sender.PublicKey;
            var plain = new byte[sealedText.Length - FromSize - TagSize];
            using var aes = new AesGcm(KeyOf(receiver, agreed, from), TagSize);
            aes.Decrypt(Nonce, sealedText.AsSpan(FromSize, plain.Length), sealedText.AsSpan(FromSize + plain.Length), plain);
            var figures = new long?[plain.Length / FigureSize];
            for (var i = 0; i < figures.Length; i++) figures[i] = BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(i * FigureSize)) is not None and var figure ? figure : null;
            return figures;
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException) { return null; }
    }

    private static byte[] KeyOf(ECDiffieHellman own, ECDiffieHellmanPublicKey other, byte[] from) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other), 32, salt: from, info: Encoding.UTF8.GetBytes("samspill statistics"));
}
