using System.Globalization;
using System.Reflection;

namespace Samspill.Host;

/// <summary>Every sentence the program says, in bokmål, nynorsk and English, read from the <c>.texts</c> files beside the features.</summary>
/// <remarks>
/// A key with a second form for one, <c>queue.waiting.one</c> beside <c>queue.waiting</c>, uses it when the first argument is the number 1.
/// Immutable and safe to share between threads.
/// </remarks>
public sealed class Texts
{
    private readonly Dictionary<string, Text> texts;
    private readonly bool strict;

    /// <param name="entries">Every text, from all files.</param>
    /// <param name="strict">True: a key that does not exist throws. False: the key itself is shown, so that a page is never lost for a word.</param>
    /// <exception cref="FormatException">A key stands twice.</exception>
    public Texts(IEnumerable<KeyValuePair<string, Text>> entries, bool strict)
    {
        this.strict = strict;
        texts = new(StringComparer.Ordinal);
        foreach (var (key, text) in entries)
            if (!texts.TryAdd(key, text)) throw new FormatException($"The text '{key}' stands twice.");
    }

    /// <summary>Reads every embedded <c>.texts</c> file of the assembly.</summary>
    /// <exception cref="FormatException">A file is malformed, a language is missing, or a key stands twice.</exception>
    public static Texts Of(Assembly assembly, bool strict) => new(
        assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".texts", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return TextFile.Read(reader.ReadToEnd(), name);
            }),
        strict);

    /// <summary>The keys, for tests and for listing what a translator must see.</summary>
    public IReadOnlyCollection<string> Keys => texts.Keys;

    /// <summary>True when there is such a text.</summary>
    public bool Has(string key) => texts.ContainsKey(key);

    /// <summary>The text in the language of the present request (<see cref="CultureInfo.CurrentUICulture"/>).</summary>
    /// <exception cref="KeyNotFoundException">There is no such text and the catalogue is strict.</exception>
    public string this[string key, params object?[] arguments] =>
        Say(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, CultureInfo.CurrentCulture, key, arguments);

    /// <summary>The texts in one language, for what is written to somebody else than the one who asks: messages and letters.</summary>
    /// <param name="language"><c>nb</c>, <c>nn</c> or <c>en</c>; anything else is bokmål.</param>
    public TextsIn In(string language) => new(this, Languages.Known(language));

    internal string Say(string language, CultureInfo formats, string key, object?[] arguments)
    {
        if (arguments is [int or long, ..] && Convert.ToInt64(arguments[0], CultureInfo.InvariantCulture) == 1 && texts.TryGetValue(key + ".one", out var one))
            return Fill(one.In(language), formats, arguments);
        if (texts.TryGetValue(key, out var text)) return Fill(text.In(language), formats, arguments);
        return strict ? throw new KeyNotFoundException($"There is no text '{key}'.") : key;
    }

    private static string Fill(string text, CultureInfo formats, object?[] arguments) =>
        arguments.Length == 0 ? text : string.Format(formats, text, arguments);
}

/// <summary>The texts in one chosen language; see <see cref="Texts.In"/>.</summary>
public readonly record struct TextsIn(Texts Texts, string Language)
{
    /// <inheritdoc cref="Texts.this"/>
    public string this[string key, params object?[] arguments] => Texts.Say(Language, Languages.Formats(Language), key, arguments);
}

/// <summary>One text in the three languages.</summary>
public sealed record Text(string Nb, string Nn, string En)
{
    /// <summary>The text in that language; bokmål when the language is not one of ours.</summary>
    public string In(string language) => language switch { "nn" => Nn, "en" => En, _ => Nb };
}
