using Samspill.Domain.Lessons;
using Samspill.Domain.School;
using Samspill.Domain.WorkingTime;

namespace Samspill.Domain.Tests.WorkingTime;

public sealed class WorkYearTests
{
    private static readonly WorkRules Rules = new(WorkRulesId.New(), 1, new(2025, 8, 1), "Rektor", default, new WorkFigures(60_000, 30_000, 30, 150, 20, CountsIll: true, CountsOtherCancelled: false));
    private static readonly IReadOnlyList<DateOnly> Days = WorkYear.WorkingDays(2025, null);
    private static readonly DateOnly Today = new(2026, 1, 14);

    [Fact]
    public void A_full_position_owes_the_years_hours_to_the_minute_and_the_weeks_add_up()
    {
        var year = Of(new Positions(100, []));
        year.Owed.ShouldBe(60_000);
        year.TeachingOwed.ShouldBe(30_000);
        year.Weeks.Sum(w => w.Owed).ShouldBe(60_000);
        Of(new Positions(37, [])).Weeks.Sum(w => w.Owed).ShouldBe(22_200);
    }

    [Fact]
    public void A_change_of_the_position_counts_from_its_day()
    {
        var at = Days[Days.Count / 2];
        var year = Of(new Positions(100, [(at, 50)]));
        Math.Abs(year.Owed - (60_000L * Days.Count(d => d < at) + 30_000L * Days.Count(d => d >= at)) / Days.Count).ShouldBeLessThanOrEqualTo(1);
        new Positions(80, [(new(2026, 2, 1), 60), (new(2025, 10, 1), 70)]).On(new(2026, 3, 1)).ShouldBe(60);
        new Positions(80, [(new(2026, 2, 1), 60), (new(2025, 10, 1), 70)]).On(new(2026, 1, 31)).ShouldBe(70);
        new Positions(80, [(new(2026, 2, 1), 60)]).On(new(2025, 9, 1)).ShouldBe(80);
    }

    [Fact]
    public void Taught_minutes_bring_preparation_and_concerts_their_factor()
    {
        var year = Of(new Positions(100, []), new(Today, WorkKind.Teaching, 60, WorkState.Done), new(Today, WorkKind.Concert, 100, WorkState.Done), new(Today, WorkKind.Meeting, 45, WorkState.Done), new(Today, WorkKind.Ill, 60, WorkState.Done));
        year.Done.ShouldBe(new WorkSum { Teaching = 60, Preparation = 30, Concert = 150, Meeting = 45, Ill = 90 });
        year.Done.Total.ShouldBe(375);
    }

    [Fact]
    public void Day_by_day_and_in_one_sum_the_year_is_the_same()
    {
        var days = Days.Take(40).Select(day => new WorkFact(day, WorkKind.Teaching, 45, WorkState.Done)).ToArray(); // each brings 22.5 minutes of preparation
        var (byDay, inOne) = (Of(new Positions(100, []), days), Of(new Positions(100, []), new WorkFact(Days[0], WorkKind.Teaching, 45 * 40, WorkState.Done)));
        byDay.Done.ShouldBe(inOne.Done);
        byDay.Done.Preparation.ShouldBe(900);
        byDay.BalanceNow.ShouldBe(inOne.BalanceNow);
    }

    [Fact]
    public void What_is_planned_is_foreseen_and_what_nobody_marked_stands_by_itself()
    {
        var year = Of(new Positions(10, []), new(Today.AddDays(-7), WorkKind.Teaching, 60, WorkState.Unmarked), new(Today.AddDays(7), WorkKind.Teaching, 120, WorkState.Foreseen));
        (year.Done.Total, year.Unmarked.Total, year.Foreseen.Total).ShouldBe((0, 90, 180));
        year.BalanceNow.ShouldBe(-year.OwedNow);
        year.BalanceAtEnd.ShouldBe(270 - 6_000);
        year.Weeks.Single(w => w.Monday == new DateOnly(2026, 1, 19)).Foreseen.Teaching.ShouldBe(120);
    }

    [Fact]
    public void Planning_days_are_worked_and_holidays_are_not()
    {
        var calendar = new SchoolYear(2025);
        calendar.AddTerm("Høst", new(2025, 8, 18), new(2025, 12, 19)).Refused(out _).ShouldBeFalse();
        calendar.AddFree("Høstferie", FreeKind.Holiday, new(2025, 10, 6), new(2025, 10, 10)).Refused(out _).ShouldBeFalse();
        calendar.AddFree("Planlegging", FreeKind.PlanningDay, new(2025, 11, 14), new(2025, 11, 14)).Refused(out _).ShouldBeFalse();
        var days = WorkYear.WorkingDays(2025, calendar);
        days.ShouldContain(new DateOnly(2025, 11, 14));
        days.ShouldNotContain(new DateOnly(2025, 10, 8));
        days.ShouldNotContain(new DateOnly(2025, 8, 15));
        days.ShouldAllBe(d => d.DayOfWeek != DayOfWeek.Saturday && d.DayOfWeek != DayOfWeek.Sunday);
    }

    [Fact]
    public void A_cancelled_lesson_counts_for_the_causes_of_the_agreement()
    {
        Rules.CausesCounted.ShouldBe([CancelCause.TeacherIll]);
        WorkRules.Example.CausesCounted.ShouldBe([CancelCause.TeacherIll, CancelCause.PupilAway, CancelCause.RoomLost, CancelCause.Weather]);
    }

    [Fact]
    public void An_entry_is_of_the_running_year_and_never_teaching()
    {
        Entry(Today, WorkKind.Meeting, 60).ShouldBeNull();
        Entry(new(2025, 7, 31), WorkKind.Meeting, 60).ShouldBe(WorkRejections.Day);
        Entry(new(2026, 8, 1), WorkKind.Meeting, 60).ShouldBe(WorkRejections.Day);
        Entry(Today, WorkKind.Teaching, 60).ShouldBe(WorkRejections.Kind);
        Entry(Today, WorkKind.Concert, 0).ShouldBe(WorkRejections.Minutes);
        Entry(Today, WorkKind.Concert, 1441).ShouldBe(WorkRejections.Minutes);
    }

    private static Rejection? Entry(DateOnly day, WorkKind kind, int minutes) => WorkEntry.Of(Guid.CreateVersion7(), StaffId.New(), day, kind, minutes, "Møte", Today, "Trine", default).Refused(out var why) ? why : null;

    private static WorkYear Of(Positions positions, params WorkFact[] facts) => WorkYear.Of(Days, _ => Rules, positions, facts, Today);
}
