using Samspill.Domain.Admission;
using Samspill.Domain.Yearly;

namespace Samspill.Domain.Tests.Yearly;

/// <summary>What giving up a place means by Trondheim's deadlines, 10 August and 10 December, and by others.</summary>
public sealed class WithdrawalTests
{
    private static readonly YearRules Trondheim = new() { WithdrawAutumn = new(8, 10), WithdrawSpring = new(12, 10) };

    [Fact]
    public void In_June_the_spring_is_used_and_the_autumn_is_free()
    {
        var meaning = Withdrawal.On(new(2026, 6, 5), Trondheim);
        meaning.LastDay.ShouldBe(new(2026, 7, 31));
        meaning.Bound.ShouldBe([new HalfYear(2026, Autumn: false)]);
        meaning.Until.ShouldBe(new(2026, 8, 10));
    }

    [Fact]
    public void On_the_deadline_the_autumn_is_free_and_the_day_after_it_is_bound()
    {
        var onTime = Withdrawal.On(new(2026, 8, 10), Trondheim);
        onTime.LastDay.ShouldBe(new(2026, 7, 31));
        onTime.Bound.ShouldBeEmpty();

        var late = Withdrawal.On(new(2026, 8, 11), Trondheim);
        late.LastDay.ShouldBe(new(2026, 12, 31));
        late.Bound.ShouldBe([new HalfYear(2026, Autumn: true)]);
        late.Until.ShouldBe(new(2026, 12, 10));
    }

    [Fact]
    public void After_the_deadline_in_December_the_spring_is_bound_too()
    {
        var meaning = Withdrawal.On(new(2026, 12, 11), Trondheim);
        meaning.LastDay.ShouldBe(new(2027, 7, 31));
        meaning.Bound.ShouldBe([new HalfYear(2026, true), new HalfYear(2027, false)]);
    }

    [Fact]
    public void A_deadline_for_the_spring_in_January_lies_in_the_same_year()
    {
        var rules = new YearRules { WithdrawAutumn = new(6, 1), WithdrawSpring = new(1, 10) };
        Withdrawal.On(new(2027, 1, 9), rules).LastDay.ShouldBe(new(2026, 12, 31));
        Withdrawal.On(new(2027, 1, 11), rules).LastDay.ShouldBe(new(2027, 7, 31));
        Withdrawal.On(new(2027, 6, 2), rules).LastDay.ShouldBe(new(2027, 12, 31));
    }

    [Fact]
    public void Without_deadlines_the_place_ends_the_same_day() => Withdrawal.On(new(2026, 6, 5), new()).ShouldBe(new(new(2026, 6, 5), [], null));

    [Fact]
    public void Waiting_longer_never_frees_earlier()
    {
        var days = Enumerable.Range(0, 800).Select(i => new DateOnly(2026, 1, 1).AddDays(i)).Select(d => Withdrawal.On(d, Trondheim).LastDay).ToList();
        days.Zip(days.Skip(1)).ShouldAllBe(pair => pair.First <= pair.Second);
        days.Distinct().Count().ShouldBe(5);
    }
}
