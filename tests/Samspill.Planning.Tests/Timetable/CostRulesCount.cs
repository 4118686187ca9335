using Samspill.Planning.Timetable;
using Shouldly;
using Xunit;
using static Samspill.Planning.Tests.Timetable.SmallSchool;

namespace Samspill.Planning.Tests.Timetable;

/// <summary>Every kind of cost, counted and not.</summary>
public class CostRulesCount
{
    [Fact]
    public void What_is_not_placed_counts_its_weight()
    {
        Count(CostRule.Unplaced, Problem, At("a", "mon 14:00", "hall")).ShouldBe(3);
        Count(CostRule.Unplaced, Problem, At("c", "mon 14:00", "hall")).ShouldBe(2);
        Explanation.Of(Problem, [At("c", "mon 14:00", "hall")]).Cost.ShouldBe(2020);
    }

    [Fact]
    public void The_site_used_counts_its_cost()
    {
        Count(CostRule.Site, Problem, At("a", "mon 14:00", "class")).ShouldBe(4);
        Count(CostRule.Site, Problem, At("a", "mon 14:00", "hall")).ShouldBe(0);
    }

    [Fact]
    public void The_cheapest_window_that_holds_the_lesson_counts()
    {
        Count(CostRule.Window, Problem, At("a", "tue 15:00", "hall")).ShouldBe(2);
        Count(CostRule.Window, Problem, At("a", "mon 15:00", "hall")).ShouldBe(0);
        Count(CostRule.Window, Problem, At("b", "mon 15:00", "hall")).ShouldBe(0);
    }

    [Fact]
    public void Waiting_counts_in_fives_less_the_way()
    {
        Count(CostRule.TeacherIdle, Problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:45", "hall")).ShouldBe(5);
        Count(CostRule.TeacherIdle, Problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:45", "class")).ShouldBe(1);
        Count(CostRule.TeacherIdle, Problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:45", "hall", "per")).ShouldBe(0);
    }

    [Fact]
    public void On_a_long_day_the_first_quarter_of_the_longest_gap_is_free()
    {
        var problem = WithTone(t => t with { BreakAfter = 60 });
        Count(CostRule.TeacherIdle, problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:45", "hall")).ShouldBe(2);
        Count(CostRule.TeacherIdle, problem, At("a", "mon 14:00", "hall"), At("b", "mon 14:45", "hall"), At("c", "mon 15:30", "hall")).ShouldBe(5);
    }

    [Fact]
    public void The_way_counts_in_fives_each_way_by_its_own_length()
    {
        Count(CostRule.TeacherTravel, Problem, At("a", "mon 14:00", "hall"), At("b", "mon 15:00", "class")).ShouldBe(4);
        Count(CostRule.TeacherTravel, Problem, At("a", "mon 14:00", "class"), At("b", "mon 15:00", "hall")).ShouldBe(5);
        Count(CostRule.TeacherTravel, Problem, At("a", "mon 14:00", "hall"), At("b", "mon 15:00", "cell")).ShouldBe(0);
    }

    [Fact]
    public void A_change_of_room_at_one_site_counts()
    {
        Count(CostRule.TeacherRoom, Problem, At("a", "mon 14:00", "hall"), At("b", "mon 15:00", "cell")).ShouldBe(1);
        Count(CostRule.TeacherRoom, Problem, At("a", "mon 14:00", "hall"), At("b", "mon 15:00", "hall")).ShouldBe(0);
        Count(CostRule.TeacherRoom, Problem, At("a", "mon 14:00", "hall"), At("b", "mon 15:00", "class")).ShouldBe(0);
    }

    [Fact]
    public void Each_day_at_work_counts()
    {
        Count(CostRule.TeacherDay, Problem, At("a", "mon 14:00", "hall"), At("b", "mon 15:00", "hall")).ShouldBe(1);
        Count(CostRule.TeacherDay, Problem, At("a", "mon 14:00", "hall"), At("b", "mon 15:00", "hall", "per"), At("c", "tue 15:00", "hall")).ShouldBe(3);
    }

    [Theory]
    [InlineData("mon 14:50", "hall", 0)]
    [InlineData("mon 14:55", "hall", 1)]
    [InlineData("mon 14:00", "cell", 0)]
    [InlineData("mon 13:00", "hall", 0)]
    [InlineData("mon 14:40", "class", 1)]
    [InlineData("tue 15:00", "hall", 1)]
    public void A_pair_is_together_on_one_day_at_one_site_within_half_an_hour(string when, string room, int count)
    {
        var problem = Problem with { Together = [new("a", "b")] };
        Count(CostRule.Together, problem, At("a", "mon 14:00", "hall"), At("b", when, room, "per")).ShouldBe(count);
        Count(CostRule.Together, problem, At("a", "mon 14:00", "hall")).ShouldBe(1);
    }

    [Fact]
    public void Another_time_than_before_counts_as_a_change_and_only_another_room_or_teacher_as_a_lesser_one()
    {
        var problem = WithLesson("b", l => l with { Previous = new("mon", 840, "gone", "tone") });
        (long, long) Changes(PlacedLesson p) => (Count(CostRule.Change, problem, p), Count(CostRule.ChangeRoom, problem, p));
        Changes(At("b", "mon 14:05", "hall")).ShouldBe((1, 0));
        Changes(At("b", "tue 15:00", "hall")).ShouldBe((1, 0));
        Changes(At("b", "mon 14:00", "hall")).ShouldBe((0, 1));
        problem = WithLesson("b", l => l with { Previous = new("mon", 840, "hall", "tone") });
        Changes(At("b", "mon 14:00", "hall")).ShouldBe((0, 0));
        Changes(At("b", "mon 14:00", "hall", "per")).ShouldBe((0, 1));
    }

    private static long Count(CostRule rule, TimetableProblem problem, params PlacedLesson[] plan) => Explanation.Of(problem, plan).Count(rule);
}
