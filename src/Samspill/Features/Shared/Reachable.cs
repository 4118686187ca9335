using System.Net.Mail;

namespace Samspill.Features.Shared;

/// <summary>A telephone number as people type it.</summary>
public static class PhoneNumber
{
    /// <summary>Digits, with + and country code when it is foreign; a Norwegian one is its eight digits. Null when it is none.</summary>
    public static string? Read(string? typed)
    {
        var text = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '(' or ')' or '.')));
        if (text.StartsWith("00", StringComparison.Ordinal)) text = "+" + text[2..];
        if (text.StartsWith("+47", StringComparison.Ordinal)) text = text[3..];
        if (text.Length == 10 && text.StartsWith("47", StringComparison.Ordinal)) text = text[2..];
        var digits = text.StartsWith('+') ? text[1..] : text;
        if (!digits.All(char.IsAsciiDigit)) return null;
        return text.StartsWith('+') ? digits.Length is >= 7 and <= 15 ? text : null : digits.Length == 8 ? digits : null;
    }
}

/// <summary>An e-mail address as people type it.</summary>
public static class EmailAddress
{
    /// <summary>In small letters, without blanks about it; null when it is no address.</summary>
    public static string? Read(string? typed)
    {
        var text = typed?.Trim().ToLowerInvariant() ?? "";
        return text.Length is > 0 and <= 254 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal) ? text : null;
    }
}
