using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;

namespace Samspill.Domain.Tests.Admission;

/// <summary>Facts reckoned from the data, in an admission to places from August 2026 that closed on 15 May; the one before closed on 15 May 2025.</summary>
public class DerivationTests
{
    private static readonly Occasion Autumn = new(new DateOnly(2026, 8, 17), At(2026, 5, 15), At(2025, 5, 15));
    private static readonly AdmissionRules Rules = AdmissionRules.Default with { Preparatory = ["barnehagekurs"] };

    [Fact]
    public void On_time_is_up_to_the_closing_moment_and_nothing_is_on_time_when_nothing_has_closed()
    {
        Is(Fact.OnTime, Wish(At(2026, 5, 15))).ShouldBeTrue();
        Is(Fact.OnTime, Wish(At(2026, 5, 15).AddSeconds(1))).ShouldBeFalse();
        Derivation.Holds(Fact.OnTime, Child(2015), Wish(At(2026, 1, 1)), Autumn with { ClosesAt = null }, Rules).ShouldBeFalse();
    }

    [Fact]
    public void An_old_wish_must_be_renewed_and_a_new_one_need_not()
    {
        Is(Fact.RenewedInTime, Wish(At(2026, 2, 1))).ShouldBeTrue();
        Is(Fact.RenewedInTime, Wish(At(2025, 2, 1))).ShouldBeFalse();
        Is(Fact.RenewedInTime, Wish(At(2025, 2, 1), Fact.Renewed)).ShouldBeTrue();
    }

    [Fact]
    public void A_place_counts_while_it_goes_on_when_the_new_ones_begin()
    {
        var choir = new PlaceHad("choir", "kor", TeachingForm.Group, new(2024, 8, 15), null);
        Derivation.WithoutPlace(Child(2015, choir), Autumn).ShouldBeFalse();
        Derivation.WithoutPlace(Child(2015, choir with { To = new(2026, 7, 31) }), Autumn).ShouldBeTrue();
        Derivation.WithoutIndividual(Child(2015, choir), Autumn).ShouldBeTrue();
        Derivation.WithoutIndividual(Child(2015, choir with { Form = TeachingForm.Individual }), Autumn).ShouldBeFalse();
    }

    [Fact]
    public void Waiting_since_last_year_goes_by_the_school_year_and_by_the_seniority()
    {
        Is(Fact.WaitingSinceLastYear, Wish(At(2025, 7, 31))).ShouldBeTrue();
        Is(Fact.WaitingSinceLastYear, Wish(At(2025, 8, 1))).ShouldBeFalse();
        Is(Fact.WaitingSinceLastYear, Wish(At(2026, 3, 1)) with { SinceDay = new(2024, 3, 1) }).ShouldBeTrue();
    }

    [Fact]
    public void The_first_application_in_school_age_is_the_first_day_of_one()
    {
        var begins = Child(2020) with { FirstAskedInSchoolAge = new(2026, 3, 1) };
        Derivation.FirstInSchoolAge(begins, Wish(At(2026, 3, 1))).ShouldBeTrue();
        Derivation.FirstInSchoolAge(begins, Wish(At(2026, 4, 1))).ShouldBeFalse();
        Derivation.FirstInSchoolAge(Child(2021), Wish(At(2026, 3, 1))).ShouldBeFalse("turns five");
        Derivation.Holds("formerPreparatory+firstInSchoolAge", begins with { Places = [new("barnehagekurs", "musikk", TeachingForm.Group, new(2025, 8, 15), new(2026, 6, 20))] }, Wish(At(2026, 3, 1)), Autumn, Rules).ShouldBeTrue();
        Derivation.Holds("formerPreparatory+firstInSchoolAge", begins, Wish(At(2026, 3, 1)), Autumn, Rules).ShouldBeFalse();
    }

    [Fact]
    public void A_pupil_of_last_term_asks_for_something_new_when_it_had_none_of_that_subject()
    {
        var piano = new PlaceHad("piano", "piano", TeachingForm.Individual, new(2024, 8, 15), new(2026, 6, 20));
        Derivation.PupilNewSubject(Child(2015, piano), Wish(At(2026, 3, 1)), Autumn).ShouldBeTrue();
        Derivation.PupilNewSubject(Child(2015, piano), Wish(At(2026, 3, 1)) with { Subject = "piano" }, Autumn).ShouldBeFalse();
        Derivation.PupilNewSubject(Child(2015, piano with { To = new(2025, 12, 20) }), Wish(At(2026, 3, 1)), Autumn).ShouldBeFalse("left a year ago");
        Derivation.PupilNewSubject(Child(2015), Wish(At(2026, 3, 1)), Autumn).ShouldBeFalse();
    }

