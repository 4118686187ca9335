using System.Diagnostics;
using Samspill.Planning.Search;

namespace Samspill.Planning.Centres;

/// <summary>
/// The p-median problem: which sites to open so that the way to the nearest open one, weighted and summed, is least (Hakimi,
/// Operations Research 12, 1964). Exact, unless the limit comes first; then it says how far from the best it can be at most.
/// </summary>
/// <remarks>
/// Branch and bound. The bound relaxes the rule that each point goes to exactly one site, at a price for each point that is bettered
/// by subgradient steps (Narula, Ogbu and Samuelsson, Operations Research 25, 1977; Beasley, Annals of OR 21, 1993); it often meets the best
/// choice at once. The best choice is sought by adding the best site at a time and then exchanging (Teitz and Bart, 1968).
/// Deterministic for a limit of steps; thread-safe.
/// </remarks>
public static class CentreEngine
{
    /// <summary>Chooses the sites.</summary>
    /// <param name="problem">What to choose from.</param>
    /// <param name="limit">A step is one look at the bound: all points against all sites.</param>
    /// <param name="cancellation">Ends the search with what it has.</param>
    /// <exception cref="ArgumentException">The problem has a fault.</exception>
    public static CentreResult Solve(CentreProblem problem, SearchLimit limit, CancellationToken cancellation = default)
    {
        if (problem.Fault() is { } fault) throw new ArgumentException($"The problem cannot be reckoned with: {fault}.", nameof(problem));
        var clock = Stopwatch.StartNew();
        var ways = new Ways(problem);
        var branching = new Branching(ways, problem.Open, steps => cancellation.IsCancellationRequested || limit.Share(steps, clock.Elapsed) >= 1);
        var least = branching.Run();
        return Explained(problem, ways, branching.Best, branching.Sum, least);
    }

    private static CentreResult Explained(CentreProblem problem, Ways ways, IReadOnlyList<int> chosen, long sum, long least)
    {
        long? Sum(IEnumerable<int> sites) => ways.Sum([.. sites]) is < Ways.Nowhere and var s ? s : null;
        var reasons = new CentreReason[ways.Sites];
        for (var j = 0; j < ways.Sites; j++)
        {
            var isChosen = chosen.Contains(j);
            var others = isChosen ? Sum(chosen.Where(s => s != j))
                : chosen.Min(leaves => Sum(chosen.Where(s => s != leaves).Append(j)));
            reasons[j] = new(ways.Id(j), isChosen, ways.Nearest(j, chosen), others);
        }
        var byGain = chosen.OrderByDescending(j => reasons[j].Sum ?? long.MaxValue).ThenBy(j => j).Select(ways.Id);
        return new([.. byGain], problem.Sites.Any(s => s.IsOpen) ? Sum([]) : null, sum, Math.Min(least, sum), reasons);
    }
}
