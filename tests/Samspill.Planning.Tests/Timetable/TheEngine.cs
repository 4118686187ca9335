using Samspill.Planning.Problems;
using Samspill.Planning.Search;
using Samspill.Planning.Timetable;
using Shouldly;
using Xunit;
using static Samspill.Planning.Tests.Timetable.SmallSchool;

namespace Samspill.Planning.Tests.Timetable;

public class TheEngine
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_same_problem_seed_steps_and_threads_give_the_same_bytes(int threads)
    {
        var problem = Nasty.Problem(5);
        var options = new TimetableOptions { Limit = SearchLimit.OfSteps(30_001), Seed = 7, Threads = threads };
        Bytes(TimetableEngine.Solve(problem, options)).ShouldBe(Bytes(TimetableEngine.Solve(problem, options)));
    }

    [Fact]
    public void The_steps_told_are_those_asked_for()
    {
        foreach (var (steps, threads) in new[] { (1L, 1), (1L, 2), (777L, 1), (5001L, 2), (50_000L, 2) })
        {
            var told = 0L;
            TimetableEngine.Solve(Nasty.Problem(5), new() { Limit = SearchLimit.OfSteps(steps), Threads = threads }, p => told = p.Search.Steps);
            told.ShouldBe(steps);
        }
    }

    [Fact]
    public void A_small_week_is_solved_to_the_best_there_is()
    {
        var result = Solve(Problem, 20_000);
        result.Unplaced.ShouldBeEmpty();
        // One day for one teacher, one after the other.
        result.Cost.ShouldBe(20);
    }

    [Fact]
    public void Whatever_the_problem_the_week_breaks_nothing_and_costs_what_it_says()
    {
        for (var seed = 200; seed < 230; seed++)
        {
            var problem = Nasty.Problem(seed);
            var result = Solve(problem, 3000);
            var explanation = Explanation.Of(problem, result.Placed);
            explanation.Breaches.ShouldBeEmpty();
            result.Cost.ShouldBe(explanation.Cost);
            result.Placed.Select(p => p.Lesson).Concat(result.Unplaced.Select(u => u.Lesson)).Order(StringComparer.Ordinal).ShouldBe(problem.Lessons.Select(l => l.Id).Order(StringComparer.Ordinal));
            result.Unplaced.ShouldAllBe(u => u.Why.Length > 5);
        }
    }

    [Fact]
    public void What_is_fixed_stays_where_it_is()
    {
        var problem = WithLesson("b", l => l with { Fixed = new("mon", 1000, "cell", "per") });
        Solve(problem, 5000).Placed.ShouldContain(new PlacedLesson("b", "mon", 1000, "cell", "per"));
    }

    [Fact]
    public void An_earlier_week_is_a_beginning_that_only_gets_better()
    {
        var problem = Nasty.Problem(11);
        var earlier = Solve(problem, 20_000);
        TimetableEngine.Solve(problem, new() { Limit = SearchLimit.OfSteps(1), From = earlier }).Cost.ShouldBeLessThanOrEqualTo(earlier.Cost);
    }

    [Fact]
    public void A_cancelled_search_gives_the_week_so_far()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var result = TimetableEngine.Solve(Problem, new() { Limit = SearchLimit.OfTime(TimeSpan.FromHours(1)) }, cancellation: cancelled.Token);
        Explanation.Of(Problem, result.Placed).Cost.ShouldBe(result.Cost);
    }

    [Fact]
    public void An_empty_school_has_an_empty_week()
    {
        var empty = new TimetableProblem(5, [], [], [], [], [], [], [], [], new());
        empty.Faults().ShouldBeEmpty();
        var result = Solve(empty, 10);
        (result.Cost, result.Placed.Count, result.Unplaced.Count).ShouldBe((0, 0, 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_school_without_teachers_rooms_or_days_places_nothing_and_says_why(int threads)
    {
        var lessons = Problem.Lessons.Select(l => l with { Teachers = [] }).ToArray();
        foreach (var problem in new[] { Problem with { Teachers = [], Lessons = lessons }, Problem with { Rooms = [] }, Problem with { Pupils = [new("ada"), new("bo"), new("cy")], Days = [], Rooms = [new("hall", "centre")], Teachers = [new("tone"), new("per")] } })
        {
            var result = TimetableEngine.Solve(problem, new() { Limit = SearchLimit.OfSteps(100), Threads = threads });
            result.Unplaced.Count.ShouldBe(3);
            result.Cost.ShouldBe(4000);
            result.Unplaced.ShouldAllBe(u => u.Why.Length > 5);
        }
    }

    [Fact]
    public void Long_lessons_fill_a_room_as_short_ones_do()
    {
        var problem = Problem with { Lessons = [.. Problem.Lessons.Select(l => l with { Minutes = 250, Teachers = l.Id == "b" ? ["per"] : ["tone"], Sites = [new("centre")], Pupils = [] })], Rooms = [Problem.Rooms[0]] };
        var result = Solve(problem, 3000);
        Explanation.Of(problem, result.Placed).Breaches.ShouldBeEmpty();
        result.Placed.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("a", "no room at centre has organ")]
    [InlineData("b", "pupil bo is never free")]
    [InlineData("c", "teacher tone has no window of 600 minutes")]
    public void A_lesson_that_can_be_nowhere_is_told_why(string lesson, string why)
    {
        var problem = Problem with
        {
            Pupils = [Problem.Pupils[0], new("bo") { Available = lesson == "b" ? [] : null }, new("cy")],
            Lessons = [.. Problem.Lessons.Where(l => l.Id == lesson).Select(l => lesson switch
            {
                "a" => l with { Sites = [new("centre")], Features = ["organ"] },
                "c" => l with { Minutes = 600 },
                _ => l,
            })],
        };
        Solve(problem, 100).Unplaced.ShouldBe([new UnplacedLesson(lesson, why)]);
    }

    [Fact]
    public void A_lesson_for_which_there_is_no_time_left_is_told_what_takes_it()
    {
        var problem = Problem with { Teachers = [new("tone") { Available = [new("mon", 840, 890)] }, new("per")], Lessons = [.. Problem.Lessons.Select(l => l with { Weight = 1 })] };
        var unplaced = Solve(problem, 3000).Unplaced.ShouldHaveSingleItem();
        unplaced.Lesson.ShouldBe("c");
        unplaced.Why.ShouldStartWith("all 2 common times are taken: teacher tone gives");
    }

    [Fact]
    public void A_problem_with_faults_is_not_solved() =>
        Should.Throw<ArgumentException>(() => Solve(Problem with { Grain = 0 }, 1)).Message.ShouldContain("grain: must be 1 to 1440, is 0");

    private static TimetableResult Solve(TimetableProblem problem, long steps) => TimetableEngine.Solve(problem, new() { Limit = SearchLimit.OfSteps(steps) });

    private static byte[] Bytes(TimetableResult result)
    {
        using var stream = new MemoryStream();
        TimetableResultJson.Write(result, stream);
        return stream.ToArray();
    }
}
