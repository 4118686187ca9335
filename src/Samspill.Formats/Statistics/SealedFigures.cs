using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Samspill.Formats.Statistics;

/// <summary>Figures that only one receiver can read, whoever carries them: a key agreed on with the receiver's (ECDH on P-256, HKDF), used once (AES-256-GCM).</summary>
/// <remarks>The sender's part of the agreement comes first (91 bytes), then the sealed text and its tag. The key is another each time, so the nonce need not be.</remarks>
public static class SealedFigures
{
    private const int FromSize = 91, TagSize = 16;
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
        var plain = JsonSerializer.SerializeToUtf8Bytes(figures);
        var sealedText = new byte[FromSize + plain.Length + TagSize];
        from.CopyTo(sealedText, 0);
        using var aes = new AesGcm(KeyOf(once, agreed, from), TagSize);
        aes.Encrypt(Nonce, plain, sealedText.AsSpan(FromSize, plain.Length), sealedText.AsSpan(FromSize + plain.Length));
        return sealedText;
    }

    /// <summary>Opens what was sealed; null when it was sealed for another, or is broken.</summary>
    public static IReadOnlyList<long?>? Open(byte[] sealedText, ECDiffieHellman receiver)
    {
        if (sealedText.Length <= FromSize + TagSize) return null;
        try
        {
            var from = sealedText[..FromSize];
            using var sender = ECDiffieHellman.Create();
            sender.ImportSubjectPublicKeyInfo(from, out _);
            using var agreed = sender.PublicKey;
            var plain = new byte[sealedText.Length - FromSize - TagSize];
            using var aes = new AesGcm(KeyOf(receiver, agreed, from), TagSize);
            aes.Decrypt(Nonce, sealedText.AsSpan(FromSize, plain.Length), sealedText.AsSpan(FromSize + plain.Length), plain);
            return JsonSerializer.Deserialize<List<long?>>(plain);
        }
        catch (Exception broken) when (broken is CryptographicException or JsonException or ArgumentException) { return null; }
    }

    private static byte[] KeyOf(ECDiffieHellman own, ECDiffieHellmanPublicKey other, byte[] from) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other), 32, salt: from, info: Encoding.UTF8.GetBytes("samspill statistics"));
}
