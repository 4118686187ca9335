using Samspill.Domain.Shared;

namespace Samspill.Domain.Tests.Shared;

public sealed class PlainTextTests
{
    [Fact]
    public void Marks_that_turn_the_line_round_are_taken_away() => PlainText.Line("Ola\u202Efdp.exe\u2066 Nordmann\u200F").ShouldBe("Olafdp.exe Nordmann");

    [Fact]
    public void Control_characters_become_one_blank() => PlainText.Line("  Ola\0\r\n\t Nordmann ").ShouldBe("Ola Nordmann");

    [Fact]
    public void Emoji_letters_and_signs_of_every_script_stay() => PlainText.Line("Áile 😀 👨‍👩‍👧 محمد <script>").ShouldBe("Áile 😀 👨‍👩‍👧 محمد <script>");

    [Fact]
    public void A_block_keeps_its_lines() => PlainText.Block("Hører dårlig.\r\nSitter helst foran.\n").ShouldBe("Hører dårlig.\nSitter helst foran.");

    [Fact]
    public void The_same_letter_typed_in_two_ways_is_kept_in_one() => PlainText.Line("A\u030Ase").ShouldBe("Åse");

    [Fact]
    public void Nothing_is_empty() => PlainText.Line(null).ShouldBe("");

    [Theory]
    [InlineData("\u200B")]
    [InlineData(" \u200B\u2060\n\uFEFF ")]
    [InlineData("\u202E\u200D")]
    [InlineData("\u3164\u2800\uFE0F")]
    public void Text_in_which_nothing_can_be_seen_is_no_text(string typed)
    {
        PlainText.Line(typed).ShouldBe("");
        PlainText.Block(typed).ShouldBe("");
        PlainText.Seen(typed).ShouldBe("");
    }

    [Fact]
    public void What_has_no_width_is_taken_from_between_the_letters() => PlainText.Line("By\u200Bsty\u00ADret\uFEFF").ShouldBe("Bystyret");

    [Fact]
    public void What_is_only_seen_through_stays_as_it_was_typed() => PlainText.Seen("  Bysty\u202Eret,\r\n sak 1 ").ShouldBe("  Bystyret,\r\n sak 1 ");
}
