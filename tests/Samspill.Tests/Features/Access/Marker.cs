using System.Text;
using System.Text.Encodings.Web;

namespace Samspill.Tests.Features.Access;

/// <summary>A word that stands nowhere else, sought in every form in which it could slip out.</summary>
internal sealed class Marker(string word)
{
    private readonly IReadOnlyList<(string Form, StringComparison How)> forms =
    [
        (word, StringComparison.OrdinalIgnoreCase),
        (Latin(Encoding.UTF8.GetBytes(word)), StringComparison.OrdinalIgnoreCase),
        (Latin(Encoding.UTF8.GetBytes(word.ToUpperInvariant())), StringComparison.Ordinal),
        (Uri.EscapeDataString(word), StringComparison.OrdinalIgnoreCase),
        (HtmlEncoder.Default.Encode(word), StringComparison.OrdinalIgnoreCase),
        (JavaScriptEncoder.Default.Encode(word), StringComparison.OrdinalIgnoreCase),
        (Latin(Encoding.Unicode.GetBytes(word)), StringComparison.OrdinalIgnoreCase),
        (Latin(Encoding.BigEndianUnicode.GetBytes(word)), StringComparison.OrdinalIgnoreCase),
        .. Enumerable.Range(0, 3).Select(shift => (Base64(word, shift), StringComparison.Ordinal)),
    ];

    public string Word => word;

    /// <summary>Whether the bytes hold the word in any form.</summary>
    public bool IsIn(byte[] bytes)
    {
        var text = Latin(bytes);
        return forms.Any(form => text.Contains(form.Form, form.How));
    }

    /// <summary>One character a byte, so that text of any encoding can be searched alike.</summary>
    private static string Latin(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>The characters that the word gives in the middle of a longer text, beginning at any of three places.</summary>
    private static string Base64(string word, int shift)
    {
        var bytes = Encoding.UTF8.GetBytes(word);
        var whole = Convert.ToBase64String([.. new byte[shift], .. bytes]).TrimEnd('=');
        var from = (shift * 8 + 5) / 6;
        var to = (shift + bytes.Length) * 8 / 6;
        return whole[from..to];
    }
}
