using Samspill.Planning.Placement;
using Samspill.Planning.Search;

namespace Samspill.Planning.Hours;

/// <summary>Which hours give most: runs the placement with each hour more and counts how many more children get a place.</summary>
/// <remarks>
/// Nothing is estimated but the answers: the placement is the school's own, so whoever moves to a better wish leaves a seat to the
/// next in line there. How many decline is drawn anew in two steps for each draw, as in the bootstrap (Efron, Annals of Statistics 7,
/// 1979): first the share, from as many answers as there were, then who. The placement with and without the hour have the same
/// answers, so what is left is the hour's doing. Says nothing of those who have not applied.
/// </remarks>
public static class HoursEngine
{
    /// <summary>Weighs the hours.</summary>
    /// <returns>All of them, those that give most first; of equals, in the order given.</returns>
    /// <exception cref="ArgumentException">An hour is for a course that is not there, or the placement has faults.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<HourGain> Weigh(HoursProblem problem, CancellationToken cancellation = default)
    {
        var courses = problem.Placement.Courses.ToDictionary(c => c.Id);
        foreach (var option in problem.Options)
            if (option.Seats < 1 || !courses.ContainsKey(option.Course)) throw new ArgumentException($"An hour adds {option.Seats} seats to {option.Course}.", nameof(problem));

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, problem.Threads), CancellationToken = cancellation };
        var without = PlacementEngine.Place(problem.Placement, cancellation);
        var gains = new HourGain[problem.Options.Count];
        Parallel.For(0, gains.Length, parallel, i => gains[i] = Gain(problem.Placement, problem.Options[i], without, cancellation));
        HourGain[] ranked = [.. gains.OrderByDescending(g => g.Children).ThenByDescending(g => g.Places)];

        var examined = ranked.Take(problem.Draws > 0 ? problem.Examined : 0).TakeWhile(g => g.Children > 0).Select(g => g.Option).ToArray();
        var drawn = new int[problem.Draws][];
        if (examined.Length > 0) Parallel.For(0, drawn.Length, parallel, d => drawn[d] = Draw(problem, examined, d, cancellation));
        for (var i = 0; i < examined.Length; i++)
        {
            int[] sorted = [.. drawn.Select(d => d[i]).Order()];
            ranked[i] = ranked[i] with { Range = new(sorted.Average(), sorted[sorted.Length / 10], sorted[^(1 + (sorted.Length / 10))]) };
        }
        return ranked;
    }

    private static int[] Draw(HoursProblem problem, HourOption[] options, int draw, CancellationToken cancellation)
    {
        var chance = new Chance(problem.Seed, draw);
        var (share, declined) = (problem.Answered == 0 ? 0 : (double)problem.Declined / problem.Answered, 0);
        for (var i = 0; i < problem.Answered; i++)
            if (chance.Share() < share) declined++;
        var drawnShare = problem.Answered == 0 ? 0 : (double)declined / problem.Answered;
        // Whoever would decline leaves the place to the next, as if that wish had never been.
        var answered = problem.Placement with
        {
            Applications = [.. problem.Placement.Applications.OrderBy(a => a.Id, StringComparer.Ordinal).Where(_ => chance.Share() >= drawnShare)],
        };
        var without = PlacementEngine.Place(answered, cancellation);
        return [.. options.Select(o => ChangesNothing(answered, o, without) ? 0 : Children(PlacementEngine.Place(With(answered, o), cancellation)) - Children(without))];
    }

    private static HourGain Gain(PlacementProblem problem, HourOption option, PlacementResult without, CancellationToken cancellation)
    {
        if (ChangesNothing(problem, option, without)) return new(option, 0, 0, [], null);
        var with = PlacementEngine.Place(With(problem, option), cancellation);
        return new(option, Children(with) - Children(without), with.Placed.Count - without.Placed.Count, Chain(option.Course, without, with), null);
    }

    // A course with a free seat has turned nobody down, so one seat more is nothing to anybody. When courses closed there were
    // several runs, and it may have been full in one of them.
    private static bool ChangesNothing(PlacementProblem problem, HourOption option, PlacementResult without) =>
        without.Closed.Count == 0 && without.Placed.Count(p => p.Course == option.Course) < problem.Courses.First(c => c.Id == option.Course).Capacity;

    private static PlacementProblem With(PlacementProblem problem, HourOption option) => problem with
    {
        Courses = [.. problem.Courses.Select(c => c.Id == option.Course ? c with { Capacity = c.Capacity + option.Seats } : c)],
    };

    private static int Children(PlacementResult result) => result.Placed.Select(p => p.Pupil).Distinct().Count();

    private static List<HourMove> Chain(string course, PlacementResult without, PlacementResult with)
    {
        var (before, after) = (without.Placed.Select(Seat).ToHashSet(), with.Placed.Select(Seat).ToHashSet());
        var left = without.Placed.Select(Seat).Where(s => !after.Contains(s)).ToLookup(s => s.Pupil, s => s.Course);
        var got = with.Placed.Select(Seat).Where(s => !before.Contains(s)).ToLookup(s => s.Pupil, s => s.Course);
        var moves = new List<HourMove>();
        foreach (var pupil in left.Select(l => l.Key).Union(got.Select(g => g.Key)).Order(StringComparer.Ordinal))
        {
            var (from, to) = (left[pupil].ToList(), got[pupil].ToList());
            for (var i = 0; i < Math.Max(from.Count, to.Count); i++) moves.Add(new(pupil, from.ElementAtOrDefault(i), to.ElementAtOrDefault(i)));
        }

        var byCourse = moves.Where(m => m.To is not null).ToLookup(m => m.To!);
        var (chain, seen, next) = (new List<HourMove>(), new HashSet<string> { course }, new Queue<string>([course]));
        while (next.TryDequeue(out var freed))
        {
            foreach (var move in byCourse[freed])
            {
                chain.Add(move);
                if (move.From is { } from && seen.Add(from)) next.Enqueue(from);
            }
        }
        return [.. chain, .. moves.Except(chain)];
    }

    private static (string Pupil, string Course) Seat(PlacedApplication placed) => (placed.Pupil, placed.Course);
}
