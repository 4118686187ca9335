namespace Samspill.Planning.Search;

/// <summary>When a search ends: after so many steps, which can be repeated, or after so much time, which cannot.</summary>
public readonly record struct SearchLimit
{
    private SearchLimit(long steps, TimeSpan time) => (Steps, Time) = (steps, time);

    /// <summary>Moves in all, over all threads; 0 when time is the limit.</summary>
    public long Steps { get; }

    /// <summary>Wall-clock time.</summary>
    public TimeSpan Time { get; }

    /// <summary>Ends after so many moves, 0 or more, over all threads together.</summary>
    public static SearchLimit OfSteps(long steps) => new(Math.Max(1, steps), default);

    /// <summary>Ends after so much time.</summary>
    public static SearchLimit OfTime(TimeSpan time) => new(0, time);

    /// <summary>How much of the search is behind us, 0 to 1.</summary>
    public double Share(long steps, TimeSpan elapsed) => Steps > 0 ? (double)steps / Steps : Time <= TimeSpan.Zero ? 1 : elapsed / Time;
}

/// <summary>How a search stands.</summary>
/// <param name="Steps">Moves so far, over all threads.</param>
/// <param name="Elapsed">Time since the search began.</param>
/// <param name="Share">How much of the search is behind us, 0 to 1.</param>
/// <param name="Cost">The cost of the best solution so far.</param>
public readonly record struct SearchProgress(long Steps, TimeSpan Elapsed, double Share, long Cost);
