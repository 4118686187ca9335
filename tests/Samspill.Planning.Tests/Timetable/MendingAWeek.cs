using Samspill.Planning.Search;
using Samspill.Planning.Timetable;
using Shouldly;
using Xunit;
using static Samspill.Planning.Tests.Timetable.SmallSchool;

namespace Samspill.Planning.Tests.Timetable;

public class MendingAWeek
{
    private static readonly TimetableOptions Options = new() { Limit = SearchLimit.OfSteps(4000) };

    [Fact]
    public void Only_what_cannot_stay_is_hit()
    {
        Replanning.Hit(Published).ShouldBeEmpty();
        Replanning.Hit(HallClosed).ShouldBe(["a", "b"], ignoreOrder: true);
        Replanning.Hit(Published with { Teachers = [Published.Teachers[1]], Lessons = [.. Published.Lessons.Select(l => l with { Teachers = ["per"] })] }).ShouldBe(["a", "b", "c"], ignoreOrder: true);
    }

    [Fact]
    public void Touching_nothing_else_moves_only_what_is_hit()
    {
        var choice = Replanning.Choices(HallClosed, Options)[0];
        choice.Name.ShouldBe("touch nothing else");
        choice.Result.Placed.ShouldContain(At("c", "mon 16:00", "class"));
        choice.Result.Unplaced.ShouldBeEmpty();
        // The same times in the next room: nobody has to come at another time.
        (choice.Hit, choice.Times, choice.Rooms, choice.Families, choice.FamiliesOfRooms).ShouldBe((2, 0, 2, 0, 2));
    }

    [Fact]
    public void Every_choice_is_valid_and_the_last_is_no_dearer_but_for_the_changes()
    {
        var choices = Replanning.Choices(HallClosed, Options);
        choices.ShouldAllBe(c => Explanation.Of(HallClosed, c.Result.Placed).Breaches.Count == 0 && Explanation.Of(HallClosed, c.Result.Placed).Cost == c.Result.Cost);
        var unchanging = HallClosed with { Weights = HallClosed.Weights with { Change = 0, ChangeRoom = 0 } };
        Explanation.Of(unchanging, choices[^1].Result.Placed).Cost.ShouldBeLessThanOrEqualTo(Explanation.Of(unchanging, choices[0].Result.Placed).Cost);
    }

    [Fact]
    public void With_a_high_weight_on_change_the_rest_of_the_week_stays()
    {
        var problem = HallClosed with { Weights = HallClosed.Weights with { Change = 100 } };
        var result = TimetableEngine.Solve(problem, Options);
        result.Placed.Select(p => (p.Lesson, p.Start)).ShouldBe([("a", 840), ("b", 860), ("c", 960)]);
    }

    [Fact]
    public void A_new_lesson_with_one_time_only_pushes_one_aside_who_has_another_near()
    {
        // Anna can come on Monday at 14:00 only, when a is there; all else of the week stays.
        var problem = Published with
        {
            Weights = Published.Weights with { Change = 100 },
            Pupils = [.. Published.Pupils, new("anna") { Available = [new("mon", 840, 860, 0)] }],
            Lessons = [.. Published.Lessons, Published.Lessons.Single(l => l.Id == "a") with { Id = "new", Pupils = ["anna"], Previous = null }],
        };
        var result = TimetableEngine.Solve(problem, new() { Limit = SearchLimit.OfSteps(1) });
        result.Unplaced.ShouldBeEmpty();
        Explanation.Of(problem, result.Placed).Count(CostRule.Change).ShouldBe(1);
    }

    private static TimetableProblem Published => Problem with
    {
        Rooms = [.. Problem.Rooms, new("loft", "centre") { Open = [new("mon", 780, 1320)] }],
        Lessons = [.. Problem.Lessons.Select(l => l with { Previous = l.Id switch { "a" => new("mon", 840, "hall", "tone"), "b" => new("mon", 860, "hall", "tone"), _ => new("mon", 960, "class", "tone") } })],
    };

    private static TimetableProblem HallClosed => Published with { Rooms = [.. Published.Rooms.Select(r => r.Id == "hall" ? r with { Open = [] } : r)] };
}
