using System.Globalization;
using Samspill.Host;
using Shouldly;
using Xunit;

namespace Samspill.Tests.Host;

public sealed class TextsTests
{
    private const string Offer = """
        # What a family reads about an offer
        offer.answer-by
          nb: Svar innen {0}.
          nn: Svar innan {0}.
          en: Answer by {0}.
        queue.waiting
          nb: {0:N0} barn venter
          nn: {0:N0} barn ventar
          en: {0:N0} children are waiting
        queue.waiting.one
          nb: Ett barn venter
          nn: Eitt barn ventar
          en: One child is waiting
        """;

    private static Texts Read(string content, bool strict = true) => new(TextFile.Read(content, "offer.texts"), strict);

    [Fact]
    public void A_text_is_said_in_the_language_that_is_asked_for()
    {
        var texts = Read(Offer);

        texts.In("nb")["offer.answer-by", "fredag"].ShouldBe("Svar innen fredag.");
        texts.In("nn")["offer.answer-by", "fredag"].ShouldBe("Svar innan fredag.");
        texts.In("en")["offer.answer-by", "Friday"].ShouldBe("Answer by Friday.");
    }

    [Fact]
    public void A_language_that_is_not_ours_is_answered_in_bokmål() =>
        Read(Offer).In("de")["offer.answer-by", "fredag"].ShouldBe("Svar innen fredag.");

    [Fact]
    public void One_has_its_own_form_and_others_do_not()
    {
        var texts = Read(Offer).In("nb");

        texts["queue.waiting", 1].ShouldBe("Ett barn venter");
        texts["queue.waiting", 1L].ShouldBe("Ett barn venter");
        texts["queue.waiting", 0].ShouldBe("0 barn venter");
        texts["queue.waiting", "1"].ShouldBe("1 barn venter");
    }

    [Fact]
    public void Numbers_are_grouped_as_the_reader_writes_them()
    {
        Read(Offer).In("nn")["queue.waiting", 1634].ShouldBe("1\u00a0634 barn ventar");
        Read(Offer).In("en")["queue.waiting", 1634].ShouldBe("1,634 children are waiting");
    }

    [Fact]
    public void A_text_follows_the_language_of_the_request()
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("nn");
            Read(Offer)["offer.answer-by", "fredag"].ShouldBe("Svar innan fredag.");
        }
        finally { CultureInfo.CurrentUICulture = before; }
    }

    [Fact]
    public void A_deeper_line_continues_the_one_above() =>
        Read("a\n  nb: Det tar\n    tre minutter.\n  nn: Det tek tre minutt.\n  en: It takes three minutes.\n").In("nb")["a"].ShouldBe("Det tar tre minutter.");

    [Fact]
    public void Braces_in_a_text_without_arguments_are_left_alone() =>
        Read("a\n  nb: «{x}»\n  nn: «{x}»\n  en: “{x}”\n").In("nb")["a"].ShouldBe("«{x}»");

    [Fact]
    public void A_key_that_does_not_exist_is_a_bug_found_early_and_a_word_shown_late()
    {
        Should.Throw<KeyNotFoundException>(() => Read(Offer).In("nb")["offer.none"]).Message.ShouldContain("offer.none");
        Read(Offer, strict: false).In("nb")["offer.none"].ShouldBe("offer.none");
    }

    [Theory]
    [InlineData("a\n  nb: x\n  en: x\n", "has no nn")]
    [InlineData("a\n  nb: x\n  nn:\n  en: x\n", "has no nn")]
    [InlineData("a\n  nb: x\n  nb: y\n  nn: x\n  en: x\n", "says nb twice")]
    [InlineData("a\n  nb: {0}\n  nn: {0}\n  en: nobody\n", "same arguments")]
    [InlineData("a\n  de: x\n", "cannot read")]
    [InlineData("Stor bokstav\n", "cannot read")]
    [InlineData("  nb: ingen nøkkel\n", "cannot read")]
    [InlineData("a\n  nb: x\n  nn: x\n  en: x\na\n  nb: y\n  nn: y\n  en: y\n", "twice")]
    public void A_file_with_a_fault_stops_the_start_and_says_where(string content, string why) =>
        Should.Throw<FormatException>(() => Read(content)).Message.ShouldContain(why);

    [Fact]
    public void The_programs_own_texts_can_be_read_and_are_not_empty()
    {
        var texts = Texts.Of(typeof(Texts).Assembly, strict: true);

        texts.Keys.Count.ShouldBeGreaterThan(50);
        texts.In("nn")["layout.privacy"].ShouldBe("Personvern");
    }
}
