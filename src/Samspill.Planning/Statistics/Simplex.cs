namespace Samspill.Planning.Statistics;

/// <summary>
/// The greatest of a linear function over all ways to change a set of cells that keep every sum. Each cell has a step up and a step
/// down, both from 0 to a bound; nothing changed is always allowed, so no first phase is needed.
/// </summary>
/// <remarks>
/// Dantzig's method with bounds on the variables, on a full tableau. A step down is the column of the step up with the sign turned, so
/// it is not stored. A variable that stands for each sum's fault, fixed at 0, makes the first basis. When nothing is gained for long,
/// Bland's rule takes over, which cannot go in circles (Mathematics of Operations Research 2, 1977).
/// </remarks>
internal sealed class Simplex
{
    private const double Tiny = 1e-9;
    private const double Worth = 1e-7;
    private const int MostPivots = 20_000;
    private const int Stalled = 60;
    private readonly int _rows;
    private readonly int _cells;
    private readonly double[] _tableau;
    private readonly double[] _gain;
    private readonly double[] _bound;
    private readonly double[] _basic;
    private readonly int[] _basis;
    private readonly int[] _rowOf;
    private readonly bool[] _atBound;

    /// <param name="cells">How many cells may change.</param>
    /// <param name="sums">Of each sum, the cells that may change in it, with 1 for a part and -1 for the total.</param>
    /// <param name="gain">What a step of 1 is worth: at 2i up, at 2i + 1 down.</param>
    /// <param name="bound">The longest step, in the same places; may be infinite.</param>
    public Simplex(int cells, IReadOnlyList<(int Cell, int Sign)[]> sums, double[] gain, double[] bound)
    {
        (_rows, _cells, _gain, _bound) = (sums.Count, cells, gain, bound);
        _tableau = new double[_rows * cells];
        for (var r = 0; r < _rows; r++)
            foreach (var (cell, sign) in sums[r]) _tableau[(r * cells) + cell] += sign;
        _basic = new double[_rows];
        _basis = new int[_rows];
        Array.Fill(_basis, -1);
        _rowOf = new int[2 * cells];
        Array.Fill(_rowOf, -1);
        _atBound = new bool[2 * cells];
    }

    /// <summary>How much each cell changes where the function is greatest.</summary>
    /// <returns>Null when there is no end to it, or when no end was found within reason.</returns>
    public double[]? Solve(out bool unbounded)
    {
        unbounded = false;
        var still = 0;
        for (var pivots = 0; pivots < MostPivots; pivots++)
        {
            var entering = Entering(first: still > Stalled);
            if (entering < 0) return Changes();
            var (row, step) = Leaving(entering, first: still > Stalled);
            if (double.IsPositiveInfinity(step))
            {
                unbounded = true;
                return null;
            }
            still = step > Tiny ? 0 : still + 1;
            Move(entering, row, step);
        }
        return null;
    }

    private int Entering(bool first)
    {
        var (best, most) = (-1, Worth);
        for (var j = 0; j < _gain.Length; j++)
        {
            if (_rowOf[j] >= 0 || _bound[j] <= 0) continue;
            var gain = _atBound[j] ? -_gain[j] : _gain[j];
            if (gain <= most) continue;
            best = j;
            if (first) break;
            most = gain;
        }
        return best;
    }

    // How far the entering variable can go, and the row that stops it; -1 when it is its own bound.
    private (int Row, double Step) Leaving(int entering, bool first)
    {
        var (row, step, pivot) = (-1, _bound[entering], 0.0);
        var direction = _atBound[entering] ? -1 : 1;
        for (var r = 0; r < _rows; r++)
        {
            var slope = direction * At(r, entering);
            if (Math.Abs(slope) < Tiny) continue;
            var way = _basis[r] < 0 ? 0 : slope > 0 ? Math.Max(0, _basic[r]) / slope : Math.Max(0, _bound[_basis[r]] - _basic[r]) / -slope;
            var ahead = way < step - Tiny || (way <= step + Tiny && row >= 0
                && (first ? _basis[r] < _basis[row] : Math.Abs(slope) > pivot || (_basis[r] < 0 && _basis[row] >= 0 && Math.Abs(slope) > 0.1)));
            if (!ahead) continue;
            (row, step, pivot) = (r, Math.Min(step, way), Math.Abs(slope));
        }
        return (row, step);
    }

    private void Move(int entering, int row, double step)
    {
        var direction = _atBound[entering] ? -1 : 1;
        var before = _atBound[entering] ? _bound[entering] : 0;
        if (step > 0)
            for (var r = 0; r < _rows; r++) _basic[r] -= direction * step * At(r, entering);
        if (row < 0)
        {
            _atBound[entering] = !_atBound[entering];
            return;
        }
        if (_basis[row] is >= 0 and var leaving)
        {
            _rowOf[leaving] = -1;
            _atBound[leaving] = double.IsFinite(_bound[leaving]) && _basic[row] > _bound[leaving] / 2;
        }
        Pivot(row, entering);
        _basis[row] = entering;
        _rowOf[entering] = row;
        _atBound[entering] = false;
        _basic[row] = before + (direction * step);
    }

    private void Pivot(int row, int entering)
    {
        var own = _tableau.AsSpan(row * _cells, _cells);
        var by = At(row, entering);
        var used = new List<int>();
        for (var c = 0; c < _cells; c++)
        {
            if (own[c] == 0) continue;
            own[c] /= by;
            if (Math.Abs(own[c]) < Tiny) own[c] = 0;
            else used.Add(c);
        }
        for (var r = 0; r < _rows; r++)
        {
            var times = r == row ? 0 : At(r, entering);
            if (times == 0) continue;
            var other = _tableau.AsSpan(r * _cells, _cells);
            foreach (var c in used)
            {
                other[c] -= times * own[c];
                if (Math.Abs(other[c]) < Tiny) other[c] = 0;
            }
        }
        var worth = _gain[entering];
        if (worth == 0) return;
        foreach (var c in used)
        {
            _gain[2 * c] -= worth * own[c];
            _gain[(2 * c) + 1] += worth * own[c];
        }
        _gain[entering] = 0;
    }

    private double At(int row, int variable) => (variable & 1) == 0 ? _tableau[(row * _cells) + (variable >> 1)] : -_tableau[(row * _cells) + (variable >> 1)];

    private double[] Changes()
    {
        var changes = new double[_cells];
        for (var j = 0; j < _gain.Length; j++)
        {
            var value = _rowOf[j] >= 0 ? _basic[_rowOf[j]] : _atBound[j] ? _bound[j] : 0;
            changes[j >> 1] += (j & 1) == 0 ? value : -value;
        }
        return changes;
    }
}
