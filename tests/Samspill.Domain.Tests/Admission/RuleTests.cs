using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;

namespace Samspill.Domain.Tests.Admission;

public class RuleTests
{
    private static readonly AdmissionRules Default = AdmissionRules.Default;

    [Fact]
    public void The_default_rules_have_no_faults() => Default.Faults().ShouldBeEmpty();

    [Theory]
    [InlineData(0, 6, 7, "rules.max-places")]
    [InlineData(2, 0, 7, "rules.max-wishes")]
    [InlineData(2, 21, 7, "rules.max-wishes")]
    [InlineData(2, 6, 0, "rules.answer-days")]
    [InlineData(2, 6, 61, "rules.answer-days")]
    public void A_limit_outside_its_range_is_a_fault(int places, int wishes, int days, string code) =>
        (Default with { MaxPlacesPerPupil = places, MaxWishes = wishes, AnswerDays = days }).Faults().ShouldHaveSingleItem().Code.ShouldBe(code);

    [Fact]
    public void No_limit_on_places_is_no_fault() => (Default with { MaxPlacesPerPupil = null }).Faults().ShouldBeEmpty();

    [Fact]
    public void An_order_says_each_rule_once_names_its_flags_and_ends_with_the_lottery()
    {
        Codes().ShouldBe(["rules.no-order"]);
        Codes(new(PriorityBy.AppliedAt), new(PriorityBy.AppliedAt)).ShouldBe(["rules.twice"]);
        Codes(new(PriorityBy.Flag, "a"), new(PriorityBy.Flag, "b")).ShouldBeEmpty();
        Codes(new(PriorityBy.Flag, "a+b"), new(PriorityBy.Flag, "b+a")).ShouldBe(["rules.twice"]);
        Codes(new PriorityRule(PriorityBy.Flag, " ")).ShouldBe(["rules.flag-missing"]);
        Codes(new PriorityRule(PriorityBy.Flag)).ShouldBe(["rules.flag-missing"]);
        Codes(new(PriorityBy.Lottery), new(PriorityBy.AppliedAt)).ShouldBe(["rules.lottery-last"]);
        Codes(new(PriorityBy.AppliedAt), new(PriorityBy.Lottery)).ShouldBeEmpty();
    }

    [Fact]
    public void A_rule_that_comes_too_late_to_decide_anything_is_told()
    {
        Codes(new(PriorityBy.BirthDate), new(PriorityBy.BirthYear)).ShouldBe(["rules.never-decides"]);
        Codes(new(PriorityBy.BirthYear), new(PriorityBy.BirthDate)).ShouldBeEmpty();
        Codes(new(PriorityBy.BirthYear), new(PriorityBy.OlderInSchoolAge)).ShouldBe(["rules.never-decides"]);
        Codes(new(PriorityBy.PlacesHeld), new(PriorityBy.Flag, Fact.WithoutPlace)).ShouldBe(["rules.never-decides"]);
        Codes(new(PriorityBy.PlacesHeld), new(PriorityBy.Flag, Fact.WithoutIndividual)).ShouldBeEmpty();
        Codes(new(PriorityBy.AppliedAt), new(PriorityBy.PlacesHeld)).ShouldBe(["rules.never-decides"]);
        Codes(Default with { Order = [new(PriorityBy.AppliedAt), new(PriorityBy.PlacesHeld)], SeniorityInYears = true }).ShouldBeEmpty();
    }

    [Fact]
    public void Ages_upside_down_are_said_once_and_not_of_every_course()
    {
        var rules = Default with { Eligible = new(AgeFrom: 12, AgeTo: 7) };
        rules.Faults().Concat(rules.FaultsWith([new("c1", "Kor", 6, 9, 10), new("c2", "Gitar", 7, 19, 10)])).Select(f => f.Code).ShouldBe(["rules.nobody"]);
    }

    [Fact]
    public void A_courses_own_order_and_reserves_are_looked_at_too()
    {
        var faults = (Default with { Courses = [new("c1", [new(PriorityBy.Lottery), new(PriorityBy.BirthDate)], [new("newlyArrived", 0)])] }).Faults();
        faults.Select(f => f.Code).ShouldBe(["rules.lottery-last", "rules.reserved"]);
    }

    [Fact]
    public void What_everybody_must_have_cannot_be_ranked()
    {
        Codes(Default with { Order = [new(PriorityBy.Flag, Fact.OnTime)], Eligible = new() { LateWait = true } }).ShouldBe(["rules.required-and-ranked"]);
        Codes(Default with { Order = [new(PriorityBy.Flag, Fact.Resident)], Eligible = new(Residence.Resident) }).ShouldBe(["rules.required-and-ranked"]);
        Codes(Default with { Order = [new(PriorityBy.Flag, Fact.OnTime)] }).ShouldBeEmpty();
    }

