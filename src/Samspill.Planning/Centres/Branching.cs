namespace Samspill.Planning.Centres;

/// <summary>The search: the best choice so far, and the proof that what has been left out is no better.</summary>
internal sealed class Branching(Ways ways, int open, Func<long, bool> isOver)
{
    private const int StepsAtRoot = 400;
    private const int StepsAtNode = 40;
    private readonly (int Site, double Cost)[][] _near = [.. Enumerable.Range(0, ways.Points).Select(i => Enumerable.Range(0, ways.Sites)
        .Select(j => (Site: j, Cost: (double)ways.Weight[i] * ways.Way[i][j])).OrderBy(near => near.Cost).ThenBy(near => near.Site).ToArray())];
    private readonly bool[] _used = new bool[ways.Sites];
    private readonly double[] _rest = new double[ways.Sites];
    private readonly double[] _miss = new double[ways.Points];
    private long _steps;
    private long _leftOpen = long.MaxValue;

    public IReadOnlyList<int> Best { get; private set; } = [];

    public long Sum { get; private set; } = long.MaxValue;

    /// <summary>Searches.</summary>
    /// <returns>No choice comes below this.</returns>
    public long Run()
    {
        Start();
        var prices = new double[ways.Points];
        for (var i = 0; i < prices.Length; i++)
        {
            int[] two = [.. ways.Way[i].Append(ways.Now[i]).Where(w => w < int.MaxValue).Order().Take(2)];
            prices[i] = (double)ways.Weight[i] * two[^1];
        }
        Branch(new sbyte[ways.Sites], prices, StepsAtRoot);
        return Math.Min(Sum, _leftOpen);
    }

    /// <summary>Lets each site in turn, the one that helps most, in, and then exchanges while that helps.</summary>
    private void Start()
    {
        var chosen = new List<int>();
        while (chosen.Count < open) chosen.Add(Others(chosen).MinBy(j => ways.Sum([.. chosen, j])));
        Exchange([.. chosen]);
    }

    private IEnumerable<int> Others(IReadOnlyCollection<int> chosen) => Enumerable.Range(0, ways.Sites).Where(j => !chosen.Contains(j));

    private void Exchange(int[] chosen)
    {
        var sum = ways.Sum(chosen);
        for (var better = true; better && !isOver(_steps);)
        {
            better = false;
            for (var k = 0; k < chosen.Length; k++)
            {
                foreach (var j in Others([.. chosen]).ToList())
                {
                    var before = chosen[k];
                    chosen[k] = j;
                    if (ways.Sum(chosen) is var other && other < sum) (sum, better) = (other, true);
                    else chosen[k] = before;
                }
            }
        }
        if (sum < Sum) (Sum, Best) = (sum, [.. chosen]);
    }

    /// <param name="decided">Of each site: 1 opened, -1 not opened, 0 not decided here.</param>
    /// <param name="prices">What each point would pay at most, from the node above; bettered here.</param>
    /// <param name="most">How many steps to better the prices.</param>
    private void Branch(sbyte[] decided, double[] prices, int most)
    {
        if (decided.Count(d => d == 1) > open || decided.Count(d => d >= 0) < open) return;
        if (decided.Count(d => d >= 0) == open || decided.Count(d => d == 1) == open)
        {
            var last = decided.Count(d => d == 1) == open ? 1 : 0;
            Leaf([.. Enumerable.Range(0, ways.Sites).Where(j => decided[j] >= last)]);
            return;
        }
        var bound = Better(decided, prices, most);
        if (Settled(bound)) return;
        if (isOver(_steps))
        {
            _leftOpen = Math.Min(_leftOpen, Math.Max(0, (long)Math.Ceiling(bound - Slop(bound))));
            return;
        }
        Settle(decided, bound);
        var undecided = Enumerable.Range(0, ways.Sites).Where(j => decided[j] == 0).ToList();
        if (undecided.Count == 0)
        {
            Branch(decided, prices, 0);
            return;
        }
        // The site that the prices most want; first the half where it is open.
        var site = undecided.MinBy(j => _rest[j]);
        foreach (var choice in (ReadOnlySpan<sbyte>)[1, -1])
        {
            var child = (sbyte[])decided.Clone();
            child[site] = choice;
            Branch(child, (double[])prices.Clone(), StepsAtNode);
        }
    }

