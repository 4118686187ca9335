using Samspill.Planning.Statistics;

namespace Samspill.Planning.Tests.Statistics;

/// <summary>Somebody who knows every published figure and every sum, and reckons with them by linear programming.</summary>
internal static class Attacker
{
    /// <summary>The least and greatest value each hidden cell may have, as far as can be told from what is shown.</summary>
    /// <param name="tables">All that is published, with what was before.</param>
    /// <param name="hidden">The names of the cells hidden now.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>By name. A cell that cannot be bounded above has no greatest value.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="InvalidOperationException">A bound was not found.</exception>
    public static IReadOnlyDictionary<string, (long Least, long? Greatest)> Bounds(TableSystem tables, IReadOnlySet<string> hidden, CancellationToken cancellation = default)
    {
        bool IsHidden(int i) => tables.Cells[i] is var c && (c.IsSlack || (!c.WasShown && (c.WasHidden || (c.IsCurrent && hidden.Contains(c.Key)))));
        var bounds = new Dictionary<string, (long, long?)>();
        for (var i = 0; i < tables.Cells.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!tables.Cells[i].IsCurrent || !IsHidden(i)) continue;
            var around = Neighbourhood.Around(tables, i, IsHidden, int.MaxValue);
            var value = tables.Cells[i].Value;
            var down = Farthest(tables, around, up: false)!.Value;
            bounds[tables.Cells[i].Key] = (value - (long)Math.Floor(down + 1e-6), Farthest(tables, around, up: true) is { } up ? value + (long)Math.Floor(up + 1e-6) : null);
        }
        return bounds;
    }

    // Null when there is no end to it.
    private static double? Farthest(TableSystem tables, Neighbourhood around, bool up)
    {
        var (gain, bound) = (new double[2 * around.Cells.Length], new double[2 * around.Cells.Length]);
        for (var i = 0; i < around.Cells.Length; i++)
        {
            bound[2 * i] = double.PositiveInfinity;
            bound[(2 * i) + 1] = tables.Cells[around.Cells[i]].Value - tables.Cells[around.Cells[i]].Least;
        }
        gain[up ? 0 : 1] = 1;
        bound[up ? 1 : 0] = 0;
        if (around.Program(gain, bound).Solve(out var unbounded) is { } changes) return Math.Abs(changes[0]);
        return unbounded ? null : throw new InvalidOperationException($"No bound was found for {tables.Cells[around.Cells[0]].Key}.");
    }
}
