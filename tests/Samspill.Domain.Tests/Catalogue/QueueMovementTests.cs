using Samspill.Domain.Catalogue;

namespace Samspill.Domain.Tests.Catalogue;

public sealed class QueueMovementTests
{
    [Fact]
    public void Too_few_say_nothing() => QueueMovement.Of(Months(3, 4, 5, 6, 7, 8, 9)).ShouldBeNull();

    [Fact]
    public void Nobody_says_nothing() => QueueMovement.Of([]).ShouldBeNull();

    [Fact]
    public void The_middle_half_is_told_rounded_outwards_to_whole_months() =>
        QueueMovement.Of(Months(14.2, 1, 8.7, 9, 10.5, 11, 13.1, 20)).ShouldBe(new QueueMovement(Got: 8, From: 8, To: 14, Half: 11));

    [Fact]
    public void One_who_waited_for_years_does_not_stretch_the_range() =>
        QueueMovement.Of(Months(2, 2, 2, 2, 2, 2, 2, 2, 2, 60))!.To.ShouldBeLessThanOrEqualTo(3);

    [Fact]
    public void A_place_recorded_before_the_application_counts_as_no_wait() =>
        QueueMovement.Of(Months(-1, -1, -1, -1, -1, -1, -1, -1)).ShouldBe(new QueueMovement(8, 0, 0, 0));

    private static IEnumerable<TimeSpan> Months(params double[] months) => months.Select(m => TimeSpan.FromDays(m * 365.2425 / 12));
}
