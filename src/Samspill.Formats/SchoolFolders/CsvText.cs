using System.Text;

namespace Samspill.Formats.SchoolFolders;

/// <summary>CSV read row by row as RFC 4180 has it; the separator, <c>;</c> or <c>,</c>, is the one the first line has more of.</summary>
internal sealed class CsvText
{
    public const int LongestRow = 100_000;

    private readonly TextReader reader;
    private readonly char[] buffer = new char[32 * 1024];
    private readonly StringBuilder value = new();
    private readonly char separator;
    private int at, end, consumed, line = 1;

    public CsvText(TextReader reader)
    {
        this.reader = reader;
        Fill();
        separator = Separator(buffer.AsSpan(0, end));
    }

    /// <summary>The physical line the last row began on.</summary>
    public int Line { get; private set; }

    /// <summary>What is wrong with the last row, or null. When <see cref="Read"/> said false, the rest of the file cannot be read.</summary>
    public string? Fault { get; private set; }

    /// <summary>Reads the next row.</summary>
    /// <returns>False at the end, or where the rest cannot be read.</returns>
    public bool Read(List<string> values)
    {
        values.Clear();
        (Line, Fault, consumed) = (line, null, 0);
        if (Peek() < 0) return false;
        while (ReadValue())
        {
            values.Add(value.ToString());
            var after = Next();
            if (after == separator) continue;
            if (after == '\r' && Peek() == '\n') Next();
            line++;
            return true;
        }
        return false;
    }

    private bool ReadValue()
    {
        value.Clear();
        if (Peek() == '"')
        {
            Next();
            if (!ReadQuoted()) return false;
            if (!AtEndOfValue()) Fault = "has text after a closing quote";
        }
        while (!AtEndOfValue())
        {
            var rest = buffer.AsSpan(at, end - at);
            var length = rest.IndexOfAny(separator, '\r', '\n') is >= 0 and var found ? found : rest.Length;
            value.Append(rest[..length]);
            at += length;
            consumed += length;
            if (IsTooLong()) return false;
        }
        return true;
    }

    private bool ReadQuoted()
    {
        while (true)
        {
            var c = Next();
            if (c == '"' && Peek() != '"') return true;
            if (c == '"') Next();
            if (c < 0) return Stop("opens a quote that is never closed");
            if (c == '\n' || (c == '\r' && Peek() != '\n')) line++;
            value.Append((char)c);
            if (IsTooLong()) return false;
        }
    }

    private bool AtEndOfValue() => Peek() is var c && (c == separator || c is '\r' or '\n' or < 0);

    private bool IsTooLong() => consumed > LongestRow && !Stop($"is longer than {LongestRow} characters; is a quote not closed?");

    private bool Stop(string fault)
    {
        Fault = fault;
        return false;
    }

    private int Peek() => at < end || Fill() ? buffer[at] : -1;

    private int Next()
    {
        if (Peek() < 0) return -1;
        consumed++;
        return buffer[at++];
    }

    private bool Fill()
    {
        (at, end) = (0, reader.ReadBlock(buffer));
        return end > 0;
    }

    private static char Separator(ReadOnlySpan<char> start)
    {
        var (semicolons, commas, quoted) = (0, 0, false);
        foreach (var c in start)
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && c is '\r' or '\n') break;
            else if (!quoted && c == ';') semicolons++;
            else if (!quoted && c == ',') commas++;
        }
        return commas > semicolons ? ',' : ';';
    }
}
