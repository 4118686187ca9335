using System.Security.Cryptography;
using System.Text;

namespace Samspill.Host;

/// <summary>Encrypts single fields (national ids, what a school should know of a child) with a key that is kept outside the database.</summary>
/// <remarks>AES-256-GCM with a random nonce; the index is HMAC-SHA-256, so the same number is found again but not read. Keys of one school are derived from the installation's by HKDF, so no school can read or match another's.</remarks>
public sealed class FieldCipher
{
    private const int NonceSize = 12, TagSize = 16;
    private readonly byte[] encryption;
    private readonly byte[] index;

    internal FieldCipher(byte[] master, string slug)
    {
        encryption = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.UTF8.GetBytes($"samspill field {slug}"));
        index = HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.UTF8.GetBytes($"samspill index {slug}"));
    }

    public byte[] Encrypt(string text) => Encrypt(Encoding.UTF8.GetBytes(text));

    public byte[] Encrypt(byte[] plain)
    {
        var sealedText = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(sealedText.AsSpan(0, NonceSize));
        using var aes = new AesGcm(encryption, TagSize);
        aes.Encrypt(sealedText.AsSpan(0, NonceSize), plain, sealedText.AsSpan(NonceSize, plain.Length), sealedText.AsSpan(NonceSize + plain.Length));
        return sealedText;
    }

    /// <exception cref="CryptographicException">The bytes were changed, or belong to another school or installation.</exception>
    public string Decrypt(byte[] sealedText) => Encoding.UTF8.GetString(DecryptBytes(sealedText));

    /// <inheritdoc cref="Decrypt"/>
    public byte[] DecryptBytes(byte[] sealedText)
    {
        var plain = new byte[sealedText.Length - NonceSize - TagSize];
        using var aes = new AesGcm(encryption, TagSize);
        aes.Decrypt(sealedText.AsSpan(0, NonceSize), sealedText.AsSpan(NonceSize, plain.Length), sealedText.AsSpan(NonceSize + plain.Length), plain);
        return plain;
    }

    /// <summary>The same text gives the same 32 bytes at this school.</summary>
    public byte[] Index(string text) => HMACSHA256.HashData(index, Encoding.UTF8.GetBytes(text));
}

/// <summary>The installation's field key: a file of its own, readable by the program's user only.</summary>
internal static class FieldKeyFile
{
    /// <summary>Reads the key. Makes one when there is none and no school whose fields would need an older one.</summary>
    /// <exception cref="InvalidOperationException">The key is missing, or damaged, while there are schools.</exception>
    public static byte[] Open(string folder, bool mayCreate)
    {
        var path = Path.Combine(folder, "field.key");
        if (!File.Exists(path))
        {
            if (!mayCreate) throw new InvalidOperationException($"{path} is missing. Restore it from the backup: without it national ids cannot be read.");
            Directory.CreateDirectory(folder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var file = new FileStream(path, options);
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        }
        var key = new byte[32];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == 32 ? key : throw new InvalidOperationException($"{path} is damaged.");
    }
}
