namespace Samspill.Planning.Statistics;

/// <summary>The hiding as it goes on: what is hidden so far, and how far apart the values are that each hidden cell is proved to be able to have.</summary>
internal sealed class Hiding
{
    private const double Reward = 1e5;
    private const double HiddenCost = 0.01;
    private const double Dear = 16;
    private const int Far = 1200;
    private static readonly int[] Sizes = [160, 480, 1200, int.MaxValue];
    private readonly TableSystem _tables;
    private readonly TableCell[] _cells;
    private readonly bool[] _hidden;
    private readonly double[] _least;
    private readonly double[] _greatest;
    private readonly int[] _height;
    private readonly List<Proof>[] _proofs;
    private readonly List<string> _exposed = [];

    public Hiding(TableSystem tables)
    {
        _tables = tables;
        _cells = [.. tables.Cells];
        _hidden = [.. _cells.Select(c => c.IsSlack || (!c.WasShown && c.Value > 0 && (c.WasHidden || c.Value < Suppression.Smallest)))];
        _least = [.. _cells.Select(c => (double)c.Value)];
        _greatest = [.. _least];
        _height = Heights(tables);
        _proofs = [.. _cells.Select(_ => new List<Proof>())];
    }

    public IReadOnlyList<string> Exposed => _exposed;

    // A small cell that was shown once is known, but is not told again.
    public IReadOnlySet<string> Hidden() => Enumerable.Range(0, _cells.Length)
        .Where(i => _cells[i].IsCurrent && (_hidden[i] || _cells[i].Value is > 0 and < Suppression.Smallest)).Select(i => _cells[i].Key).ToHashSet();

    public void Run(CancellationToken cancellation)
    {
        var told = new HashSet<int>();
        while (Enumerable.Range(0, _cells.Length).Where(i => !IsWide(i) && !told.Contains(i)).ToList() is { Count: > 0 } narrow)
        {
            foreach (var cell in narrow.OrderByDescending(i => _height[i]).ThenBy(i => _cells[i].Value))
            {
                cancellation.ThrowIfCancellationRequested();
                if (IsWide(cell) || Protect(cell)) continue;
                told.Add(cell);
                _exposed.Add(_cells[cell].Key);
            }
        }
    }

    // Later hiding has often made earlier hiding needless: what can be shown again is.
    public void ShowAgain(CancellationToken cancellation)
    {
        var needless = Enumerable.Range(0, _cells.Length)
            .Where(i => _hidden[i] && !_cells[i].IsSlack && !_cells[i].WasHidden && _cells[i].Value >= Suppression.Smallest);
        foreach (var cell in needless.OrderByDescending(i => _height[i]).ThenByDescending(i => _cells[i].Value).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            Set(cell, hidden: false);
            var others = _proofs[cell].SelectMany(p => p.Cells).Where(i => i != cell).Distinct().Order().ToList();
            others.ForEach(Reckon);
            if (others.TrueForAll(i => IsWide(i) || ProtectByHidden(i))) continue;
            Set(cell, hidden: true);
            others.ForEach(Reckon);
            Reckon(cell);
        }
    }

    private void Set(int cell, bool hidden)
    {
        if (_hidden[cell] == hidden) return;
        _hidden[cell] = hidden;
        foreach (var proof in _proofs[cell]) proof.Shown += hidden ? -1 : 1;
    }

    private void Reckon(int cell)
    {
        _least[cell] = _greatest[cell] = _cells[cell].Value;
        foreach (var proof in _proofs[cell])
        {
            if (proof.Shown > 0) continue;
            var other = _cells[cell].Value + proof.Changes[Array.IndexOf(proof.Cells, cell)];
            _least[cell] = Math.Min(_least[cell], other);
            _greatest[cell] = Math.Max(_greatest[cell], other);
        }
    }

    private bool ProtectByHidden(int cell, int size = 160)
    {
        var hidden = Neighbourhood.Around(_tables, cell, i => _hidden[i], size);
        Take(hidden, Cheapest(hidden, up: true, Suppression.Width + _least[cell] - _cells[cell].Value));
        if (IsWide(cell)) return true;
        Take(hidden, Cheapest(hidden, up: false, Suppression.Width - _greatest[cell] + _cells[cell].Value));
        return IsWide(cell);
    }

