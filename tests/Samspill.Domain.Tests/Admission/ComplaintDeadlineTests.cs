using Samspill.Domain.Admission;

namespace Samspill.Domain.Tests.Admission;

public sealed class ComplaintDeadlineTests
{
    [Theory]
    [InlineData("2026-06-16", "2026-07-07", "three weeks later, a Tuesday")]
    [InlineData("2026-06-06", "2026-06-29", "a Saturday goes to Monday")]
    [InlineData("2026-06-07", "2026-06-29", "a Sunday goes to Monday")]
    [InlineData("2026-04-10", "2026-05-04", "1 May is a Friday, so the next working day is Monday")]
    [InlineData("2026-03-12", "2026-04-07", "Maundy Thursday to Easter Monday are all days off")]
    [InlineData("2026-12-04", "2026-12-28", "Christmas Day is a Friday")]
    public void The_last_day_to_complain_is_a_working_day_three_weeks_after_the_family_was_told(string told, string last, string why) =>
        ComplaintDeadline.LastDay(Day(told)).ShouldBe(Day(last), why);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
