using Samspill.Domain.Strategy;

namespace Samspill.Domain.Tests.Strategy;

public sealed class DaySpanTests
{
    [Theory]
    [InlineData("2014", "2014-01-01", "2014-12-31")]
    [InlineData("2014 spring", "2014-01-01", "2014-06-30")]
    [InlineData("2014 autumn", "2014-07-01", "2014-12-31")]
    [InlineData("2014-02", "2014-02-01", "2014-02-28")]
    [InlineData("2016-02", "2016-02-01", "2016-02-29")]
    [InlineData("2014-05-17", "2014-05-17", "2014-05-17")]
    public void A_time_is_read_and_written_as_exactly_as_it_was_told(string text, string from, string to)
    {
        var span = DaySpan.Read(text)!.Value;
        (span.From, span.To).ShouldBe((Day(from), Day(to)));
        span.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("14")]
    [InlineData("2014 summer")]
    [InlineData("2014 spring autumn")]
    [InlineData("2014-13")]
    [InlineData("2015-02-29")]
    [InlineData("1066")]
    [InlineData("-014")]
    public void Anything_else_is_no_time(string text) => DaySpan.Read(text).ShouldBeNull();

    [Fact]
    public void Days_that_are_none_of_those_are_written_from_and_to() => new DaySpan(new(2014, 3, 3), new(2014, 4, 5)).ToString().ShouldBe("2014-03-03/2014-04-05");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