    private void Leaf(int[] sites)
    {
        var sum = ways.Sum(sites);
        if (sum < Sum) (Sum, Best) = (sum, sites);
    }

    // Sums are whole, so what cannot come a whole unit below the best is no better. Slop is far more than rounding can add up to.
    private bool Settled(double bound) => bound - Slop(bound) > Sum - 1;

    private static double Slop(double bound) => (Math.Abs(bound) * 1e-11) + 1e-6;

    /// <summary>Sites that must, or must not, be open in anything better than the best.</summary>
    private void Settle(sbyte[] decided, double bound)
    {
        var left = open - decided.Count(d => d == 1);
        var inOrder = Enumerable.Range(0, ways.Sites).Where(j => decided[j] == 0).OrderBy(j => _rest[j]).ThenBy(j => j).ToList();
        if (left <= 0 || left >= inOrder.Count) return;
        var (lastIn, firstOut) = (_rest[inOrder[left - 1]], _rest[inOrder[left]]);
        for (var n = 0; n < inOrder.Count; n++)
        {
            var rest = _rest[inOrder[n]];
            if (n < left && Settled(bound - rest + firstOut)) decided[inOrder[n]] = 1;
            if (n >= left && Settled(bound + rest - lastIn)) decided[inOrder[n]] = -1;
        }
    }

    /// <summary>Subgradient steps. Leaves the best prices, and what each site is worth at them.</summary>
    /// <returns>The best bound.</returns>
    private double Better(sbyte[] decided, double[] prices, int most)
    {
        var best = Bound(decided, prices);
        var kept = (double[])prices.Clone();
        var (pace, still) = (most == StepsAtRoot ? 2.0 : 0.5, 0);
        for (var step = 1; step < most && !Settled(best) && !isOver(_steps); step++)
        {
            var length = _miss.Sum(m => m * m);
            if (length == 0) break;
            var stride = pace * (1.02 * Sum - best) / length;
            for (var i = 0; i < prices.Length; i++) prices[i] = Math.Clamp(prices[i] + (stride * _miss[i]), 0, Most(i));
            var bound = Bound(decided, prices);
            if (bound > best)
            {
                (best, still) = (bound, 0);
                prices.CopyTo(kept, 0);
            }
            else if (++still == 15)
            {
                (pace, still) = (pace / 2, 0);
                kept.CopyTo(prices, 0);
                Bound(decided, prices);
            }
        }
        kept.CopyTo(prices, 0);
        return Bound(decided, prices);
    }

    // Nobody pays more than the way to a centre there is already.
    private double Most(int point) => ways.Now[point] == int.MaxValue ? double.MaxValue : (double)ways.Weight[point] * ways.Now[point];

    /// <summary>
    /// What no choice that fits what is decided can come below: each point pays its price, and each open site gives back what the
    /// points pay above their way to it.
    /// </summary>
    private double Bound(sbyte[] decided, double[] prices)
    {
        _steps++;
        Array.Clear(_rest);
        var bound = 0.0;
        for (var i = 0; i < prices.Length; i++)
        {
            var price = prices[i];
            bound += price;
            foreach (var (site, cost) in _near[i])
            {
                if (cost >= price) break;
                _rest[site] += cost - price;
            }
        }
        var left = open - decided.Count(d => d == 1);
        Array.Clear(_used);
        foreach (var j in Enumerable.Range(0, ways.Sites).Where(j => decided[j] == 0).OrderBy(j => _rest[j]).ThenBy(j => j).Take(left)) _used[j] = true;
        for (var j = 0; j < _used.Length; j++)
        {
            _used[j] |= decided[j] == 1;
            if (_used[j]) bound += _rest[j];
        }
        for (var i = 0; i < prices.Length; i++)
        {
            _miss[i] = 1;
            foreach (var (site, cost) in _near[i])
            {
                if (cost >= prices[i]) break;
                if (_used[site]) _miss[i]--;
            }
            if (_miss[i] > 0 && prices[i] >= Most(i)) _miss[i] = 0;
        }
        return bound;
    }
}
