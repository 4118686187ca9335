using System.Text;

namespace Samspill.Domain.Letters;

/// <summary>The named fields of a letter's own texts, <c>{navn}</c>: what they are called is the same in every language.</summary>
public static class LetterFields
{
    /// <summary>The names, in the order they are told.</summary>
    public static readonly IReadOnlyList<string> All = ["navn", "tilbud", "opptak", "skole", "telefon", "epost", "klagefrist"];

    /// <summary>All fields as one writes them.</summary>
    public static string Said => string.Join(", ", All.Select(name => $"{{{name}}}"));

    /// <summary>The first thing in braces that is no field, or a brace without its other; null when there is none.</summary>
    public static string? Unknown(string text)
    {
        foreach (var (literal, field) in Pieces(text))
        {
            if (field is not null && !All.Contains(field)) return $"{{{field}}}";
            if (literal.AsSpan().IndexOfAny('{', '}') is >= 0 and var at) return literal[at].ToString();
        }
        return null;
    }

    /// <summary>The text with its fields filled in. What is filled in is never itself read for fields.</summary>
    /// <param name="value">The value of a field; only names in <see cref="All"/> are asked for.</param>
    /// <exception cref="ArgumentException">The text has an unknown field: ask <see cref="Unknown"/> first.</exception>
    public static string Fill(string text, Func<string, string> value)
    {
        if (Unknown(text) is { } unknown) throw new ArgumentException($"There is no field {unknown}.", nameof(text));
        var filled = new StringBuilder();
        foreach (var (literal, field) in Pieces(text)) filled.Append(literal).Append(field is null ? "" : value(field));
        return filled.ToString();
    }

    private static IEnumerable<(string Literal, string? Field)> Pieces(string text)
    {
        for (var from = 0; from < text.Length;)
        {
            var open = text.IndexOf('{', from);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
            {
                yield return (text[from..], null);
                yield break;
            }
            yield return (text[from..open], text[(open + 1)..close].Trim());
            from = close + 1;
        }
    }
}
