using System.Diagnostics;
using Samspill.Planning.Problems;
using Samspill.Planning.Search;

namespace Samspill.Planning.Timetable;

/// <summary>Makes a week: as many lessons placed as can be, at as little cost as can be found within the limit.</summary>
/// <remarks>
/// With a limit of steps the same problem, seed, steps and threads always give the same week. Thread-safe: nothing is shared between
/// calls.
/// </remarks>
public static class TimetableEngine
{
    /// <summary>Searches for the best week.</summary>
    /// <param name="problem">A problem without faults.</param>
    /// <param name="options">Limit, seed, threads and, possibly, an earlier week to begin with.</param>
    /// <param name="progress">Told some hundred times a second; it must be quick.</param>
    /// <param name="cancellation">Ends the search; the best week so far is returned.</param>
    /// <exception cref="ArgumentException">The problem has faults; ask <see cref="TimetableProblem.Faults"/> first.</exception>
    public static TimetableResult Solve(
        TimetableProblem problem, TimetableOptions options, Action<TimetableProgress>? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        if (problem.Faults() is [var fault, ..]) throw new ArgumentException($"The problem cannot be solved. {fault}", nameof(problem));
        var searched = problem with { Weights = Gentle(problem.Weights) };
        var index = new TimetableIndex(searched);
        var result = WeekResult.Of(index, Search(index, options, clock, progress, cancellation));
        return searched.Weights == problem.Weights ? result : result with { Cost = Explanation.Of(problem, result.Placed).Cost };
    }

    // How much of the time may go to bringing in what a change to a known week has pushed out, before the walk begins.
    private const double MendingShare = 0.5;

    // Another room is less than another time, but families must be told of it all the same: it is not given for a trifle.
    private static Weights Gentle(Weights weights) => weights with { ChangeRoom = Math.Max(weights.ChangeRoom, weights.Change / 4) };

    internal static Place[] Search(TimetableIndex index, TimetableOptions options, Stopwatch clock, Action<TimetableProgress>? progress, CancellationToken cancellation)
    {
        var walks = new WeekWalk[options.Threads];
        for (var i = 0; i < walks.Length; i++) walks[i] = new WeekWalk(index, new Chance(options.Seed, i));
        var known = index.Problem.Weights.Change > 0 && index.PreviousAt.Count(p => p.IsPlaced) > index.Lessons / 2;
        if (options.From is { } from) walks[0].Week.PutAll(WeekResult.Places(index, from.Placed));
        else if (known) walks[0].Week.PutAll(index.PreviousAt);
        walks[0].Construct(cancellation);
        if (known) walks[0].Mend(() => cancellation.IsCancellationRequested || options.Limit.Share(0, clock.Elapsed) > MendingShare);
        for (var i = 1; i < walks.Length; i++) walks[i].CopyFrom(walks[0]);
        if (index.Lessons == 0) return [];
        WeekWalk.Meet(walks, 0);
        var temperature = new Temperatures(index.Problem.Weights, known || options.From is not null);
        var annealing = new Annealing<WeekWalk, Place[]> { Hot = temperature.Hot, Cold = temperature.Cold };
        return annealing.Run(walks, options.Limit, clock, progress is null ? null : (at, best) => progress(new TimetableProgress(at, best.Count(p => !p.IsPlaced), () => WeekResult.Plan(index, best))), cancellation);
    }
}

/// <summary>How to search.</summary>
public sealed record TimetableOptions
{
    /// <summary>When to end.</summary>
    public required SearchLimit Limit { get; init; }

    /// <summary>Where chance begins.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>How many walks at once, 1 or more.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>A week to begin with; lessons that cannot stand where it has them are placed anew.</summary>
    public TimetableResult? From { get; init; }
}

/// <summary>How a search for a week stands.</summary>
/// <param name="Search">Steps, time and the cost of the best week so far.</param>
/// <param name="Unplaced">How many lessons it leaves out.</param>
/// <param name="Plan">The best week so far; to be asked before the callback returns.</param>
public sealed record TimetableProgress(SearchProgress Search, int Unplaced, Func<IReadOnlyList<PlacedLesson>> Plan);

/// <summary>The temperatures of a search, from what things weigh.</summary>
internal readonly struct Temperatures
{
    public Temperatures(Weights weights, bool gentle)
    {
        int[] all = [weights.Site, weights.Window, weights.TeacherIdle, weights.TeacherTravel, weights.TeacherRoom, weights.TeacherDay, weights.Together];
        var large = Math.Max(all.Max(), 1);
        var small = all.Where(w => w > 0).DefaultIfEmpty(1).Min();
        Hot = Math.Max((gentle ? 0.1 : 0.4) * large, small);
        Cold = 0.3 * small;
    }

    public double Hot { get; }

    public double Cold { get; }
}
