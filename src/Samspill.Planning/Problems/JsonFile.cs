using System.Text.Json;
using System.Text.Unicode;

namespace Samspill.Planning.Problems;

/// <summary>What all our JSON formats share: UTF-8, faults instead of exceptions, one way of writing.</summary>
internal static class JsonFile
{
    private const int Most = 1 << 30;

    public delegate T? Reader<T>(ref StrictJson json, FaultList faults) where T : class;

    /// <summary>Reads a stream to its end; one of more than 1 GiB is a fault.</summary>
    public static Reading<T> Read<T>(Stream stream, Reader<T> read) where T : class
    {
        var buffer = new byte[stream.CanSeek ? (int)Math.Clamp(stream.Length - stream.Position + 1, 1, Most) : 1 << 16];
        var length = 0;
        for (int got; (got = stream.Read(buffer, length, buffer.Length - length)) > 0;)
        {
            length += got;
            if (length >= Most) return new(null, [new Fault("file", "is larger than 1 GiB")]);
            if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(2L * length, Most));
        }
        return Read(buffer.AsSpan(0, length), read);
    }

    public static Reading<T> Read<T>(ReadOnlySpan<byte> utf8, Reader<T> read) where T : class
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        var faults = new FaultList();
        if (!Utf8.IsValid(utf8))
        {
            faults.Add("file", "is not UTF-8");
            return new(null, faults.ToList());
        }
        T? value = null;
        try
        {
            var json = new StrictJson(utf8, faults);
            json.Read();
            value = read(ref json, faults);
            json.End();
        }
        catch (JsonException broken)
        {
            var place = $"line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}";
            faults.Add(place, $"is not JSON, or is nested deeper than 64: {FirstSentence(broken.Message)}");
        }
        return faults.Any ? new(null, faults.ToList()) : new(value, []);
    }

    public static Utf8JsonWriter Writer(Stream stream) => new(stream, new JsonWriterOptions
    {
        // As it reads, not escaped: æ is æ. The files are not put into web pages.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return string.Concat((end < 0 ? message : message[..end]).EnumerateRunes().Where(r => !System.Text.Rune.IsControl(r)));
    }
}
