using FsCheck;
using FsCheck.Fluent;
using Samspill.Domain.Admission;
using Shouldly;
using Xunit;

namespace Samspill.Domain.Tests.Admission;

public sealed class WaitingTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 16, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Seven_places_in_a_year_are_too_few_to_say_anything_of()
    {
        var wait = WaitingTime.Reckon(1, Monthly(7), Now);

        wait.ShouldBe(new WaitingTime(7, null, null));
        wait.IsLong.ShouldBeFalse();
    }

    [Fact]
    public void One_place_a_month_takes_the_ninth_between_half_a_year_and_a_year() =>
        WaitingTime.Reckon(9, Monthly(12), Now).ShouldBe(new WaitingTime(12, 5, 12));

    [Fact]
    public void Places_that_all_came_in_august_come_in_august_again()
    {
        var august = Enumerable.Range(0, 10).Select(_ => Now.AddMonths(-10)); // two months from now, a year ago

        WaitingTime.Reckon(5, august, Now).ShouldBe(new WaitingTime(10, 2, 3));
        WaitingTime.Reckon(15, august, Now).ShouldBe(new WaitingTime(10, 14, 15));
    }

    [Fact]
    public void Places_given_more_than_a_year_ago_or_later_than_now_do_not_count() =>
        WaitingTime.Reckon(1, Enumerable.Repeat(Now.AddMonths(-13), 20).Append(Now.AddDays(1)), Now).Given.ShouldBe(0);

    [Fact]
    public void A_number_that_would_take_three_years_or_more_gets_no_range() => WaitingTime.Reckon(60, Monthly(12), Now).IsLong.ShouldBeTrue();

    [Fact]
    public void There_is_no_number_before_the_first() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WaitingTime.Reckon(0, [], Now));

    [Fact]
    public void Nobody_further_back_is_promised_a_shorter_wait() => Prop.ForAll(
        Gen.Choose(0, 365).ListOf(20).ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), (days, number) =>
        {
            var given = days.Select(day => Now.AddDays(-day)).ToList();
            var (mine, next) = (WaitingTime.Reckon(number, given, Now), WaitingTime.Reckon(number + 1, given, Now));
            mine.From!.Value.ShouldBeLessThanOrEqualTo(mine.To!.Value);
            next.From!.Value.ShouldBeGreaterThanOrEqualTo(mine.From.Value);
            next.To!.Value.ShouldBeGreaterThanOrEqualTo(mine.To.Value);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_complaint_may_come_three_weeks_after_the_day_one_was_told() =>
        Complaint.LastDay(new DateOnly(2026, 6, 16)).ShouldBe(new DateOnly(2026, 7, 7));

    private static IEnumerable<DateTimeOffset> Monthly(int places) => Enumerable.Range(0, places).Select(month => Now.AddDays(-month * 30.4 - 1));
}
