using Samspill.Domain.Admission;
using Shouldly;
using Xunit;

namespace Samspill.Domain.Tests.Admission;

public sealed class HindranceTests
{
    private static readonly HashSet<string> NoFlags = [];

    [Fact]
    public void The_first_that_applies_is_told_in_the_order_of_the_placement()
    {
        Of(heldHere: true, turns: 5).Why.ShouldBe(DecisionOutcome.AlreadyHeld);
        Of(turns: 5).Why.ShouldBe(DecisionOutcome.TooYoung);
        Of(turns: 10).Why.ShouldBe(DecisionOutcome.TooOld);
        Of(turns: 9).ShouldBe(new Hindrance(DecisionOutcome.Missing, "auditionPassed"));
    }

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(1, 2, false)]
    [InlineData(9, null, false)]
    public void Without_another_reason_there_are_places_enough(int held, int? most, bool full) =>
        Hindrance.Of(false, null, 6, 9, ["auditionPassed"], new HashSet<string> { "auditionPassed" }, held, most).ShouldBe(new Hindrance(DecisionOutcome.AtMaximum, Full: full));

    private static Hindrance Of(int turns, bool heldHere = false) => Hindrance.Of(heldHere, turns, 6, 9, ["auditionPassed"], NoFlags, 2, 2);
}