    [Fact]
    public void An_adult_who_had_a_place_last_year_renews()
    {
        var choir = new PlaceHad("choir", "kor", TeachingForm.Group, new(2025, 8, 15), new(2026, 7, 31));
        Derivation.RenewingAdult(Child(1990, choir), Autumn, Rules).ShouldBeTrue();
        Derivation.RenewingAdult(Child(1990, choir with { From = new(2023, 8, 15), To = new(2024, 7, 31) }), Autumn, Rules).ShouldBeFalse();
        Derivation.RenewingAdult(Child(2015, choir), Autumn, Rules).ShouldBeFalse();
        (Rules with { AdultsOneYear = true }).LastDayOf(new(2026, 8, 17), new(1990, 1, 1)).ShouldBe(new DateOnly(2027, 7, 31));
        (Rules with { AdultsOneYear = true }).LastDayOf(new(2026, 8, 17), new(2015, 1, 1)).ShouldBeNull();
    }

    [Theory]
    [InlineData(AgeEnd.Term, "2006-03-01", false)]
    [InlineData(AgeEnd.Term, "2006-09-01", true)]
    [InlineData(AgeEnd.CalendarYear, "2006-03-01", true)]
    [InlineData(AgeEnd.CalendarYear, "2005-12-31", false)]
    [InlineData(AgeEnd.SpringTerm, "2006-09-01", false)]
    [InlineData(AgeEnd.SpringTerm, "2007-01-01", true)]
    [InlineData(AgeEnd.SchoolYear, "2006-07-31", false)]
    [InlineData(AgeEnd.SchoolYear, "2006-08-01", true)]
    public void The_last_term_is_the_one_that_the_rules_say(AgeEnd end, string born, bool within) =>
        Derivation.WithinAge(Child(2015) with { Born = DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture) }, Autumn, Rules with { Eligible = new(AgeTo: 20, End: end) }).ShouldBe(within);

    [Fact]
    public void Belonging_is_by_home_by_school_or_by_agreement()
    {
        var (resident, either) = (Rules with { Eligible = new(Residence.Resident) }, Rules with { Eligible = new(Residence.ResidentOrSchool) });
        var outside = Child(2015) with { Resident = false, SchoolHere = true };
        Derivation.MayApplyHere(outside, Wish(At(2026, 1, 1)), resident).ShouldBeFalse();
        Derivation.MayApplyHere(outside, Wish(At(2026, 1, 1)), either).ShouldBeTrue();
        Derivation.MayApplyHere(outside, Wish(At(2026, 1, 1), Fact.ByAgreement), resident).ShouldBeTrue();
    }

    [Fact]
    public void A_grade_begins_in_the_august_of_the_year_one_turns_six()
    {
        var rules = Rules with { Courses = [new("flute", null, []) { GradeFrom = 2, GradeTo = 4 }] };
        Derivation.RightGrade(Child(2020), Wish(At(2026, 1, 1)), Autumn, rules).ShouldBeFalse("first grade");
        Derivation.RightGrade(Child(2019), Wish(At(2026, 1, 1)), Autumn, rules).ShouldBeTrue();
        Derivation.RightGrade(Child(2017), Wish(At(2026, 1, 1)), Autumn, rules).ShouldBeTrue();
        Derivation.RightGrade(Child(2016), Wish(At(2026, 1, 1)), Autumn, rules).ShouldBeFalse("fifth grade");
    }

    private static bool Is(string fact, AskedWish wish) => Derivation.Holds(fact, Child(2015), wish, Autumn, Rules);

    private static AskingPupil Child(int born, params PlaceHad[] places) => new(new DateOnly(born, 6, 1), Resident: true, SchoolHere: true, places, null);

    private static AskedWish Wish(DateTimeOffset at, params string[] recorded) =>
        new("flute", "fløyte", at, DateOnly.FromDateTime(at.DateTime), at, DateOnly.FromDateTime(at.DateTime), recorded.ToHashSet());

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 12, 0, 0, TimeSpan.Zero);
}
