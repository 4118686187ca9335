using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Samspill.Formats.SchoolFolders;

/// <summary>Finds how a file's text is encoded, reading it once in pieces: UTF-8 if all of it is, else Windows-1252.</summary>
internal static class FileText
{
    public const int LargestMegabytes = 64;

    public static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The encoding, or what makes the file unreadable.</summary>
    public static (Encoding? Encoding, string? Fault) Encoding(Func<Stream> open)
    {
        using var stream = open();
        var bytes = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var chars = ArrayPool<char>.Shared.Rent(64 * 1024);
        try
        {
            return Scan(stream, bytes, chars);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
            ArrayPool<char>.Shared.Return(chars, clearArray: true);
        }
    }

    private static (Encoding? Encoding, string? Fault) Scan(Stream stream, byte[] bytes, char[] chars)
    {
        var (total, kept, utf8, marked) = (0L, 0, true, false);
        while (stream.ReadAtLeast(bytes.AsSpan(kept), 1, throwOnEndOfStream: false) is > 0 and var read)
        {
            var piece = bytes.AsSpan(0, kept + read);
            if (total == 0)
            {
                if (piece is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return (null, "is UTF-16; save it as UTF-8");
                marked = piece is [0xEF, 0xBB, 0xBF, ..];
            }
            total += read;
            if (total > LargestMegabytes * 1024L * 1024) return (null, $"is larger than {LargestMegabytes} MB");
            if (piece.Contains((byte)0)) return (null, "holds NUL bytes; it is no CSV file in UTF-8");
            kept = 0;
            if (!utf8) continue;
            utf8 = Utf8.ToUtf16(piece, chars, out var used, out _, replaceInvalidSequences: false, isFinalBlock: false) != OperationStatus.InvalidData;
            if (!utf8) continue;
            kept = piece.Length - used;         // a character cut in two by the end of the piece
            piece[used..].CopyTo(bytes);
        }
        if (utf8 && kept == 0) return (System.Text.Encoding.UTF8, null);
        return marked ? (null, "says it is UTF-8, but is not") : (Windows1252, null);
    }
}
