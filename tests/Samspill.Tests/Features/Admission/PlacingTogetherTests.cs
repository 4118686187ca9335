using Samspill.Features.Admission;
using Samspill.Planning.Placement;

namespace Samspill.Tests.Features.Admission;

public sealed class PlacingTogetherTests
{
    private static readonly DateTimeOffset Monday = new(2026, 5, 4, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_seat_of_a_split_family_goes_on_to_the_next()
    {
        var placing = Place(3, ["a1", "a2", "b1", "b2", "c1"], new("a", 1), new("b", 2));
        Placed(placing).ShouldBe(["a1", "a2", "c1"]);
        placing.SetAside.ShouldBe(["b1", "b2"]);
        placing.Problem.Applications.Count.ShouldBe(3);
    }

    [Fact]
    public void The_family_that_asked_last_is_left_out_first_and_makes_room_for_the_other()
    {
        var placing = Place(2, ["a1", "b1", "b2", "a2"], new("a", 1), new("b", 2));
        Placed(placing).ShouldBe(["a1", "a2"]);
        placing.SetAside.ShouldBe(["b1", "b2"]);
    }

    [Fact]
    public void Nobody_of_a_family_with_no_place_at_all_is_left_out()
    {
        var placing = Place(1, ["c1", "a1", "a2"], new Wishing("a", 1));
        Placed(placing).ShouldBe(["c1"]);
        placing.SetAside.ShouldBeEmpty();
        placing.Result.Decisions.Count(d => d.Outcome == Outcome.Waiting).ShouldBe(2);
    }

    [Fact]
    public void A_family_may_be_left_out_after_another_until_nobody_is_split()
    {
        var placing = Place(3, ["a1", "b1", "c1", "c2", "b2", "a2"], new("a", 1), new("b", 2), new("c", 3));
        var placed = Placed(placing);
        foreach (var family in "abc") placed.Count(p => p[0] == family).ShouldBeOneOf(0, 2);
        placed.ShouldBe(["b1", "b2"]); // c is out; then b is whole and a is split
    }

    /// <summary>One course; each applies a day after the one before, and has its family's letter.</summary>
    private static Placing Place(int seats, string[] wishes, params Wishing[] families) => PlacingTogether.Place(
        new PlacementProblem(new DateOnly(2026, 6, 5), 1, new PlacementRules([new(Priority.AppliedAt)]), [new("gitar", seats)],
            [.. wishes.Select(w => new PlacementPupil($"p{w}", new DateOnly(2016, 1, 1)))], [.. wishes.Select((w, i) => new PlacementApplication(w, $"p{w}", "gitar", 1, Monday.AddDays(i)))]),
        [.. families.Select(f => new PlacingTogether.Family(Guid.CreateVersion7(), Monday.AddDays(f.Day), [.. wishes.Where(w => w.StartsWith(f.Letter, StringComparison.Ordinal)).Select(w => (IReadOnlyList<string>)[w])]))], CancellationToken.None);

    private static List<string> Placed(Placing placing) => [.. placing.Result.Placed.Select(p => p.Application).Order(StringComparer.Ordinal)];

    private sealed record Wishing(string Letter, int Day);
}