    private bool IsWide(int cell) => !_hidden[cell] || _cells[cell].IsSlack || _greatest[cell] - _least[cell] >= Suppression.Width - 1e-9;

    private bool MayHide(int cell) => _hidden[cell] || (!_cells[cell].WasShown && _cells[cell].Value > 0);

    private bool Protect(int cell)
    {
        foreach (var size in Sizes)
        {
            if (ProtectByHidden(cell, size)) return true;
            var around = Neighbourhood.Around(_tables, cell, MayHide, size);
            var up = Cheapest(around, up: true, Suppression.Width + _least[cell] - _cells[cell].Value);
            var down = Cheapest(around, up: false, Suppression.Width - _greatest[cell] + _cells[cell].Value);
            // What would hide a sum of sums is looked for farther away first: more cells, and perhaps none that matters so much.
            if (size < Far && !around.IsWhole && Math.Min(Cost(around, up), Cost(around, down)) >= Dear) continue;
            foreach (var way in Cost(around, up) <= Cost(around, down) ? new[] { up, down } : [down, up])
            {
                if (way is null || !(Reaches(way[0], cell) || (up is not null && down is not null && up[0] - down[0] >= Suppression.Width - 1e-6))) continue;
                Take(around, way);
                if (IsWide(cell)) return true;
            }
            if (around.IsWhole) return false;
        }
        return false;
    }

    private bool Reaches(double change, int cell) =>
        (change > 0 ? _cells[cell].Value + change - _least[cell] : _greatest[cell] - _cells[cell].Value - change) >= Suppression.Width - 1e-6;

    // The changes that move the first cell as far as asked, or as far as it goes, at the least cost.
    private double[]? Cheapest(Neighbourhood around, bool up, double far)
    {
        var (gain, bound) = (new double[2 * around.Cells.Length], new double[2 * around.Cells.Length]);
        for (var i = 0; i < around.Cells.Length; i++)
        {
            var cell = around.Cells[i];
            gain[2 * i] = gain[(2 * i) + 1] = -Price(cell);
            bound[2 * i] = 4 * Suppression.Width;
            bound[(2 * i) + 1] = Math.Min(4 * Suppression.Width, _cells[cell].Value - _cells[cell].Least);
        }
        var way = up ? 0 : 1;
        gain[way] = Reward;
        bound[way] = Math.Min(far, up ? far : _cells[around.Cells[0]].Value - _cells[around.Cells[0]].Least);
        bound[1 - way] = 0;
        return around.Program(gain, bound).Solve(out _);
    }

    private double Price(int cell) => _hidden[cell] ? HiddenCost : Math.Pow(4, _height[cell]);

    private double Cost(Neighbourhood around, double[]? changes)
    {
        if (changes is null || !Reaches(changes[0], around.Cells[0])) return double.PositiveInfinity;
        var cost = 0.0;
        for (var i = 0; i < changes.Length; i++)
            if (Math.Abs(changes[i]) > 1e-6) cost += Price(around.Cells[i]);
        return cost;
    }

    // Hides what changes and remembers the other table, when it really is one.
    private void Take(Neighbourhood around, double[]? changes)
    {
        if (changes is null || around.Proof(changes) is not var (steps, of)) return;
        int[] moved = [.. Enumerable.Range(0, steps.Length).Where(i => steps[i] != 0)];
        var proof = new Proof([.. moved.Select(i => around.Cells[i])], [.. moved.Select(i => (double)steps[i] / of)]);
        foreach (var cell in proof.Cells)
        {
            Set(cell, hidden: true);
            _proofs[cell].Add(proof);
            Reckon(cell);
        }
    }

    /// <summary>Another table that fits what is shown: where it differs from the true one, and by how much. None of these cells may be shown.</summary>
    private sealed record Proof(int[] Cells, double[] Changes)
    {
        public int Shown { get; set; }
    }

    // How many levels of sums are below a cell.
    private static int[] Heights(TableSystem tables)
    {
        var heights = new int[tables.Cells.Count];
        for (var (changed, round) = (true, 0); changed && round < 20; round++)
        {
            changed = false;
            foreach (var sum in tables.Sums)
                foreach (var part in sum.AsSpan(1))
                {
                    if (heights[sum[0]] > heights[part]) continue;
                    heights[sum[0]] = heights[part] + 1;
                    changed = true;
                }
        }
        return heights;
    }
}
