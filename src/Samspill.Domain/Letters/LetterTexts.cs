using Samspill.Domain.Shared;

namespace Samspill.Domain.Letters;

/// <summary>What the school itself says in a letter, in one language, around what the system writes from the data.</summary>
/// <param name="Opening">Before the decision; may be empty.</param>
/// <param name="Closing">After the right to complain; may be empty.</param>
/// <param name="Signature">Who signs, a line for each: name, title.</param>
public sealed record LetterTexts(string Opening, string Closing, string Signature)
{
    /// <summary>Each part with its name.</summary>
    public IEnumerable<(string Part, string Text)> Parts => [(nameof(Opening), Opening), (nameof(Closing), Closing), (nameof(Signature), Signature)];
}

/// <summary>What is wrong with a template, and where.</summary>
/// <param name="Language">nb, nn or en.</param>
/// <param name="Part">Opening, Closing or Signature.</param>
public sealed record LetterFault(string Language, string Part, Rejection Why);

/// <summary>One version of the school's letter in all its languages. Never changed, only followed by a new version.</summary>
public sealed class LetterTemplate
{
    /// <summary>The most characters a part may have: a letter is to stay a letter.</summary>
    public const int Longest = 2000;

    private LetterTemplate() { }

    /// <summary>A version as somebody saved it.</summary>
    /// <param name="texts">By language: nb, nn, en.</param>
    public LetterTemplate(int version, IReadOnlyDictionary<string, LetterTexts> texts, DateTimeOffset savedAt, string savedBy) =>
        (Version, Texts, SavedAt, SavedBy) = (version, texts, savedAt, savedBy);

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; private init; }
    public IReadOnlyDictionary<string, LetterTexts> Texts { get; private init; } = new Dictionary<string, LetterTexts>();
    public DateTimeOffset SavedAt { get; private init; }
    public string SavedBy { get; private init; } = "";

    /// <summary>What is wrong with the texts; empty when letters can be printed from them. Asked when they are saved and again before anything is printed.</summary>
    /// <param name="languages">The languages that letters are written in.</param>
    public static IEnumerable<LetterFault> Faults(IReadOnlyDictionary<string, LetterTexts> texts, IReadOnlyCollection<string> languages)
    {
        var given = languages.SelectMany(l => texts.GetValueOrDefault(l)?.Parts ?? []).Where(p => p.Text.Length > 0).Select(p => p.Part).Append(nameof(LetterTexts.Signature)).ToHashSet();
        foreach (var language in languages)
        {
            foreach (var (part, text) in (texts.GetValueOrDefault(language) ?? new LetterTexts("", "", "")).Parts)
            {
                if (text.Length == 0 && given.Contains(part)) yield return new(language, part, LetterRejections.TextMissing);
                if (text.Length > Longest) yield return new(language, part, new Rejection(LetterRejections.TooLong.Code, Longest, text.Length));
                if (LetterFields.Unknown(text) is { } unknown) yield return new(language, part, new Rejection(LetterRejections.UnknownField.Code, unknown, LetterFields.Said));
            }
        }
    }
}

/// <summary>Why letters refuse.</summary>
public static class LetterRejections
{
    /// <summary>A part has words in another language, but not in this.</summary>
    public static readonly Rejection TextMissing = new("letter.text-missing");
    public static readonly Rejection TooLong = new("letter.too-long");
    public static readonly Rejection UnknownField = new("letter.unknown-field");

    /// <summary>The template that is in use has a fault: it must be put right before anything is printed.</summary>
    public static readonly Rejection TemplateFaulty = new("letter.template-faulty");
    public static readonly Rejection NotFound = new("letter.not-found");

    /// <summary>The run is not published: nothing has been decided.</summary>
    public static readonly Rejection NotPublished = new("letter.not-published");
    public static readonly Rejection NoneToPrint = new("letter.none-to-print");

    /// <summary>The same letters are being printed already.</summary>
    public static readonly Rejection AlreadyPrinting = new("letter.already-printing");
    public static readonly Rejection NotPrinting = new("letter.not-printing");
}
