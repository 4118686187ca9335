using Samspill.Domain.School;

namespace Samspill.Domain.Tests.School;

public sealed class SchoolYearTests
{
    private static readonly DateOnly August = new(2026, 8, 17);
    private static readonly DateOnly December = new(2026, 12, 18);
    private static readonly DateOnly January = new(2027, 1, 4);
    private static readonly DateOnly June = new(2027, 6, 18);

    [Theory]
    [InlineData("2026-07-31", 2025)]
    [InlineData("2026-08-01", 2026)]
    [InlineData("2027-07-31", 2026)]
    public void A_school_year_turns_on_the_first_of_August(string date, int start) => SchoolYear.Of(DateOnly.Parse(date)).ShouldBe(start);

    [Theory]
    [InlineData(2026, "2026/27")]
    [InlineData(2099, "2099/00")]
    public void It_is_named_by_both_its_years(int start, string name) => SchoolYear.Name(start).ShouldBe(name);

    [Fact]
    public void Two_terms_after_each_other_stand()
    {
        var year = new SchoolYear(2026);
        year.AddTerm("Høst", August, December).Refused(out _).ShouldBeFalse();
        year.AddTerm("Vår", December.AddDays(1), June).Refused(out _).ShouldBeFalse();
        year.Terms.Count.ShouldBe(2);
    }

    [Fact]
    public void A_term_that_begins_on_the_last_day_of_another_overlaps_it_and_is_told_which()
    {
        var year = WithAutumn(out _);
        Refusal(year.AddTerm("Vår", December, June))!.Facts.ShouldBe(["Høst"]);
        year.Terms.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("2027-01-04", "2026-12-18", "school-year.backwards")]
    [InlineData("2026-07-31", "2026-12-18", "school-year.outside")]
    [InlineData("2027-01-04", "2027-08-01", "school-year.outside")]
    public void A_term_lies_forward_and_inside_its_year(string from, string to, string code) =>
        Refusal(new SchoolYear(2026).AddTerm("Vår", DateOnly.Parse(from), DateOnly.Parse(to)))!.Code.ShouldBe(code);

    [Fact]
    public void A_term_may_be_moved_over_its_own_days_but_not_over_another()
    {
        var year = WithAutumn(out var autumn);
        year.AddTerm("Vår", January, June);
        Refusal(year.ChangeTerm(autumn.Id, "Haust", August.AddDays(1), December)).ShouldBeNull();
        (autumn.Name, autumn.From).ShouldBe(("Haust", August.AddDays(1)));
        Refusal(year.ChangeTerm(autumn.Id, "Haust", August, January))!.Code.ShouldBe("school-year.overlap");
        autumn.To.ShouldBe(December);
    }

    [Fact]
    public void A_term_that_somebody_took_away_is_not_brought_back_by_a_late_change()
    {
        var year = WithAutumn(out var autumn);
        year.RemoveTerm(autumn.Id);
        Refusal(year.ChangeTerm(autumn.Id, "Høst", August, December)).ShouldBe(SchoolYearRejections.Gone);
        year.Terms.ShouldBeEmpty();
    }

    [Fact]
    public void Holidays_may_overlap_and_a_planning_day_is_one_day()
    {
        var year = new SchoolYear(2026);
        year.AddFree("Jul", FreeKind.Holiday, December, January).Refused(out _).ShouldBeFalse();
        year.AddFree("Planlegging", FreeKind.PlanningDay, January, January).Refused(out _).ShouldBeFalse();
        var day = year.Free[1];
        year.ChangeFree(day.Id, "Planlegging", FreeKind.PlanningDay, June.AddDays(60), June.AddDays(60)).Refused(out var why).ShouldBeTrue();
        why.ShouldBe(SchoolYearRejections.OutsideYear);
        year.RemoveFree(day.Id);
        year.ChangeFree(day.Id, "Planlegging", FreeKind.PlanningDay, January, January).Refused(out why).ShouldBeTrue();
        why.ShouldBe(SchoolYearRejections.Gone);
    }

    private static SchoolYear WithAutumn(out Term autumn)
    {
        var year = new SchoolYear(2026);
        autumn = year.AddTerm("Høst", August, December).Value;
        return year;
    }

    private static Rejection? Refusal(Outcome<Term> outcome) => outcome.Refused(out var why) ? why : null;
}
