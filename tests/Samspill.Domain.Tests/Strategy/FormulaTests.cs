using Samspill.Domain.Strategy;

namespace Samspill.Domain.Tests.Strategy;

public sealed class FormulaTests
{
    private static readonly Dictionary<string, decimal> Figures = new() { ["pupils"] = 30, ["children"] = 120, ["none"] = 0, ["lesson-hours"] = 45.5m, ["leder2"] = 3 };

    [Theory]
    [InlineData("100 * pupils / children", "25")]
    [InlineData("2 + 3 * 4", "14")]
    [InlineData("(2 + 3) * 4", "20")]
    [InlineData("20 - 5 - 4", "11")]
    [InlineData("24 / 4 / 2", "3")]
    [InlineData("lesson-hours", "45.5")]
    [InlineData("pupils - leder2", "27")]
    [InlineData("pupils -leder2", "27")]
    [InlineData("  1.5*2 ", "3.0")]
    public void It_is_reckoned_as_one_would_by_hand(string formula, string value) =>
        Formula.Read(formula).Value.Of(Figures).ShouldBe(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void It_says_which_figures_it_asks_for() => Formula.Read("100 * pupils / (children + lesson-hours)").Value.Names.ShouldBe(["pupils", "children", "lesson-hours"]);

    [Theory]
    [InlineData("pupils / none")]
    [InlineData("pupils / (children - 120)")]
    [InlineData("1 + nobody-knows")]
    [InlineData("79228162514264337593543950335 * 10")]
    public void There_is_no_number_where_a_figure_is_missing_or_divides_by_nothing(string formula) => Formula.Read(formula).Value.Of(Figures).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("1 +")]
    [InlineData("* 2")]
    [InlineData("(1 + 2")]
    [InlineData("1 2")]
    [InlineData("1; drop")]
    [InlineData("2x")]
    [InlineData("pupils()")]
    public void What_is_no_formula_is_refused(string text)
    {
        Formula.Read(text).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("plan.formula");
    }

    [Fact]
    public void Brackets_cannot_be_so_deep_that_the_program_falls()
    {
        var deep = new string('(', 90) + "1" + new string(')', 90);
        Formula.Read(deep).Refused(out _).ShouldBeTrue();
        Formula.Read(new string('(', 20) + "1" + new string(')', 20)).Value.Of(Figures).ShouldBe(1m);
    }

    [Theory]
    [InlineData("1 200,5", "1200.5")]
    [InlineData("1\u00A0200", "1200")]
    [InlineData("−3", "-3")]
    [InlineData("0.123456", "0.1235")]
    [InlineData("mange", null)]
    [InlineData("", null)]
    [InlineData("79228162514264337593543950335", null)]
    public void A_number_is_read_as_people_write_it(string written, string? number) =>
        Indicator.Number(written).ShouldBe(number is null ? null : (decimal?)decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_number_that_somebody_answers_for_is_the_last_one_answered()
    {
        var indicator = new Indicator(Guid.CreateVersion7(), "Egen plan", "@Fagsjefen", 75);
        indicator.Value(Figures, [40, 55.5m]).ShouldBe(55.5m);
        indicator.Value(Figures, []).ShouldBeNull();
        new Indicator(Guid.CreateVersion7(), "Elever", "pupils", null).Value(Figures, [1]).ShouldBe(30m);
    }
}
