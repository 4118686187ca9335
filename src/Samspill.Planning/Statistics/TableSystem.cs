namespace Samspill.Planning.Statistics;

/// <summary>Everything that is, or has been, published together as cells and the sums that hold between them: what an attacker reckons with.</summary>
/// <remarks>
/// A cell is known by its name and its value. The same name with another value is another cell, as after a correction; with the same
/// value it is the same cell, whichever publication it stands in, because an attacker rightly guesses that most figures did not change.
/// </remarks>
public sealed class TableSystem
{
    private readonly Dictionary<(string Key, long Value), int> _index = [];
    private readonly Dictionary<string, long> _current = [];
    private readonly HashSet<string> _seen = [];

    internal List<TableCell> Cells { get; } = [];

    /// <summary>Each is a total and its parts: their sum less the total is 0.</summary>
    internal List<int[]> Sums { get; } = [];

    /// <summary>How many cells are to be published now.</summary>
    public int Count => _current.Count;

    /// <summary>The names of the cells to be published now, with their true values.</summary>
    public IReadOnlyDictionary<string, long> Values => _current;

    /// <summary>A cell of this publication. Naming it twice is harmless.</summary>
    /// <exception cref="ArgumentException">The value is below 0, or another than was told before.</exception>
    public void Cell(string key, long value)
    {
        if (!_current.TryAdd(key, value) && _current[key] != value) throw new ArgumentException($"{key} is both {_current[key]} and {value}.", nameof(value));
        Cells[Number(key, value)].IsCurrent = true;
    }

    /// <summary>Says that a cell is the sum of others; all are named before.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public void Sum(string total, IEnumerable<string> parts)
    {
        int[] sum = [Number(total, _current[total]), .. parts.Select(p => Number(p, _current[p]))];
        var of = sum.Skip(1).Sum(i => Cells[i].Value);
        if (of != Cells[sum[0]].Value) throw new ArgumentException($"The parts of {total} are {of} together, not {Cells[sum[0]].Value}.", nameof(parts));
        AddSum(sum);
    }

    /// <summary>Says what everybody knows: that a count is never above another, as persons and the places they have. The difference is never published.</summary>
    /// <exception cref="ArgumentException">It is above.</exception>
    public void AtMost(string smaller, string larger)
    {
        var rest = _current[larger] - _current[smaller];
        if (rest < 0) throw new ArgumentException($"{smaller} is above {larger}.", nameof(smaller));
        var slack = Number($"{larger} - {smaller}", rest);
        Cells[slack].IsSlack = true;
        AddSum([Number(larger, _current[larger]), Number(smaller, _current[smaller]), slack]);
    }

    /// <summary>The cells and sums of a table.</summary>
    /// <exception cref="ArgumentException">Its values do not add up, are too few or too many, or contradict another table.</exception>
    public void Add(FixedTable table)
    {
        var size = table.Axes.Aggregate(1, (product, axis) => product * axis.Categories.Count);
        if (size != table.Values.Count) throw new ArgumentException($"{table.Measure} has {table.Values.Count} values for {size} cells.", nameof(table));
        var keys = new string[size];
        for (var i = 0; i < size; i++)
        {
            keys[i] = table.Key(i);
            if (table.Values[i] is { } value) Cell(keys[i], value);
        }
        var step = size;
        foreach (var axis in table.Axes)
        {
            var outer = step;
            step /= axis.Categories.Count;
            foreach (var parts in Parts(axis))
                for (var i = 0; i < size; i++)
                {
                    if (i % outer / step != 0 || table.Values[i + (parts.Total * step)] is null) continue;
                    var named = parts.Of.Select(c => i + (c * step)).Where(at => table.Values[at] is not null).Select(at => keys[at]).ToList();
                    if (named.Count > 0) Sum(keys[i + (parts.Total * step)], named);
                }
        }
    }

    /// <summary>
    /// What was published before of the same kind: an earlier version, or another's publication of the same cells. What was shown is
    /// known for good; what was hidden stays hidden as long as its value is the same, and is protected here too.
    /// </summary>
    /// <param name="earlier">The cells and sums as they were, without what was published before them; that is added for itself.</param>
    /// <param name="hidden">The names of those that were hidden.</param>
    public void AddEarlier(TableSystem earlier, IReadOnlySet<string> hidden)
    {
        var here = new int[earlier.Cells.Count];
        for (var i = 0; i < here.Length; i++)
        {
            var cell = earlier.Cells[i];
            here[i] = Number(cell.Key, cell.Value);
            if (cell.IsSlack) Cells[here[i]].IsSlack = true;
            else if (cell.IsCurrent && hidden.Contains(cell.Key)) Cells[here[i]].WasHidden = true;
            else if (cell.IsCurrent) Cells[here[i]].WasShown = true;
        }
        foreach (var sum in earlier.Sums) AddSum([.. sum.Select(i => here[i])]);
    }

    /// <summary>
    /// Says that a figure of this publication holds two that were published apart: two schools have become one, and whoever knows the one can reckon
    /// the other. Both are added before; figures that do not add up tell nothing, and are left out.
    /// </summary>
    public void Joined(string key, long one, string other, long value)
    {
        if (value == 0 || !_current.TryGetValue(key, out var whole) || one + value != whole) return;
        AddSum(one == 0 ? [Number(key, whole), Number(other, value)] : [Number(key, whole), Number(key, one), Number(other, value)]);
    }

    private void AddSum(int[] sum)
    {
        if (!_seen.Add(string.Join(',', sum))) return;
        foreach (var cell in sum) Cells[cell].Sums.Add(Sums.Count);
        Sums.Add(sum);
    }

    private int Number(string key, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        if (_index.TryGetValue((key, value), out var number)) return number;
        Cells.Add(new(key, value));
        return _index[(key, value)] = Cells.Count - 1;
    }

    private static IEnumerable<(int Total, int[] Of)> Parts(TableAxis axis)
    {
        for (var total = 0; total < axis.Categories.Count; total++)
        {
            int[] of = [.. Enumerable.Range(0, axis.Categories.Count).Where(c => axis.Categories[c].PartOf == axis.Categories[total].Id)];
            if (of.Length > 0) yield return (total, of);
        }
    }
}

/// <summary>One figure that stands, or has stood, in a published table.</summary>
internal sealed class TableCell(string key, long value)
{
    public string Key => key;

    public long Value => value;

    /// <summary>The sums it is in, as total or part.</summary>
    public List<int> Sums { get; } = [];

    public bool IsCurrent { get; set; }

    public bool WasShown { get; set; }

    public bool WasHidden { get; set; }

    /// <summary>Never published and in need of no protection.</summary>
    public bool IsSlack { get; set; }

    /// <summary>The least an attacker must reckon with: a zero is always shown, so what is hidden is 1 or more.</summary>
    public int Least => IsSlack ? 0 : 1;
}
