using Samspill.Planning.Search;
using Samspill.Planning.Timetable;
using Shouldly;
using Xunit;
using static Samspill.Planning.Tests.Timetable.SmallSchool;

namespace Samspill.Planning.Tests.Timetable;

public class TheBoard
{
    [Fact]
    public void Every_alternative_costs_what_the_explanation_finds_and_breaks_nothing()
    {
        var told = 0;
        for (var seed = 300; seed < 312; seed++)
        {
            var problem = Nasty.Problem(seed);
            var result = TimetableEngine.Solve(problem, new() { Limit = SearchLimit.OfSteps(3000) });
            var board = new Board(problem, result.Placed);
            board.Cost.ShouldBe(result.Cost);
            foreach (var lesson in problem.Lessons)
            {
                foreach (var option in board.Alternatives(lesson.Id))
                {
                    var moved = Explanation.Of(problem, With(result.Placed, lesson.Id, option.Slot));
                    moved.Breaches.ShouldBeEmpty();
                    moved.Cost.ShouldBe(result.Cost + option.Change);
                    told++;
                }
            }
        }
        told.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void The_best_comes_first_and_each_time_once()
    {
        var board = new Board(Problem, [At("a", "mon 14:00", "hall"), At("b", "mon 14:20", "hall")]);
        var options = board.Alternatives("b");
        options.Count.ShouldBe(5);
        options.Select(o => o.Change).ShouldBeInOrder();
        options.Select(o => (o.Slot.Day, o.Slot.Start)).ShouldBeUnique();
        options[0].ShouldBe(new Alternative(new("mon", 810, "hall", "tone"), 0));
    }

    [Fact]
    public void Moving_to_a_time_has_its_price_or_something_in_the_way()
    {
        var board = new Board(Problem, [At("a", "mon 14:00", "hall"), At("b", "mon 14:20", "hall")]);
        board.MoveTo("b", "mon", 875).To.ShouldBe(new Alternative(new("mon", 875, "hall", "tone"), 3));
        board.MoveTo("a", "mon", 855).InTheWay.ShouldBe(["teacher tone gives b"]);
        board.MoveTo("a", "tue", 785).InTheWay.ShouldBe(["its pupils, a teacher and a room are never there together"]);
    }

    [Fact]
    public void What_would_help_was_tried_one_thing_at_a_time()
    {
        var problem = Problem with
        {
            Pupils = [new("ada") { Available = [new("mon", 780, 795)] }, .. Problem.Pupils.Skip(1)],
            Lessons = [Problem.Lessons[0] with { Sites = [new("centre")] }],
        };
        var board = new Board(problem, []);
        board.WhyUnplaced("a").ShouldBe("pupil ada has no window of 20 minutes");
        var help = board.WhatWouldHelp("a")[0];
        help.What.ShouldBe("pupil ada mon 13:00-13:20, now 13:00-13:15");
        (help.Minutes, help.Slot.Start).ShouldBe((5, 780));
        var widened = problem with { Pupils = [new("ada") { Available = [new("mon", 780, 800)] }, .. problem.Pupils.Skip(1)] };
        Explanation.Of(widened, With([], "a", help.Slot)).Breaches.ShouldBeEmpty();
    }

    [Fact]
    public void A_missing_feature_or_site_is_what_would_help()
    {
        var organ = Problem with { Lessons = [Problem.Lessons[0] with { Features = ["organ"] }] };
        new Board(organ, []).WhatWouldHelp("a").Select(h => h.What).ShouldContain(w => w.StartsWith("organ in room"));
        var nowhere = Problem with { Lessons = [Problem.Lessons[0] with { Sites = [] }] };
        new Board(nowhere, []).WhatWouldHelp("a").Select(h => h.What).ShouldContain("site centre as one of its sites");
    }

    [Fact]
    public void A_placed_lesson_needs_no_reason() => new Board(Problem, [At("a", "mon 14:00", "hall")]).WhyUnplaced("a").ShouldBeNull();

    private static PlacedLesson[] With(IReadOnlyList<PlacedLesson> plan, string lesson, Slot slot) =>
        [.. plan.Where(p => p.Lesson != lesson), new PlacedLesson(lesson, slot.Day, slot.Start, slot.Room, slot.Teacher)];
}
