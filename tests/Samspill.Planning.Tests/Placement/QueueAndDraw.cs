using Samspill.Planning.Placement;
using Shouldly;
using Xunit;

namespace Samspill.Planning.Tests.Placement;

public class QueueAndDraw
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_queue_of_today_counts_the_places_held_today_and_places_nobody()
    {
        var problem = new PlacementProblem(new(2026, 6, 5), 1, new([new(Priority.PlacesHeld), new(Priority.AppliedAt)]) { MaxPlacesPerPupil = 2 },
            [new("cello", 1) { AgeFrom = 8 }, new("kor", 9)],
            [
                new("one", new(2015, 1, 1)) { Holds = ["kor"] }, new("none", new(2015, 1, 1)), new("has", new(2015, 1, 1)) { Holds = ["cello"] },
                new("young", new(2020, 1, 1)), new("full", new(2015, 1, 1)) { Holds = ["a", "b"] }, new("also", new(2015, 1, 1)),
            ],
            [
                Wish("a1", "one", 0), Wish("a2", "none", 5), Wish("a3", "has", 0), Wish("a4", "young", 0), Wish("a5", "full", 0), Wish("a6", "also", 4),
                new("a7", "none", "kor", 1, Monday),
            ]);
        PlacementEngine.Queue(problem, "cello").Select(a => a.Id).ShouldBe(["a6", "a2", "a1"]);
        PlacementEngine.Queue(problem, "kor").Select(a => a.Id).ShouldBe(["a7"]);
        Should.Throw<ArgumentException>(() => PlacementEngine.Queue(problem, "tuba"));
    }

    [Fact]
    public void Ties_are_drawn_by_the_first_eight_bytes_of_sha256()
    {
        // sha256sum of 20260605:fløyte:pål and so on gives this order.
        string[] names = ["pål", "åse", "ida", "ole", "zoe", "per"];
        var problem = new PlacementProblem(new(2026, 6, 5), 20260605, new([]), [new("fløyte", 0)],
            [.. names.Select(n => new PlacementPupil(n, new(2015, 1, 1)))],
            [.. names.Select(n => new PlacementApplication(n, n, "fløyte", 1, Monday))]);
        PlacementEngine.Queue(problem, "fløyte").Select(a => a.Id).ShouldBe(["åse", "zoe", "ida", "per", "pål", "ole"]);
    }

    [Fact]
    public void Results_are_sorted_by_code_point_however_the_ids_look()
    {
        string[] ids = ["a", "A", "aa", "a\0", "b", "ab", "å", "\uE000", "\U0001F3BB", "\uFFFD", "10", "9", "é", "e\u0301"];
        var many = ids.Concat(Enumerable.Range(0, 300).Select(i => $"same-long-beginning-{i * 7919 % 1000}-{i}"))
            .Concat(Enumerable.Range(1, 60).Select(n => new string('x', n))).ToArray();
        var problem = new PlacementProblem(new(2026, 6, 5), 1, new([]), [new("c", 1000)],
            [.. many.Select(id => new PlacementPupil(id, new(2015, 1, 1)))],
            [.. many.Select(id => new PlacementApplication(id, id, "c", 1, Monday))]);
        var byBytes = many.OrderBy(id => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(id)), StringComparer.Ordinal);
        PlacementEngine.Place(problem).Decisions.Select(d => d.Application).ShouldBe(byBytes);
        PlacementEngine.Place(problem).Placed.Select(p => p.Application).ShouldBe(byBytes);
    }

    [Fact]
    public void A_run_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Should.Throw<OperationCanceledException>(() => PlacementEngine.Place(Made.Problem(2), stop.Token));
    }

    private static PlacementApplication Wish(string id, string pupil, int day) => new(id, pupil, "cello", 1, Monday.AddDays(day));
}
