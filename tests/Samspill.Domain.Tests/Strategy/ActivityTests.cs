using Samspill.Domain.Strategy;

namespace Samspill.Domain.Tests.Strategy;

public sealed class ActivityTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_said_before_a_correction_can_still_be_read()
    {
        var activity = Visit(9);
        var change = activity.Correct(Visit(11), 1, "to kom sent", "Siri", Now).Value;
        activity.Attended.Single().Count.ShouldBe(11);
        activity.Before(change).Attended.Single().Count.ShouldBe(9);
        activity.Before(change).Cost.ShouldBe(new Money(5000));
        (change.Reason, change.Withdraws, change.Activity).ShouldBe(("to kom sent", false, activity.Id));
    }

    [Fact]
    public void What_is_withdrawn_is_changed_no_more()
    {
        var activity = Visit(9);
        activity.Withdraw(1, "logget to ganger", "Siri", Now).Value.Withdraws.ShouldBeTrue();
        activity.WithdrawnAt.ShouldBe(Now);
        activity.Withdraw(2, "igjen", "Siri", Now).Refused(out _).ShouldBeTrue();
        activity.Correct(Visit(1), 2, "igjen", "Siri", Now).Refused(out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ActivityChange.ReasonLength + 1)]
    public void A_reason_must_be_given(int length)
    {
        var activity = Visit(9);
        activity.Correct(Visit(11), 1, new string('x', length), "Siri", Now).Refused(out var why).ShouldBeTrue();
        why!.Code.ShouldBe("activity.reason");
        activity.Attended.Single().Count.ShouldBe(9, "nothing half done");
    }

    [Fact]
    public void What_has_no_day_is_of_the_years_it_names_or_of_when_it_was_told()
    {
        var (now, later, told) = (Year(2026), Year(2032), new Period(new(2026, 6, 5), new(2026, 6, 5)));
        (Undated().IsIn(now, told), Undated().IsIn(later, told)).ShouldBe((true, false));
        (Undated(2032).IsIn(now, told), Undated(2032).IsIn(later, told)).ShouldBe((false, true));
        (Visit(9).IsIn(now, Year(2032)), Visit(9).IsIn(later, Year(2032))).ShouldBe((true, false), "a day is a day");

        static Period Year(int year) => new(new(year, 1, 1), new(year, 12, 31));
        static Activity Undated(params int[] years) => Activity.Log("50", ActivityKind.Meeting, new ActivityTime(Every: Recurrence.HalfYear, Years: years), false, new ActivityFacts(), [], 0, "Siri", Now).Value;
    }

    [Fact]
    public void What_was_planned_is_held_from_its_day_on_and_only_once()
    {
        var day = new DateOnly(2026, 6, 10);
        var activity = Activity.Log("50", ActivityKind.Meeting, new ActivityTime(new DaySpan(day, day)), true, new ActivityFacts(), [], 0, "Siri", Now).Value;
        activity.Hold(1, "holdt", day.AddDays(-1), "Siri", Now).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(ActivityRejections.NotPlanned);
        activity.Hold(1, "holdt", day, "Siri", Now).Value.Was.Planned.ShouldBeTrue();
        activity.Planned.ShouldBeFalse();
        activity.Hold(2, "holdt", day, "Siri", Now).Refused(out _).ShouldBeTrue();
    }

    private static Activity Visit(int teachers)
    {
        var day = new DateOnly(2026, 6, 4);
        var activity = Activity.Log("50", ActivityKind.MunicipalVisit, new ActivityTime(new DaySpan(day, day)), false, new ActivityFacts(), [], 0, "Siri", Now).Value;
        _ = activity.Count([new Attended("lærere", teachers)], ["5001"], new Money(5000)).Value;
        return activity;
    }
}
