namespace Samspill.Gateways.Sms;

/// <summary>Numbers that can take a text message.</summary>
internal static class MobileNumber
{
    /// <summary>With + and country code; null when no text message can go there. A Norwegian mobile begins with 4 or 9 (Nkom's number plan).</summary>
    /// <param name="phone">As a person's telephone number is kept: eight digits, or + and country code; blanks are let pass.</param>
    public static string? Of(string? phone)
    {
        var bare = string.Concat((phone ?? "").Where(c => !char.IsWhiteSpace(c)));
        if (bare.StartsWith("+47", StringComparison.Ordinal)) bare = bare[3..];
        var digits = bare.TrimStart('+');
        if (digits.Length is < 7 or > 15 || !digits.All(char.IsAsciiDigit)) return null;
        if (bare[0] == '+') return bare;
        return digits.Length == 8 && digits[0] is '4' or '9' ? $"+47{digits}" : null;
    }
}
