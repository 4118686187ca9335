using Samspill.Domain.Letters;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>The letter's own words in one language, as they are typed.</summary>
public sealed class TemplateWords
{
    public string? Opening { get; set; }
    public string? Closing { get; set; }
    public string? Signature { get; set; }

    public static TemplateWords Of(LetterTexts texts) => new() { Opening = texts.Opening, Closing = texts.Closing, Signature = texts.Signature };

    public LetterTexts Texts => new(PlainText.Block(Opening), PlainText.Block(Closing), PlainText.Block(Signature));
}

/// <summary>The letter's own words in all languages, as they are typed.</summary>
public sealed class TemplateForm
{
    public TemplateWords Nb { get; set; } = new();
    public TemplateWords Nn { get; set; } = new();
    public TemplateWords En { get; set; } = new();

    /// <summary>The version that was open.</summary>
    public int Seen { get; set; }

    public IEnumerable<(string Language, string Field, TemplateWords Words)> All => [("nb", nameof(Nb), Nb), ("nn", nameof(Nn), Nn), ("en", nameof(En), En)];

    public static TemplateForm Of(IReadOnlyDictionary<string, LetterTexts> texts, int version) =>
        new() { Nb = TemplateWords.Of(texts["nb"]), Nn = TemplateWords.Of(texts["nn"]), En = TemplateWords.Of(texts["en"]), Seen = version };

    /// <summary>What was typed, and what is wrong said beside the fields.</summary>
    public IReadOnlyDictionary<string, LetterTexts> Read(Typed typed)
    {
        var texts = All.ToDictionary(l => l.Language, l => l.Words.Texts);
        var fields = All.ToDictionary(l => l.Language, l => l.Field);
        foreach (var fault in LetterTemplate.Faults(texts, Languages.All)) typed.Wrong($"{fields[fault.Language]}.{fault.Part}", fault.Why);
        return texts;
    }
}
