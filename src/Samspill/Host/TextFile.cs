using System.Text.RegularExpressions;

namespace Samspill.Host;

/// <summary>Reads a <c>.texts</c> file: a key at the margin, under it the three languages, indented by two; deeper lines continue the one above.</summary>
/// <example><code>
/// # a comment
/// offer.answer-by
///   nb: Svar innen {0}.
///   nn: Svar innan {0}.
///   en: Answer by {0}.
/// </code></example>
public static partial class TextFile
{
    /// <param name="content">The whole file.</param>
    /// <param name="name">The file's name, said in errors.</param>
    /// <exception cref="FormatException">A line cannot be understood, a language is missing, or the languages do not use the same arguments.</exception>
    public static IEnumerable<KeyValuePair<string, Text>> Read(string content, string name)
    {
        string? key = null, last = null;
        var said = new Dictionary<string, string>();
        foreach (var line in content.Split('\n').Select(l => l.TrimEnd()))
        {
            if (line.Length == 0 || line.StartsWith('#')) continue;
            if (KeyLine().IsMatch(line))
            {
                if (key is not null) yield return new(key, Finished(key, said, name));
                (key, last) = (line, null);
                said.Clear();
            }
            else if (key is not null && LanguageLine().Match(line) is { Success: true } match)
            {
                last = match.Groups[1].Value;
                if (!said.TryAdd(last, match.Groups[2].Value)) throw new FormatException($"{name}: '{key}' says {last} twice.");
            }
            else if (last is not null && line.StartsWith("    ", StringComparison.Ordinal)) said[last] += " " + line.Trim();
            else throw new FormatException($"{name}: cannot read the line '{line}'.");
        }
        if (key is not null) yield return new(key, Finished(key, said, name));
    }

    private static Text Finished(string key, Dictionary<string, string> said, string name)
    {
        string In(string language) => said.TryGetValue(language, out var text) && text.Length > 0
            ? text : throw new FormatException($"{name}: '{key}' has no {language}.");
        var text = new Text(In("nb"), In("nn"), In("en"));
        if (Arguments(text.Nb) is var asked && (!asked.SetEquals(Arguments(text.Nn)) || !asked.SetEquals(Arguments(text.En))))
            throw new FormatException($"{name}: '{key}' does not use the same arguments in the three languages.");
        return text;
    }

    private static HashSet<string> Arguments(string text) => [.. Argument().Matches(text).Select(m => m.Groups[1].Value)];

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$")]
    private static partial Regex KeyLine();

    [GeneratedRegex(@"^  (nb|nn|en):\s*(.*)$")]
    private static partial Regex LanguageLine();

    [GeneratedRegex(@"\{(\d+)")]
    private static partial Regex Argument();
}
