namespace Samspill.Planning.Centres;

/// <summary>The problem as numbers: points with equal ways are one, candidates are numbered as listed, and sites that are open are the way there is already.</summary>
internal sealed class Ways
{
    /// <summary>More than any sum: no site is open.</summary>
    public const long Nowhere = long.MaxValue / 4;
    private readonly int[] _candidates;
    private readonly CentreProblem _problem;

    public Ways(CentreProblem problem)
    {
        _problem = problem;
        _candidates = [.. Enumerable.Range(0, problem.Sites.Count).Where(j => !problem.Sites[j].IsOpen)];
        int[] open = [.. Enumerable.Range(0, problem.Sites.Count).Where(j => problem.Sites[j].IsOpen)];
        var points = new Dictionary<string, (long Weight, int[] Way, int Now)>();
        foreach (var demand in problem.Demand.Where(d => d.Weight > 0))
        {
            var now = open.Length == 0 ? int.MaxValue : open.Min(j => demand.Way[j]);
            // Who has a nearer centre already does not care how far a site is.
            int[] way = [.. _candidates.Select(j => Math.Min(demand.Way[j], now))];
            var key = string.Join(',', way.Append(now));
            points[key] = points.TryGetValue(key, out var same) ? same with { Weight = same.Weight + demand.Weight } : (demand.Weight, way, now);
        }
        Weight = [.. points.Values.Select(p => p.Weight)];
        Way = [.. points.Values.Select(p => p.Way)];
        Now = [.. points.Values.Select(p => p.Now)];
    }

    public int Points => Weight.Length;

    /// <summary>How many candidates.</summary>
    public int Sites => _candidates.Length;

    public long[] Weight { get; }

    /// <summary>Of each point, the way to each candidate, or to the nearest open site when that is nearer.</summary>
    public int[][] Way { get; }

    /// <summary>Of each point, the way to the nearest open site; <see cref="int.MaxValue"/> when there is none.</summary>
    public int[] Now { get; }

    public bool AnyOpen => _problem.Sites.Count > _candidates.Length;

    public string Id(int candidate) => _problem.Sites[_candidates[candidate]].Id;

    /// <summary>The summed travel with these sites opened.</summary>
    public long Sum(ReadOnlySpan<int> sites)
    {
        if (sites.IsEmpty && !AnyOpen) return Nowhere;
        var sum = 0L;
        for (var i = 0; i < Points; i++) sum += Weight[i] * WayOf(i, sites);
        return sum;
    }

    /// <summary>The weight of those who have a site nearer than any other; a tie is the other's.</summary>
    public long Nearest(int site, IReadOnlyList<int> chosen)
    {
        int[] others = [.. chosen.Where(s => s != site)];
        return Enumerable.Range(0, Points).Where(i => Way[i][site] < WayOf(i, others)).Sum(i => Weight[i]);
    }

    private int WayOf(int point, ReadOnlySpan<int> sites)
    {
        var (least, way) = (Now[point], Way[point]);
        foreach (var site in sites) least = Math.Min(least, way[site]);
        return least;
    }
}
