using System.Text.RegularExpressions;
using Samspill.Host;

namespace Samspill.Features.Shared;

/// <summary>Short codes that people choose for things, and that stand in addresses and files.</summary>
public static partial class Codes
{
    /// <summary>The code typed, or one made from the name when none was.</summary>
    public static string Code(this Typed typed, string field, string? code, string name, Texts texts)
    {
        var chosen = string.IsNullOrWhiteSpace(code) ? Of(name) : code.Trim();
        if (!Form().IsMatch(chosen) || chosen == "ny") typed.Wrong(field, texts["typed.code"]);
        return chosen;
    }

    /// <summary>"Gitar, Nardo skole" gives gitar-nardo-skole.</summary>
    public static string Of(string name)
    {
        var plain = name.ToLowerInvariant().Replace("æ", "ae", StringComparison.Ordinal).Replace('ø', 'o').Replace('å', 'a');
        var code = Other().Replace(plain, "-").Trim('-');
        return code.Length > 80 ? code[..80].TrimEnd('-') : code;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,79}$", RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Other();
}
