using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Letters;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>Writes letters as HTML from decisions and the school's template. Refuses when the template that is in use has a fault.</summary>
public sealed class WriteLetters(SamspillDb db, OpenSchool school, ServerOptions options, Texts texts, LetterView view)
{
    /// <summary>The style where a letter is printed: beside the document.</summary>
    public const string StyleBeside = "letter.css";

    /// <summary>Letters in one language, one after another.</summary>
    /// <param name="style">The address of the style sheet.</param>
    public async Task<Outcome<string>> HtmlAsync(IReadOnlyList<LetterCase> cases, string language, string style, CancellationToken ct)
    {
        var own = await db.LetterTextsAsync(texts, ct);
        if (LetterTemplate.Faults(own, Languages.All).Any()) return LetterRejections.TemplateFaulty;
        return await HtmlAsync(cases, own[language], language, style, ct);
    }

    /// <summary>With words that are being tried.</summary>
    /// <param name="own">Without faults.</param>
    public async Task<string> HtmlAsync(IReadOnlyList<LetterCase> cases, LetterTexts own, string language, string style, CancellationToken ct)
    {
        var profile = await db.Profile.AsNoTracking().SingleAsync(ct);
        var sheets = Languages.Speaking(language, () => cases.Select(c => texts.Sheet(c, own, profile, $"{options.PublicUrl}/{school.Slug}/vedtak/{c.Application.Value}")).ToList());
        var title = sheets is [var only] ? $"{only.Told.Title} – {profile.Name}" : texts.In(language)["letter.book", profile.Name, sheets.Count];
        return await view.HtmlAsync(new LetterBook(title, language, style, sheets));
    }
}

public static class LetterTemplates
{
    /// <summary>The newest version; null while the school uses the standard letter.</summary>
    public static Task<LetterTemplate?> LetterTemplateAsync(this SamspillDb db, CancellationToken ct) =>
        db.LetterTemplates.AsNoTracking().OrderByDescending(t => t.Version).FirstOrDefaultAsync(ct);

    /// <summary>The school's own words, or the standard ones while it has none.</summary>
    public static async Task<IReadOnlyDictionary<string, LetterTexts>> LetterTextsAsync(this SamspillDb db, Texts texts, CancellationToken ct) =>
        (await db.LetterTemplateAsync(ct))?.Texts ?? texts.StandardLetter();
}
