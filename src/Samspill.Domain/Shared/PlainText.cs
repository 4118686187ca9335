using System.Globalization;
using System.Text;

namespace Samspill.Domain.Shared;

/// <summary>Cleans what people type before it is kept: nothing invisible that could turn a line round, break a file, or pass for an answer.</summary>
/// <remarks>
/// Taken away: control characters, Unicode's direction marks and overrides (UAX 9: U+061C, U+200E-F, U+202A-E, U+2066-9), and characters without width
/// that only pretend to be there (U+00AD, U+034F, U+180E, U+200B, U+2060-5, U+206A-F, U+FEFF). The joiners stay: scripts and emoji need them.
/// Letters of every script and emoji stay. Text in which nothing can be seen is no text.
/// </remarks>
public static class PlainText
{
    /// <summary>One line: blanks at the ends go, several become one. Empty for null.</summary>
    public static string Line(string? typed) => string.Join(' ', Clean(typed, keepLines: false).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Several lines: line breaks stay, as \n. Empty for null.</summary>
    public static string Block(string? typed) => Clean(typed, keepLines: true).Trim();

    /// <summary>As it was typed, without the marks that cannot be seen. Empty for null, and when nothing can be seen.</summary>
    public static string Seen(string? typed)
    {
        if (typed is null || !typed.EnumerateRunes().Any(IsVisible)) return "";
        return typed.EnumerateRunes().Any(IsHidden) ? string.Concat(typed.EnumerateRunes().Where(c => !IsHidden(c))) : typed;
    }

    private static string Clean(string? typed, bool keepLines)
    {
        var clean = new StringBuilder();
        foreach (var c in Seen(typed).Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (keepLines && c.Value == '\n') clean.Append('\n');
            else if (Rune.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) clean.Append(' ');
            else clean.Append(c);
        }
        return clean.ToString().Normalize();
    }

    private static bool IsHidden(Rune c) => c.Value is 0x00AD or 0x034F or 0x061C or 0x180E or 0x200B or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF;

    /// <summary>Whether it leaves ink by itself. Marks need a letter to stand on; the fillers of Hangul, Khmer and Braille are letters and signs without any.</summary>
    private static bool IsVisible(Rune c) => c.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x17B4 or 0x17B5 or 0x2800)
        && Rune.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned);
}
