using System.Net.Mail;

namespace Samspill.Features.Access;

/// <summary>An e-mail address as people type it.</summary>
internal static class EmailAddress
{
    /// <summary>In small letters, without blanks about it; null when it is no address.</summary>
    public static string? Read(string? typed)
    {
        var text = typed?.Trim().ToLowerInvariant() ?? "";
        return text.Length is > 0 and <= 254 && !text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal) ? text : null;
    }
}
