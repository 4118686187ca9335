using System.Text;

namespace Samspill.Features.Admission;

/// <summary>The words of an enumeration as keys of texts: <c>TooYoung</c>, <c>tooYoung</c> -> <c>too-young</c>.</summary>
internal static class Words
{
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
}
