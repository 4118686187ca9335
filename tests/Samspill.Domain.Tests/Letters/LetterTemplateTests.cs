using Samspill.Domain.Letters;

namespace Samspill.Domain.Tests.Letters;

public sealed class LetterTemplateTests
{
    private static readonly string[] Languages = ["nb", "nn", "en"];
    private static readonly LetterTexts Whole = new("Hei {navn}", "Hilsen", "Marit Lund\nrektor");

    [Fact]
    public void Texts_that_are_there_in_every_language_have_no_faults() => Faults(Whole, Whole, Whole).ShouldBeEmpty();

    [Fact]
    public void A_part_that_is_empty_in_all_languages_is_left_out() => Faults(Whole with { Closing = "" }, Whole with { Closing = "" }, Whole with { Closing = "" }).ShouldBeEmpty();

    [Fact]
    public void A_part_that_one_language_lacks_is_told_with_the_language()
    {
        var fault = Faults(Whole, Whole with { Opening = "" }, Whole).ShouldHaveSingleItem();

        (fault.Language, fault.Part, fault.Why).ShouldBe(("nn", "Opening", LetterRejections.TextMissing));
    }

    [Fact]
    public void A_language_that_is_not_there_at_all_lacks_every_part() =>
        LetterTemplate.Faults(new Dictionary<string, LetterTexts> { ["nb"] = Whole, ["en"] = Whole }, Languages).Select(f => (f.Language, f.Part))
            .ShouldBe([("nn", "Opening"), ("nn", "Closing"), ("nn", "Signature")]);

    [Fact]
    public void Nobody_signs_a_letter_without_a_signature() =>
        Faults(Whole with { Signature = "" }, Whole with { Signature = "" }, Whole with { Signature = "" }).Select(f => f.Language).ShouldBe(Languages);

    [Theory]
    [InlineData("Hei {fornavn}", "{fornavn}")]
    [InlineData("Hei {}", "{}")]
    [InlineData("Hei {navn", "{")]
    [InlineData("Hei navn}", "}")]
    [InlineData("{navn} og {{navn}}", "{{navn}")]
    public void An_unknown_field_is_told_by_what_was_written(string text, string told)
    {
        var fault = Faults(Whole, Whole, Whole with { Opening = text }).ShouldHaveSingleItem();

        (fault.Language, fault.Why.Code, fault.Why.Facts[0]).ShouldBe(("en", "letter.unknown-field", told));
    }

    [Fact]
    public void A_part_of_a_novels_length_is_refused() => Faults(Whole with { Closing = new string('a', 2001) }, Whole, Whole).ShouldHaveSingleItem().Why.Code.ShouldBe("letter.too-long");

    [Fact]
    public void Fields_are_filled_in_and_what_is_filled_in_is_not_read_again() =>
        LetterFields.Fill("{navn}: { tilbud }.", field => field == "navn" ? "{skole}" : "Gitar").ShouldBe("{skole}: Gitar.");

    [Fact]
    public void A_text_with_an_unknown_field_is_never_filled_in() => Should.Throw<ArgumentException>(() => LetterFields.Fill("{x}", _ => ""));

    [Fact]
    public void A_file_knows_whose_letters_are_in_it_and_in_which_order()
    {
        ApplicationId[] ids = [ApplicationId.New(), ApplicationId.New(), ApplicationId.New()];

        new LetterFile(LetterFileId.New(), LetterJobId.New(), 1, "nb", shielded: false, ids).Ids().ShouldBe(ids);
    }

    private static List<LetterFault> Faults(LetterTexts nb, LetterTexts nn, LetterTexts en) =>
        [.. LetterTemplate.Faults(new Dictionary<string, LetterTexts> { ["nb"] = nb, ["nn"] = nn, ["en"] = en }, Languages)];
}
