using System.Globalization;
using Samspill.Domain.Shared;
using Samspill.Features.Shared;
using Shouldly;
using Xunit;

namespace Samspill.Tests.Host;

public sealed class ShowTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    public void Dispose() => CultureInfo.CurrentCulture = before;

    // No-break spaces are written as ~ here, so that they can be seen.
    private static string In(string culture, Func<string> show)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        return show().Replace('\u00a0', '~');
    }

    [Theory]
    [InlineData("nb", "5.~juni 2026", "fredag 5.~juni 2026", "5.6.2026")]
    [InlineData("nn", "5.~juni 2026", "fredag 5.~juni 2026", "5.6.2026")]
    [InlineData("en-GB", "5~June 2026", "Friday 5~June 2026", "5~Jun 2026")]
    public void A_date_is_written_as_the_reader_writes_it(string culture, string date, string day, string brief)
    {
        var june = new DateOnly(2026, 6, 5);
        In(culture, () => Show.Date(june)).ShouldBe(date);
        In(culture, () => Show.Day(june)).ShouldBe(day);
        In(culture, () => Show.ShortDate(june)).ShouldBe(brief);
    }

    [Theory]
    [InlineData("nb", "kr~1~470", "kr~−1~470,50")]
    [InlineData("nn", "kr~1~470", "kr~−1~470,50")]
    [InlineData("en-GB", "NOK~1,470", "NOK~−1,470.50")]
    public void Øre_are_shown_only_when_there_are_any(string culture, string whole, string broken)
    {
        In(culture, () => Show.Kroner(new Money(147_000))).ShouldBe(whole);
        In(culture, () => Show.Kroner(new Money(-147_050))).ShouldBe(broken);
    }

    [Theory]
    [InlineData("nb", "5.~juni 2026 kl.~01.30")]
    [InlineData("en-GB", "5~June 2026 at 01:30")]
    public void A_moment_is_told_by_the_clock_in_Oslo(string culture, string told) =>
        In(culture, () => Show.Moment(new DateTimeOffset(2026, 6, 4, 23, 30, 0, TimeSpan.Zero))).ShouldBe(told);

    [Theory]
    [InlineData("nb", "kl.~14.05–15.00")]
    [InlineData("nn", "kl.~14.05–15.00")]
    [InlineData("en-GB", "14:05–15:00")]
    public void From_and_to_are_one_time_of_the_day(string culture, string told) => In(culture, () => Show.Times(new(14, 5), new(15, 0))).ShouldBe(told);

    [Fact]
    public void What_is_not_known_is_a_dash()
    {
        string[] shown = [Show.Date(null), Show.Day(null), Show.Time(null), Show.Moment(null), Show.Kroner(null), Show.Number(null), Show.Share(null), Show.Change(null)];
        shown.ShouldAllBe(text => text == Show.None);
    }

    [Theory]
    [InlineData(15, "+15")]
    [InlineData(-15, "−15")]
    [InlineData(0, "0")]
    public void A_change_carries_its_sign(long change, string told) => In("nb", () => Show.Change(change)).ShouldBe(told);

    [Fact]
    public void A_share_has_a_space_before_its_sign_in_Norwegian_only()
    {
        In("nb", () => Show.Share(0.143)).ShouldBe("14,3~%");
        In("en-GB", () => Show.Share(0.143)).ShouldBe("14.3%");
    }
}
