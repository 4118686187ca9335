namespace Samspill.Planning.Search;

/// <summary>A walk through the solutions of a problem: the whole of what the search needs to know about it.</summary>
/// <remarks>Each walk is used by one thread at a time, and draws from its own <see cref="Chance"/>, so that a search can be repeated.</remarks>
/// <typeparam name="TSelf">The walk itself.</typeparam>
/// <typeparam name="TSolution">What is remembered of a solution.</typeparam>
public interface IWalk<TSelf, TSolution>
    where TSelf : class, IWalk<TSelf, TSolution>
    where TSolution : class
{
    /// <summary>What the present solution costs; the search looks for the least.</summary>
    long Cost { get; }

    /// <summary>False while the present solution leaves things undone that weigh more than any cost: the search then stays cool.</summary>
    bool IsWhole { get; }

    /// <summary>Tries one move: changes the solution or leaves it as it was.</summary>
    /// <param name="temperature">How much worse a change may be: it is kept with probability exp(-increase / temperature).</param>
    void Move(double temperature);

    /// <summary>Remembers the present solution, in the object given when there is one.</summary>
    TSolution Snapshot(TSolution? into);

    /// <summary>How many moves each walk makes between two meetings, at most: some milliseconds of them.</summary>
    static abstract int Stretch { get; }

    /// <summary>All walks stop at the same step and may learn from each other; what comes of it depends on nothing but them.</summary>
    /// <param name="walks">All walks, always in the same order.</param>
    /// <param name="round">How many times they have met.</param>
    static abstract void Meet(ReadOnlySpan<TSelf> walks, int round);
}
