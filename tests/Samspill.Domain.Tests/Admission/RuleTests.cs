using Samspill.Domain.Admission;

namespace Samspill.Domain.Tests.Admission;

public class RuleTests
{
    [Fact]
    public void The_default_rules_have_no_faults() => AdmissionRules.Default.Faults().ShouldBeEmpty();

    [Theory]
    [InlineData(0, 6, 7, "rules.max-places")]
    [InlineData(2, 0, 7, "rules.max-wishes")]
    [InlineData(2, 21, 7, "rules.max-wishes")]
    [InlineData(2, 6, 0, "rules.answer-days")]
    [InlineData(2, 6, 61, "rules.answer-days")]
    public void A_limit_outside_its_range_is_a_fault(int places, int wishes, int days, string code) =>
        (AdmissionRules.Default with { MaxPlacesPerPupil = places, MaxWishes = wishes, AnswerDays = days }).Faults().ShouldHaveSingleItem().Code.ShouldBe(code);

    [Fact]
    public void No_limit_on_places_is_no_fault() => (AdmissionRules.Default with { MaxPlacesPerPupil = null }).Faults().ShouldBeEmpty();

    [Fact]
    public void An_order_says_each_rule_once_names_its_flags_and_ends_with_the_lottery()
    {
        Codes().ShouldBe(["rules.no-order"]);
        Codes(new(PriorityBy.AppliedAt), new(PriorityBy.AppliedAt)).ShouldBe(["rules.twice"]);
        Codes(new(PriorityBy.Flag, "a"), new(PriorityBy.Flag, "b")).ShouldBeEmpty();
        Codes(new PriorityRule(PriorityBy.Flag, " ")).ShouldBe(["rules.flag-missing"]);
        Codes(new(PriorityBy.Lottery), new(PriorityBy.AppliedAt)).ShouldBe(["rules.lottery-last"]);
        Codes(new(PriorityBy.AppliedAt), new(PriorityBy.Lottery)).ShouldBeEmpty();
    }

    [Fact]
    public void A_courses_own_order_and_reserves_are_looked_at_too()
    {
        var faults = (AdmissionRules.Default with { Courses = [new("c1", [new(PriorityBy.Lottery), new(PriorityBy.BirthDate)], [new("newlyArrived", 0)])] }).Faults();
        faults.Select(f => f.Code).ShouldBe(["rules.lottery-last", "rules.reserved"]);
    }

    private static IEnumerable<string> Codes(params PriorityRule[] order) => (AdmissionRules.Default with { Order = order }).Faults().Select(f => f.Code);
}
