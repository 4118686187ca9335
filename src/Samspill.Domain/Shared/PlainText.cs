using System.Globalization;
using System.Text;

namespace Samspill.Domain.Shared;

/// <summary>Cleans what people type before it is kept: nothing invisible that could turn a line round or break a file.</summary>
/// <remarks>Taken away: control characters and Unicode's direction marks and overrides (UAX 9: U+061C, U+200E-F, U+202A-E, U+2066-9). Letters of every script and emoji stay.</remarks>
public static class PlainText
{
    /// <summary>One line: blanks at the ends go, several become one. Empty for null.</summary>
    public static string Line(string? typed) => string.Join(' ', Clean(typed, keepLines: false).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Several lines: line breaks stay, as \n. Empty for null.</summary>
    public static string Block(string? typed) => Clean(typed, keepLines: true).Trim();

    private static string Clean(string? typed, bool keepLines)
    {
        var clean = new StringBuilder();
        foreach (var c in (typed ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (keepLines && c.Value == '\n') clean.Append('\n');
            else if (Rune.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) clean.Append(' ');
            else if (c.Value is not (0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))) clean.Append(c);
        }
        return clean.ToString().Normalize();
    }
}
