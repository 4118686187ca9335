using Samspill.Planning.Hours;
using Samspill.Planning.Placement;
using Samspill.Planning.Tests.Placement;
using Shouldly;
using Xunit;

namespace Samspill.Planning.Tests.Hours;

public class WhichHoursGiveMost
{
    private static readonly HourOption Guitar = new("guitar", "byasen", "mon", "guitar", 1);
    private static readonly HourOption Piano = new("piano", "midtbyen", "tue", "piano", 2);
    private static readonly HourOption Dance = new("dance", "midtbyen", "tue", "dance", 10);

    /// <summary>Ada and Bo want the guitar most, the piano next; Cai wants the piano. There is one seat on each, and ten in dance.</summary>
    private static readonly PlacementProblem Queue = new(
        new DateOnly(2026, 6, 5), 1, new([new(Priority.AppliedAt)]),
        [new("guitar", 1), new("piano", 1), new("dance", 10)],
        [new("ada", new(2016, 1, 1)), new("bo", new(2016, 1, 1)), new("cai", new(2016, 1, 1))],
        [
            Wish("ada", "guitar", 1), Wish("ada", "piano", 2), Wish("bo", "guitar", 1), Wish("bo", "piano", 2), Wish("cai", "piano", 1),
        ]);

    [Fact]
    public void A_child_that_moves_frees_a_place_for_the_next()
    {
        var gains = HoursEngine.Weigh(new(Queue, [Dance, Guitar, Piano]));
        gains.Select(g => g.Option).ShouldBe([Guitar, Piano, Dance]);
        gains.Select(g => (g.Children, g.Places)).ShouldBe([(1, 1), (1, 1), (0, 0)]);
        gains[0].Chain.ShouldBe([new("bo", "piano", "guitar"), new("cai", null, "piano")]);
        gains[1].Chain.ShouldBe([new("cai", null, "piano")]);
    }

    [Fact]
    public void With_no_answers_known_nobody_declines()
    {
        var gain = HoursEngine.Weigh(new(Queue, [Guitar]))[0];
        gain.Range.ShouldBe(new HourRange(1, 1, 1));
    }

    [Fact]
    public void When_everybody_declines_an_hour_gives_nothing() =>
        HoursEngine.Weigh(new(Queue, [Guitar]) { Answered = 9, Declined = 9 })[0].Range.ShouldBe(new HourRange(0, 0, 0));

    [Fact]
    public void When_some_decline_it_gives_something_between()
    {
        var problem = new HoursProblem(Queue, [Guitar, Piano]) { Answered = 20, Declined = 5, Draws = 200, Seed = 3 };
        var range = HoursEngine.Weigh(problem)[0].Range.ShouldNotBeNull();
        range.Mean.ShouldBeInRange(0.2, 0.7);
        (range.Low, range.High).ShouldBe((0, 1));
        HoursEngine.Weigh(problem with { Threads = 2 }).Select(g => g.Range).ShouldBe(HoursEngine.Weigh(problem).Select(g => g.Range));
        HoursEngine.Weigh(problem with { Examined = 1 })[1].Range.ShouldBeNull();
    }

    [Fact]
    public void Each_figure_is_the_difference_of_two_plain_placements()
    {
        var (some, chains) = (0, 0);
        for (var seed = 0; seed < 150; seed++)
        {
            var placement = Made.Problem(seed);
            var gains = HoursEngine.Weigh(new(placement, [.. placement.Courses.Select(c => new HourOption("", "", "", c.Id, 2))]) { Draws = 0 });
            gains.Count.ShouldBe(placement.Courses.Count);
            foreach (var gain in gains)
            {
                var more = placement with { Courses = [.. placement.Courses.Select(c => c.Id == gain.Option.Course ? c with { Capacity = c.Capacity + 2 } : c)] };
                var (before, after) = (PlainPlacement.Place(placement).Placed, PlainPlacement.Place(more).Placed);
                gain.Children.ShouldBe(after.Select(p => p.Pupil).Distinct().Count() - before.Select(p => p.Pupil).Distinct().Count(), $"seed {seed}");
                gain.Places.ShouldBe(after.Count - before.Count);
                gain.Chain.Sum(m => (m.To is null ? 0 : 1) - (m.From is null ? 0 : 1)).ShouldBe(gain.Places);
                some += gain.Children;
                if (gain.Chain.Any(m => m.From is not null)) chains++;
            }
        }
        some.ShouldBeGreaterThan(100);
        chains.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void An_hour_for_a_course_that_is_not_there_is_refused() =>
        Should.Throw<ArgumentException>(() => HoursEngine.Weigh(new(Queue, [Guitar with { Course = "harp" }])));

    private static PlacementApplication Wish(string pupil, string course, int rank) =>
        new($"{pupil}-{course}", pupil, course, rank, new DateTimeOffset(2026, 3, pupil[0] - 'a' + 1, 12, 0, 0, TimeSpan.Zero));
}
