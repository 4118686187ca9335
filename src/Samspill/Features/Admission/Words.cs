using System.Text;
using System.Text.Json;

namespace Samspill.Features.Admission;

/// <summary>The words of enumerations as the program writes them.</summary>
internal static class Words
{
    /// <summary>The key of its text: <c>TooYoung</c>, <c>tooYoung</c> -> <c>too-young</c>.</summary>
    public static string Of(object value)
    {
        var key = new StringBuilder();
        foreach (var letter in value.ToString()!)
        {
            if (char.IsUpper(letter) && key.Length > 0) key.Append('-');
            key.Append(char.ToLowerInvariant(letter));
        }
        return key.ToString();
    }

    /// <summary>What a rule is called in kept decisions and in their texts: <c>PlacesHeld</c> -> <c>placesHeld</c>.</summary>
    public static string Rule(Enum by) => JsonNamingPolicy.CamelCase.ConvertName(by.ToString());
}
