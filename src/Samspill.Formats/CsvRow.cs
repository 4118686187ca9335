using System.Buffers;

namespace Samspill.Formats;

/// <summary>One row of CSV as RFC 4180 has it, with <c>;</c> between values and CRLF at the end.</summary>
internal static class CsvRow
{
    private static readonly SearchValues<char> Special = SearchValues.Create(";\"\r\n");

    public static void Write(TextWriter text, IEnumerable<string> values)
    {
        var first = true;
        foreach (var value in values)
        {
            if (!first) text.Write(';');
            first = false;
            text.Write(value.AsSpan().ContainsAny(Special) ? $"\"{value.Replace("\"", "\"\"")}\"" : value);
        }
        text.Write("\r\n");
    }
}
