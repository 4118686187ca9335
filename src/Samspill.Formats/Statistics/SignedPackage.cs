using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samspill.Formats.Statistics;

/// <summary>A package with its signature (ECDSA on P-256 with SHA-256), as it travels: JSON with <c>content</c> and <c>signature</c>, both in base 64.</summary>
/// <remarks>What is signed are the bytes of the content, so that nobody need agree on how JSON is written.</remarks>
public sealed class SignedPackage
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false, MaxDepth = 16,
    };

    private readonly Envelope envelope;

    private SignedPackage(Envelope envelope, StatisticsPackage package) => (this.envelope, Package) = (envelope, package);

    /// <summary>What it says.</summary>
    public StatisticsPackage Package { get; }

    /// <summary>Signs a package.</summary>
    public static byte[] Write(StatisticsPackage package, ECDsa key)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(package, Strict);
        return JsonSerializer.SerializeToUtf8Bytes(new Envelope(content, key.SignData(content, HashAlgorithmName.SHA256)), Strict);
    }

    /// <summary>Reads a package; whose it is must be asked.</summary>
    /// <exception cref="FormatException">It is no package.</exception>
    public static SignedPackage Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize<Envelope>(utf8, Strict) ?? throw new FormatException("It is empty.");
            var package = JsonSerializer.Deserialize<StatisticsPackage>(envelope.Content, Strict) ?? throw new FormatException("It is empty.");
            if (package.Versions.Count == 0 || package.Versions.Any(v => v is null || v.Tables.Any(t => t is null))) throw new FormatException("It has nothing in it.");
            return new(envelope, package);
        }
        catch (JsonException wrong) { throw new FormatException("It is no package.", wrong); }
    }

    /// <summary>Whether it was signed with the key that this public key belongs to, and is as it was.</summary>
    public bool IsSignedBy(ReadOnlySpan<byte> publicKey)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.VerifyData(envelope.Content, envelope.Signature, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException) { return false; }
    }

    private sealed record Envelope(byte[] Content, byte[] Signature);
}

/// <summary>Public keys as people hand them over: base 64 of the key's SubjectPublicKeyInfo, with or without the lines that PEM puts about it.</summary>
public static class PublicKeyText
{
    /// <summary>The key; null when it is none on the curve P-256.</summary>
    public static byte[]? Read(string? text)
    {
        var bare = string.Concat((text ?? "").Split('\n').Where(line => !line.TrimStart().StartsWith("-----", StringComparison.Ordinal)).SelectMany(line => line).Where(c => !char.IsWhiteSpace(c)));
        var bytes = new byte[bare.Length];
        if (bare.Length is 0 or > 400 || !Convert.TryFromBase64String(bare, bytes, out var length)) return null;
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(bytes.AsSpan(0, length), out var read);
            return read == length && key.KeySize == 256 ? key.ExportSubjectPublicKeyInfo() : null;
        }
        catch (CryptographicException) { return null; }
    }

    /// <summary>As it is handed over.</summary>
    public static string Write(byte[] key) => Convert.ToBase64String(key);

    /// <summary>What two people compare: the beginning of its SHA-256, in groups.</summary>
    public static string Print(byte[] key) => string.Join(' ', Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 10)).Chunk(4).Select(group => new string(group)));
}
