using System.Diagnostics;

namespace Samspill.Planning.Search;

/// <summary>
/// Simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983): a walk that accepts worse solutions freely at first and
/// ever less, on a temperature that falls from the first move to the last whatever the limit is.
/// </summary>
/// <typeparam name="TWalk">The problem's walk.</typeparam>
/// <typeparam name="TSolution">What is remembered of a solution.</typeparam>
public sealed class Annealing<TWalk, TSolution>
    where TWalk : class, IWalk<TWalk, TSolution>
    where TSolution : class
{
    // While things are undone the search stays cool, for at most this share of it.
    private const double CoolShare = 0.3;

    /// <summary>The temperature at the beginning.</summary>
    public required double Hot { get; init; }

    /// <summary>The temperature at the end.</summary>
    public required double Cold { get; init; }

    /// <summary>Searches until the limit is reached or the search is cancelled.</summary>
    /// <param name="walks">One for each thread.</param>
    /// <param name="limit">When to end.</param>
    /// <param name="clock">Runs since the search was asked for: what it took to begin is part of the time.</param>
    /// <param name="progress">Told after every round, some hundred times a second; it must be quick.</param>
    /// <param name="cancellation">Ends the search with what it has.</param>
    /// <returns>The best solution seen at the end of any round.</returns>
    public TSolution Run(TWalk[] walks, SearchLimit limit, Stopwatch clock, Action<SearchProgress, TSolution>? progress, CancellationToken cancellation)
    {
        var best = walks[0].Snapshot(null);
        var least = walks[0].Cost;
        var (steps, whole) = (0L, -1.0);
        for (var round = 1; !cancellation.IsCancellationRequested; round++)
        {
            var share = limit.Share(steps, clock.Elapsed);
            if (share >= 1) break;
            if (whole < 0 && (share >= CoolShare || Array.Exists(walks, w => w.IsWhole))) whole = share;
            var temperature = whole < 0 ? Math.Sqrt(Hot * Cold) : Hot * Math.Pow(Cold / Hot, (share - whole) / (1 - whole));
            var moves = limit.Steps == 0 ? TWalk.Stretch * (long)walks.Length
                : Math.Min(limit.Steps - steps, Math.Clamp(limit.Steps / 200, walks.Length, TWalk.Stretch * (long)walks.Length));
            Walk(walks, moves, temperature);
            steps += moves;
            TWalk.Meet(walks, round);
            foreach (var walk in walks)
            {
                if (walk.Cost >= least) continue;
                least = walk.Cost;
                best = walk.Snapshot(best);
            }
            progress?.Invoke(new SearchProgress(steps, clock.Elapsed, Math.Min(1, limit.Share(steps, clock.Elapsed)), least), best);
        }
        return best;
    }

    private static void Walk(TWalk[] walks, long moves, double temperature)
    {
        void One(int i)
        {
            var walk = walks[i];
            for (var n = (moves + walks.Length - 1 - i) / walks.Length; n > 0; n--) walk.Move(temperature);
        }
        if (walks.Length == 1) One(0);
        else Parallel.For(0, walks.Length, One);
    }
}
