using Samspill.Planning.Centres;
using Samspill.Planning.Search;
using Shouldly;
using Xunit;

namespace Samspill.Planning.Tests.Centres;

public class WhereToOpen
{
    private static readonly SearchLimit Enough = SearchLimit.OfSteps(1_000_000);

    [Fact]
    public void On_a_line_the_far_village_gets_the_centre()
    {
        // A centre at 0; ten children at 0, four at 8 and three at 10; it can open at 3, 8 or 10.
        var problem = new CentreProblem(
            [new("town", true), new("three", false), new("eight", false), new("ten", false)],
            [new(10, [0, 3, 8, 10]), new(4, [8, 5, 0, 2]), new(3, [10, 7, 2, 0])], 1);
        var result = CentreEngine.Solve(problem, Enough);
        result.Chosen.ShouldBe(["eight"]);
        (result.Before, result.After, result.AtLeast, result.IsProved, result.Gap).ShouldBe((62, 6, 6, true, 0));
        result.Reasons.ShouldBe([new("three", false, 0, 41), new("eight", true, 7, 62), new("ten", false, 3, 8)]);
    }

    [Fact]
    public void No_choice_of_any_small_city_is_better()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var problem = City(seed, candidates: 9, points: 25);
            var result = CentreEngine.Solve(problem, Enough);
            result.IsProved.ShouldBeTrue();
            result.After.ShouldBe(Least(problem), $"seed {seed}");
            result.Chosen.Count.ShouldBe(problem.Open);
            Sum(problem, result.Chosen).ShouldBe(result.After);
        }
    }

    [Fact]
    public void A_search_cut_short_says_how_far_from_the_best_it_can_be()
    {
        var unproved = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var problem = City(seed, candidates: 12, points: 40) with { Open = 4 };
            var result = CentreEngine.Solve(problem, SearchLimit.OfSteps(1 + (seed % 5)));
            var least = Least(problem);
            result.AtLeast.ShouldBeLessThanOrEqualTo(least);
            result.After.ShouldBeGreaterThanOrEqualTo(least);
            result.Gap.ShouldBe(result.IsProved ? 0 : 1 - ((double)result.AtLeast / result.After), 1e-9);
            if (!result.IsProved) unproved++;
        }
        unproved.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Points_at_the_same_place_are_as_one()
    {
        var problem = City(7, candidates: 10, points: 30);
        var split = problem with { Demand = [.. problem.Demand.SelectMany(d => Enumerable.Range(0, (int)d.Weight).Select(_ => d with { Weight = 1 }))] };
        CentreEngine.Solve(split, Enough).Reasons.ShouldBe(CentreEngine.Solve(problem, Enough).Reasons);
    }

    [Fact]
    public void Trondheims_size_is_proved_and_the_same_every_time()
    {
        var problem = City(1, candidates: 60, points: 600) with { Open = 3 };
        var result = CentreEngine.Solve(problem, SearchLimit.OfSteps(5000));
        result.IsProved.ShouldBeTrue();
        CentreEngine.Solve(problem, SearchLimit.OfSteps(5000)).Chosen.ShouldBe(result.Chosen);
    }

    [Fact]
    public void Nothing_to_open_is_an_answer_and_nowhere_to_go_is_a_fault()
    {
        var problem = new CentreProblem([new("a", true), new("b", false)], [new(1, [4, 0])], 0);
        var result = CentreEngine.Solve(problem, Enough);
        (result.Chosen.Count, result.After, result.IsProved).ShouldBe((0, 4, true));
        result.Reasons.ShouldBe([new("b", false, 1, null)]);
        (problem with { Sites = [new("a", false), new("b", false)] }).Fault().ShouldBe("no site would be open");
        (problem with { Open = 2 }).Fault().ShouldBe("there are not so many candidates");
        (problem with { Demand = [new(1, [4])] }).Fault().ShouldBe("a point must have one way to each site");
        Should.Throw<ArgumentException>(() => CentreEngine.Solve(problem with { Open = -1 }, Enough));
    }

    private static CentreProblem City(int seed, int candidates, int points)
    {
        var random = new Random(seed);
        var open = random.Next(3);
        var sites = Enumerable.Range(0, candidates + open).Select(_ => (X: random.Next(60), Y: random.Next(60))).ToArray();
        return new(
            [.. sites.Select((_, i) => new CentreSite($"s{i}", i < open))],
            [.. Enumerable.Range(0, points).Select(_ => (X: random.Next(60), Y: random.Next(60)))
                .Select(p => new CentreDemand(random.Next(6), [.. sites.Select(s => Math.Abs(s.X - p.X) + Math.Abs(s.Y - p.Y))]))],
            1 + random.Next(4));
    }

    private static long Least(CentreProblem problem)
    {
        string[] candidates = [.. problem.Sites.Where(s => !s.IsOpen).Select(s => s.Id)];
        return Enumerable.Range(0, 1 << candidates.Length).Where(set => int.PopCount(set) == problem.Open)
            .Min(set => Sum(problem, [.. candidates.Where((_, i) => (set >> i & 1) == 1)]));
    }

    private static long Sum(CentreProblem problem, IReadOnlyList<string> chosen)
    {
        int[] open = [.. Enumerable.Range(0, problem.Sites.Count).Where(j => problem.Sites[j].IsOpen || chosen.Contains(problem.Sites[j].Id))];
        return problem.Demand.Sum(d => d.Weight * open.Min(j => d.Way[j]));
    }
}
