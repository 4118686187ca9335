using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Samspill.Features.Exchange;

/// <summary>Ids that sort in the order they were made, also within one millisecond: so an export tells rows in the order in which they came.</summary>
/// <remarks>UUID version 7 with a counter of 26 bits after the moment (RFC 9562, section 6.2, method 1), then 48 random bits.</remarks>
internal sealed class RowIds(DateTimeOffset now)
{
    private readonly long moment = now.ToUnixTimeMilliseconds();
    private uint made;

    public Guid Next()
    {
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, moment << 16);
        BinaryPrimitives.WriteUInt16BigEndian(id[6..], (ushort)(0x7000 | made >> 14));
        BinaryPrimitives.WriteUInt16BigEndian(id[8..], (ushort)(0x8000 | made & 0x3FFF));
        RandomNumberGenerator.Fill(id[10..]);
        made++;
        return new Guid(id, bigEndian: true);
    }
}
