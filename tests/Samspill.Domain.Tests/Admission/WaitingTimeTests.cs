using FsCheck;
using FsCheck.Fluent;
using Samspill.Domain.Admission;
using Shouldly;
using Xunit;

namespace Samspill.Domain.Tests.Admission;

public sealed class WaitingTimeTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 6, 16, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Seven_places_in_a_year_are_too_few_to_say_anything_of()
    {
        var wait = WaitingTime.Reckon(1, QueueYear.Of(Monthly(7)), Now);

        wait.ShouldBe(new WaitingTime(7, 0, null, null));
        wait.IsLong.ShouldBeFalse();
    }

    [Fact]
    public void One_place_a_month_takes_the_ninth_between_a_quarter_and_fourteen_months() =>
        WaitingTime.Reckon(9, QueueYear.Of(Monthly(12)), Now).ShouldBe(new WaitingTime(12, 0, 3, 14));

    [Fact]
    public void Places_that_all_came_in_august_come_in_august_again()
    {
        var august = QueueYear.Of(Enumerable.Range(0, 20).Select(_ => Now.AddMonths(-10))); // two months from now, a year ago

        WaitingTime.Reckon(5, august, Now).ShouldBe(new WaitingTime(20, 0, 2, 3));
        WaitingTime.Reckon(35, august, Now).ShouldBe(new WaitingTime(20, 0, 14, 27));
    }

    [Fact]
    public void Places_given_more_than_a_year_ago_or_later_than_now_do_not_count() =>
        WaitingTime.Reckon(1, QueueYear.Of(Enumerable.Repeat(Now.AddMonths(-13), 20).Append(Now.AddDays(1))), Now).Given.ShouldBe(0);

    [Fact]
    public void A_number_that_would_take_three_years_or_more_gets_no_range() => WaitingTime.Reckon(100, QueueYear.Of(Monthly(12)), Now).IsLong.ShouldBeTrue();

    [Fact]
    public void A_number_whose_end_is_too_far_off_gets_only_a_beginning()
    {
        var wait = WaitingTime.Reckon(36, QueueYear.Of(Monthly(12)), Now);

        wait.IsOpen.ShouldBeTrue();
        wait.IsLong.ShouldBeFalse();
    }

    [Fact]
    public void Where_some_leave_the_queue_the_wait_is_shorter()
    {
        var stays = WaitingTime.Reckon(20, QueueYear.Of(Monthly(12)), Now);
        var leaves = WaitingTime.Reckon(20, QueueYear.Of(Monthly(12)) with { Left = 20, Waited = 40 }, Now);

        leaves.Left.ShouldBe(20);
        leaves.From!.Value.ShouldBeLessThan(stays.From!.Value);
        leaves.To!.Value.ShouldBeLessThan(stays.To!.Value);
    }

    [Fact]
    public void Those_who_left_a_queue_that_nobody_stood_in_make_no_difference() =>
        (QueueYear.Of(Monthly(12)) with { Left = 3, Waited = 0 }).Leaving.ShouldBe(0);

    /// <summary>The proof of the pudding: queues are made up, a year of each is looked at, and then the queue is lived through.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    public void Of_families_in_made_up_queues_about_eight_in_ten_come_in_within_the_range_they_were_told(double leaving)
    {
        var chance = new Random(20260605);
        var (told, within, months) = (0, 0, 0.0);
        while (told < 4000)
        {
            var (pace, number) = (chance.Next(10, 80), chance.Next(1, 60));
            var year = new QueueYear([.. Moments(chance, pace).Select(days => Now.AddDays(-days))], (int)Math.Round(leaving * 40), 40);
            var wait = WaitingTime.Reckon(number, year, Now);
            if (wait.From is not { } from || wait.IsLong || wait.IsOpen) continue;
            told++;
            months += wait.To!.Value - from;
            var waited = Live(chance, pace, number, leaving) / (365.2425 / 12);
            if (waited >= from && waited <= wait.To) within++;
        }
        output.WriteLine($"{within * 100.0 / told:0.0} % within, the range {months / told:0.0} months wide");
        ((double)within / told).ShouldBeInRange(0.78, 0.95); // whole months are rounded outwards, so somewhat more than eight in ten
    }

    [Fact]
    public void There_is_no_number_before_the_first() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WaitingTime.Reckon(0, QueueYear.Of(), Now));

    [Fact]
    public void Nobody_further_back_is_promised_a_shorter_wait() => Prop.ForAll(
        Gen.Choose(0, 365).ListOf(20).ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (days, number, left) =>
        {
            var year = QueueYear.Of(days.Select(day => Now.AddDays(-day))) with { Left = left, Waited = 30 };
            var (mine, next) = (WaitingTime.Reckon(number, year, Now), WaitingTime.Reckon(number + 1, year, Now));
            mine.From!.Value.ShouldBeLessThanOrEqualTo(mine.To!.Value);
            next.From!.Value.ShouldBeGreaterThanOrEqualTo(mine.From.Value);
            next.To!.Value.ShouldBeGreaterThanOrEqualTo(mine.To.Value);
        }).QuickCheckThrowOnFailure();

    /// <summary>Days until the number comes in, when places come by chance at a pace a year and each one ahead leaves by chance.</summary>
    private static double Live(Random chance, double pace, int number, double leaving)
    {
        var (ahead, day) = (number - 1, 0.0);
        while (true)
        {
            var (place, leaves) = (pace / 365.2425, ahead * leaving / 365.2425);
            day += -Math.Log(1 - chance.NextDouble()) / (place + leaves);
            if (chance.NextDouble() * (place + leaves) < leaves) ahead--;
            else if (ahead-- == 0) return day;
        }
    }

    private static IEnumerable<double> Moments(Random chance, double pace)
    {
        for (var day = 0.0; (day += -Math.Log(1 - chance.NextDouble()) * 365.2425 / pace) < 365.2425;) yield return day;
    }

    private static IEnumerable<DateTimeOffset> Monthly(int places) => Enumerable.Range(0, places).Select(month => Now.AddDays(-month * 30.4 - 1));
}
