using Samspill.Domain.Admission;
using Samspill.Domain.Letters;
using Samspill.Domain.School;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>A letter as it is set: what the system says from the data, and the school's own words around it.</summary>
/// <param name="From">The school's name, then how to reach it.</param>
/// <param name="Reference">What the case is called: the application's code.</param>
/// <param name="Link">Where the same decision stands on the web.</param>
public sealed record LetterSheet(
    IReadOnlyList<string> From, IReadOnlyList<string> To, string Date, string Reference, DecisionTold Told, string Opening, string Closing, string Signature, string Link);

/// <summary>Letters of one language that are printed together.</summary>
/// <param name="Style">The address of the style sheet, from where the document lies.</param>
public sealed record LetterBook(string Title, string Language, string Style, IReadOnlyList<LetterSheet> Sheets);

internal static class LetterSheets
{
    /// <summary>Sets a letter in the language of the present request or of <see cref="Languages.Speaking{T}"/>.</summary>
    /// <param name="own">The school's own words in that language, without faults.</param>
    public static LetterSheet Sheet(this Texts texts, LetterCase of, LetterTexts own, SchoolProfile school, string link)
    {
        var facts = of.Facts;
        string Value(string field) => field switch
        {
            "navn" => facts.Child,
            "tilbud" => facts.Course,
            "opptak" => of.Round ?? texts["letter.vacancy"],
            "skole" => school.Name,
            "telefon" => school.Phone ?? Show.None,
            "epost" => school.Email ?? Show.None,
            "klagefrist" => Show.Date(ComplaintDeadline.LastDay(of.Basis.ToldOn)),
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };
        var child = $"{of.Child.GivenName} {of.Child.FamilyName}";
        return new LetterSheet(
            [school.Name, .. new[] { school.Address, school.Phone, school.Email }.OfType<string>()],
            [.. of.Adult ? [child] : of.Guardians.Count == 0 ? new[] { texts["letter.to-guardians", child] } : [.. of.Guardians.Take(2), texts["letter.for", child]], .. of.Address],
            Show.Date(of.Basis.ToldOn), of.Code, texts.Told(facts, of.Basis),
            LetterFields.Fill(own.Opening, Value), LetterFields.Fill(own.Closing, Value), LetterFields.Fill(own.Signature, Value), link);
    }

    /// <summary>The words that a school has until it writes its own.</summary>
    public static IReadOnlyDictionary<string, LetterTexts> StandardLetter(this Texts texts) => Languages.All.ToDictionary(l => l, l =>
    {
        var text = texts.In(l);
        return new LetterTexts(text["letter.standard.opening"], text["letter.standard.closing"], text["letter.standard.signature"]);
    });

    /// <summary>A decision on a made-up child, to look at the letter with.</summary>
    public static LetterCase MadeUpCase(DateTimeOffset now, string language, string? complaintBody)
    {
        var today = Oslo.DayOf(now);
        var given = Enumerable.Range(1, 24).Select(i => now.AddDays(-15 * i));
        return new LetterCase(default, "K7Q-4TD2-1",
            new DecisionFacts("Jonas", "gitar-midtbyen", "Gitar, Midtbyen", DecisionOutcome.Waiting, "placesHeld", null, 7, 41, 10, today.Year, 8, new DateOnly(today.Year - 8, 3, 14), 7, 19, [], null, now.AddDays(-150), AdmissionRules.Default),
            new DecisionBasis(today, 1, 1, "Bystyret", WaitingTime.Reckon(7, QueueYear.Of(given), now), null, complaintBody),
            new PersonLine(default, "Jonas", "Nordby", Domain.People.Protection.None), Adult: false, language, ["Kari Nordby", "Anders Nordby"], ["Eksempelveien 1", "7010"], "Hovedopptak");
    }
}