    [Fact]
    public void Ages_that_nobody_has_are_told_and_so_is_a_course_that_they_leave_empty()
    {
        Codes(Default with { Eligible = new(AgeFrom: 20, AgeTo: 6) }).ShouldBe(["rules.nobody"]);
        Codes(Default with { Eligible = new(AgeTo: 121) }).ShouldBe(["rules.ages"]);
        var rules = Default with { Eligible = new(AgeFrom: 6, AgeTo: 15), Courses = [new("band", null, [new("newlyArrived", 4)]), new("gone", null, [])], Preparatory = ["lost"] };
        rules.FaultsWith([new("band", "Band", 16, 20, 3), new("choir", "Choir", 10, 20, 9)]).Select(f => f.Code)
            .ShouldBe(["rules.nobody-at-course", "rules.reserved-over-capacity", "rules.course-unknown", "rules.preparatory-unknown"]);
    }

    [Fact]
    public void Adults_are_not_both_kept_out_and_ranked()
    {
        var children = Default with { Eligible = new(AgeTo: 18) };
        Codes(children with { Order = [new(PriorityBy.Flag, Fact.NotAdult), new(PriorityBy.AppliedAt)] }).ShouldBe(["rules.adults-excluded"]);
        Codes(children with { AdultsOneYear = true }).ShouldBe(["rules.adults-excluded"]);
        Codes(children with { AdultsOneYear = true, Eligible = new(AgeTo: 20) }).ShouldBeEmpty();
        Codes(Default with { AdultFrom = 15 }).ShouldBe(["rules.adult-from"]);
    }

    [Fact]
    public void Who_says_nothing_does_not_stand_better_than_who_says_no()
    {
        Codes(Default with { Silence = Silence.KeepsQueue, KeepQueueWhenDeclining = false }).ShouldBe(["rules.silence-better"]);
        Codes(Default with { Silence = Silence.KeepsQueue, DecliningGoesLast = true }).ShouldBe(["rules.silence-better"]);
        Codes(Default with { Silence = Silence.KeepsQueue }).ShouldBeEmpty();
        Codes(Default with { DecliningGoesLast = true, KeepQueueWhenDeclining = false }).ShouldBe(["rules.last-of-no-queue"]);
        Codes(Default with { Silence = Silence.Accepts, AnswerDays = 2 }).ShouldBe(["rules.silence-too-soon"]);
    }

    [Fact]
    public void The_days_of_the_year_exist()
    {
        Codes(Default with { Year = new() { ApplyBy = new(2, 30) } }).ShouldBe(["rules.day"]);
        Codes(Default with { Year = new() { ConfirmBy = new(2, 29), LapseUnconfirmed = true } }).ShouldBeEmpty();
        Codes(Default with { Year = new() { LapseUnconfirmed = true } }).ShouldBe(["rules.lapse-without-day"]);
        new DayOfYear(2, 29).In(2027).ShouldBe(new DateOnly(2027, 2, 28));
    }

    [Fact]
    public void Grades_and_preparatory_courses_are_named_rightly()
    {
        Codes(Default with { Courses = [new("c1", null, []) { GradeFrom = 5, GradeTo = 2 }] }).ShouldBe(["rules.grades"]);
        Codes(Default with { Order = [new(PriorityBy.Flag, Fact.FormerPreparatory)] }).ShouldBe(["rules.preparatory-missing"]);
    }

    [Fact]
    public void What_is_asked_for_differs_with_the_programme_the_course_and_the_time()
    {
        var rules = Default with { Eligible = new(Residence.Resident, AgeTo: 20) { DepthForAll = true, AuditionForDepth = true, LateWait = true }, Courses = [new("band", null, []) { Audition = true, GradeFrom = 3 }] };
        rules.RequirementsOf("choir", Programme.Core, ["own"], round: true).ShouldBe(["own", "mayApplyHere", "withinAge", "onTime"]);
        rules.RequirementsOf("choir", Programme.Core, [], round: false).ShouldBe(["mayApplyHere", "withinAge"]);
        rules.RequirementsOf("talent", Programme.Depth, ["auditionPassed"], round: false).ShouldBe(["auditionPassed", "withinAge"]);
        rules.RequirementsOf("band", Programme.Core, [], round: false).ShouldBe(["mayApplyHere", "withinAge", "rightGrade", "auditionPassed"]);
    }

    [Fact]
    public void Every_municipalitys_published_rules_can_be_used_once_the_school_names_its_preparatory_courses()
    {
        PublishedRules.All.Select(p => p.Municipality).ShouldBe(["Trondheim", "Lindesnes", "Ullensvang", "Tysvær", "Våler (Innlandet)", "Kungsbacka (Sverige)"]);
        foreach (var published in PublishedRules.All) (published.Rules with { Preparatory = ["barnehagekurs"] }).Faults().ShouldBeEmpty(published.Municipality);
        PublishedRules.All.Where(p => p.Rules.Faults().Any()).Select(p => p.Key).ShouldBe(["ullensvang", "tysver"]);
    }

    private static IEnumerable<string> Codes(params PriorityRule[] order) => Codes(Default with { Order = order });

    private static IEnumerable<string> Codes(AdmissionRules rules) => rules.Faults().Select(f => f.Code);
}
