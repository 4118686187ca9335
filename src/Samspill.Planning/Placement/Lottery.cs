using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Samspill.Planning.Placement;

/// <summary>The draw that anybody can check afterwards with any SHA-256 tool.</summary>
internal static class Lottery
{
    /// <summary>The first 8 bytes, big-endian, of SHA-256 of the UTF-8 text <c>seed:course:pupil</c>.</summary>
    public static ulong Draw(long seed, string course, string pupil)
    {
        var most = 22 + (3 * (course.Length + pupil.Length));
        var text = most <= 512 ? stackalloc byte[most] : new byte[most];
        seed.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        text[length++] = (byte)':';
        length += Encoding.UTF8.GetBytes(course, text[length..]);
        text[length++] = (byte)':';
        length += Encoding.UTF8.GetBytes(pupil, text[length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..length], hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
