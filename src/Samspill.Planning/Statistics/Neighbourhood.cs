namespace Samspill.Planning.Statistics;

/// <summary>The cells around one that may change together with it; all others stand. What can be done here can be done in the whole.</summary>
internal sealed class Neighbourhood
{
    // No fraction of counts in linked tables has been seen with a larger one; what has is not taken for proof.
    private const int LargestDenominator = 12;
    private readonly TableSystem _system;
    private readonly int[] _cells;
    private readonly List<(int Cell, int Sign)[]> _sums = [];

    private Neighbourhood(TableSystem system, List<int> cells, HashSet<int> sums, bool isWhole)
    {
        (_system, _cells, IsWhole) = (system, [.. cells], isWhole);
        var here = new Dictionary<int, int>(_cells.Length);
        for (var i = 0; i < _cells.Length; i++) here[_cells[i]] = i;
        foreach (var sum in sums.Order())
        {
            var all = system.Sums[sum];
            _sums.Add([.. Enumerable.Range(0, all.Length).Where(k => here.ContainsKey(all[k])).Select(k => (here[all[k]], k == 0 ? -1 : 1))]);
        }
    }

    public ReadOnlySpan<int> Cells => _cells;

    /// <summary>Whether there is nothing beyond.</summary>
    public bool IsWhole { get; }

    /// <summary>The nearest cells first, and of those equally near the ones in small sums.</summary>
    /// <param name="system">The tables.</param>
    /// <param name="centre">The cell it is about, which comes first.</param>
    /// <param name="mayChange">Whether a cell may change.</param>
    /// <param name="most">About how many cells.</param>
    public static Neighbourhood Around(TableSystem system, int centre, Func<int, bool> mayChange, int most)
    {
        var (cells, taken, sums) = (new List<int> { centre }, new HashSet<int> { centre }, new HashSet<int>());
        var queue = new PriorityQueue<(int Sum, int Depth), (int, int, int)>();
        void Reach(int cell, int depth)
        {
            foreach (var sum in system.Cells[cell].Sums)
                if (sums.Add(sum)) queue.Enqueue((sum, depth), (depth, system.Sums[sum].Length, sum));
        }
        Reach(centre, 1);
        while (cells.Count < most && queue.TryDequeue(out var next, out _))
        {
            foreach (var cell in system.Sums[next.Sum])
            {
                if (!mayChange(cell) || !taken.Add(cell)) continue;
                cells.Add(cell);
                Reach(cell, next.Depth + 1);
            }
        }
        return new(system, cells, sums, queue.Count == 0);
    }

    public Simplex Program(double[] gain, double[] bound) => new(_cells.Length, _sums, gain, bound);

    /// <summary>The changes as whole numbers of a fraction, when they keep every sum and leave no cell below its least.</summary>
    /// <returns>Null when they are no proof.</returns>
    public (long[] Steps, int Of)? Proof(double[] changes)
    {
        var steps = new long[changes.Length];
        for (var of = 1; of <= LargestDenominator; of++)
        {
            var whole = true;
            for (var i = 0; i < steps.Length && whole; i++)
            {
                steps[i] = (long)Math.Round(changes[i] * of);
                whole = Math.Abs((changes[i] * of) - steps[i]) < 1e-6;
            }
            if (whole) return Holds(steps, of) ? (steps, of) : null;
        }
        return null;
    }

    private bool Holds(long[] steps, int of)
    {
        for (var i = 0; i < steps.Length; i++)
            if (steps[i] < 0 && (of * (_system.Cells[_cells[i]].Value - _system.Cells[_cells[i]].Least)) + steps[i] < 0) return false;
        return _sums.TrueForAll(sum => sum.Sum(term => term.Sign * steps[term.Cell]) == 0);
    }
}
