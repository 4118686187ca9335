using Samspill.Planning.Timetable;
using Shouldly;
using Xunit;
using static Samspill.Planning.Tests.Timetable.SmallSchool;

namespace Samspill.Planning.Tests.Timetable;

/// <summary>Every hard rule, held and broken.</summary>
public class HardRulesHold
{
    [Fact]
    public void A_sound_week_breaks_nothing() =>
        Broken(Problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:20", "hall"), At("c", "mon 15:10", "class")).ShouldBeEmpty();

    [Fact]
    public void H1_the_room_is_at_one_of_the_sites()
    {
        var problem = WithLesson("a", l => l with { Sites = [new("centre")] });
        Broken(problem, At("a", "mon 14:00", "hall")).ShouldBeEmpty();
        Broken(problem, At("a", "mon 14:00", "class")).ShouldBe(["H1"]);
    }

    [Fact]
    public void H1_the_room_is_open_throughout()
    {
        Broken(Problem, At("a", "mon 21:40", "hall")).ShouldBeEmpty();
        Broken(WithHall(r => r with { Open = [new("mon", 780, 1315), new("mon", 1315, 1320)] }), At("a", "mon 21:40", "hall")).ShouldBe(["H1"]);
    }

    [Fact]
    public void H1_the_room_takes_all_pupils_and_one_without_capacity_takes_any_number()
    {
        Broken(Problem, At("c", "mon 14:00", "class")).ShouldBeEmpty();
        Broken(Problem, At("c", "mon 14:00", "cell")).ShouldBe(["H1"]);
    }

    [Fact]
    public void H1_the_room_has_every_feature()
    {
        var problem = WithLesson("a", l => l with { Features = ["piano"] });
        Broken(problem, At("a", "mon 14:00", "hall")).ShouldBeEmpty();
        Broken(problem, At("a", "mon 14:00", "cell")).ShouldBe(["H1"]);
    }

    [Fact]
    public void H2_the_teacher_is_one_of_the_lessons_and_there()
    {
        Broken(Problem, At("b", "mon 14:00", "hall", "per")).ShouldBeEmpty();
        Broken(Problem, At("a", "mon 14:00", "hall", "per")).ShouldBe(["H2"]);
        Broken(Problem, At("b", "tue 14:55", "hall")).ShouldBe(["H2"]);
    }

    [Fact]
    public void H3_every_pupil_is_free_in_one_window()
    {
        Broken(Problem, At("a", "tue 19:40", "hall")).ShouldBeEmpty();
        Broken(Problem with { Pupils = [new("ada") { Available = [new("mon", 840, 850), new("mon", 850, 1000)] }, .. Problem.Pupils.Skip(1)] }, At("a", "mon 14:00", "hall")).ShouldBe(["H3"]);
        Broken(Problem with { Pupils = [new("ada") { Available = [] }, .. Problem.Pupils.Skip(1)] }, At("a", "mon 14:00", "hall")).ShouldBe(["H3"]);
    }

    [Fact]
    public void H4_nobody_and_no_room_is_in_two_lessons_at_once()
    {
        Broken(Problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:20", "hall", "per")).ShouldBeEmpty();
        Broken(Problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:15", "hall", "per")).ShouldBe(["H4"]);
        Broken(Problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:15", "cell")).ShouldBe(["H4"]);
        Broken(Problem, At("b", "mon 14:00", "cell", "per"), At("c", "mon 14:25", "hall")).ShouldBe(["H4"]);
    }

    [Fact]
    public void H5_there_is_time_for_the_way_and_the_way_back_may_be_longer()
    {
        Broken(Problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:40", "class")).ShouldBeEmpty();
        Broken(Problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:35", "class")).ShouldBe(["H5"]);
        Broken(Problem, At("a", "mon 14:00", "class"), At("b", "mon 14:40", "hall")).ShouldBe(["H5"]);
        Broken(Problem, At("b", "mon 14:00", "class", "per"), At("c", "mon 14:50", "hall")).ShouldBe(["H5"]);
    }

    [Fact]
    public void H5_binds_lessons_that_are_not_neighbours()
    {
        var problem = Problem with { Sites = ["centre", "school", "between"], Travel = [[0, 90, 5], [90, 0, 5], [5, 5, 0]], Rooms = [.. Problem.Rooms, new("shed", "between") { Open = [new("mon", 780, 1320)] }] };
        problem = problem with { Lessons = [.. problem.Lessons.Select(l => l with { Sites = [.. l.Sites, new("between")] })] };
        Broken(problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:25", "shed"), At("c", "mon 15:00", "class")).ShouldBe(["H5"]);
        Broken(problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:25", "shed"), At("c", "mon 15:50", "class")).ShouldBeEmpty();
    }

    [Fact]
    public void H6_a_day_has_no_more_minutes_and_sites_than_the_teacher_allows()
    {
        PlacedLesson[] day = [At("a", "mon 14:00", "hall"), At("b", "mon 15:00", "class")];
        Broken(WithTone(t => t with { MaxMinutesPerDay = 50, MaxSitesPerDay = 2 }), day).ShouldBeEmpty();
        Broken(WithTone(t => t with { MaxMinutesPerDay = 45 }), day).ShouldBe(["H6"]);
        Broken(WithTone(t => t with { MaxSitesPerDay = 1 }), day).ShouldBe(["H6"]);
    }

    [Fact]
    public void H7_what_is_fixed_stays()
    {
        var problem = WithLesson("a", l => l with { Fixed = new("mon", 840, "hall", "tone") });
        Broken(problem, At("a", "mon 14:00", "hall")).ShouldBeEmpty();
        Broken(problem, At("a", "mon 14:00", "cell")).ShouldBe(["H7"]);
        Broken(problem).ShouldBe(["H7"]);
    }

    [Fact]
    public void H8_a_long_day_has_a_break_the_way_apart()
    {
        var problem = WithTone(t => t with { BreakAfter = 80 });
        Broken(problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:50", "hall")).ShouldBeEmpty();
        Broken(problem, At("a", "mon 14:00", "hall"), At("c", "mon 14:40", "class")).ShouldBe(["H8"]);
        Broken(problem, At("a", "mon 14:00", "hall"), At("c", "mon 14:55", "class")).ShouldBeEmpty();
        Broken(WithTone(t => t with { BreakAfter = 19 }), At("a", "mon 14:00", "hall")).ShouldBe(["H8"]);
    }

    [Fact]
    public void A_plan_that_names_what_is_not_there_is_told_of_and_not_read_further()
    {
        var breaches = Explanation.Of(Problem, [At("x", "mon 14:00", "hall"), At("a", "mon 14:00", "attic"), At("b", "mon 14:03", "hall"), At("c", "mon 14:00", "hall"), At("c", "mon 15:00", "hall")]).Breaches;
        breaches.Select(b => b.Why).ShouldBe(["there is no lesson x", "a: there is no room attic", "b: the start 843 is not a multiple of 5 minutes", "c is placed twice"]);
    }

    private static IEnumerable<string> Broken(TimetableProblem problem, params PlacedLesson[] plan) => Explanation.Of(problem, plan).Breaches.Select(b => b.Rule);
}
