using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Samspill.Planning.Statistics;

namespace Samspill.Bench.Statistics;

/// <summary>
/// Everything published as one linear program, and Debian's glpsol to bound each hidden cell. Made from the tables themselves, by
/// nothing of the library but the names of cells, so that it checks the library's reckoning too.
/// </summary>
internal sealed class Glpsol(string folder)
{
    // Nobody can tell a cell within five values when it can be this much larger; without an end the solver has no answer.
    private const int Cap = 60;
    private const int Points = 6;
    private const int Together = 25;
    private readonly Dictionary<(string Key, long Value), bool> _shown = [];
    private readonly List<(string Key, long Value)[]> _sums = [];
    private readonly List<(string Key, long Value)> _hidden = [];
    private readonly List<(long Sum, List<(int Cell, int Sign)> Terms)> _rows = [];
    private List<int>[] _rowsOf = [];

    /// <summary>Whether the solver is there.</summary>
    public static bool IsThere
    {
        get
        {
            try
            {
                using var asked = Process.Start(new ProcessStartInfo("glpsol", "--version") { RedirectStandardOutput = true, UseShellExecute = false });
                asked!.StandardOutput.ReadToEnd();
                return true;
            }
            catch (Win32Exception)
            {
                return false;
            }
        }
    }

    /// <summary>Something published: what is shown of it is known from then on, whatever hides it elsewhere.</summary>
    public void Publish(IEnumerable<FixedTable> tables, IReadOnlySet<string> hidden)
    {
        foreach (var table in tables)
        {
            (string Key, long Value) Cell(int at) => (table.Key(at), table.Values[at]!.Value);
            for (var at = 0; at < table.Values.Count; at++)
                _shown[Cell(at)] = _shown.GetValueOrDefault(Cell(at)) || !hidden.Contains(Cell(at).Key);
            var step = table.Values.Count;
            foreach (var axis in table.Axes)
            {
                step /= axis.Categories.Count;
                var place = axis.Categories.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
                for (var at = 0; at < table.Values.Count; at++)
                {
                    var category = at / step % axis.Categories.Count;
                    var parts = axis.Categories.Where(c => c.PartOf == axis.Categories[category].Id).ToList();
                    if (parts.Count > 0) _sums.Add([Cell(at), .. parts.Select(p => Cell(at + ((place[p.Id] - category) * step)))]);
                }
            }
        }
    }

    /// <summary>Bounds every hidden cell.</summary>
    /// <returns>How many are hidden, and how many can be told to within fewer than five values.</returns>
    public (int Hidden, int Narrowed) Attack()
    {
        _hidden.AddRange(_shown.Where(c => !c.Value && c.Key.Value > 0).Select(c => c.Key));
        _rowsOf = [.. _hidden.Select(_ => new List<int>())];
        var number = _hidden.Select((cell, i) => (cell, i)).ToDictionary(c => c.cell, c => c.i);
        foreach (var sum in _sums)
        {
            var terms = new List<(int, int)>();
            var known = 0L;
            for (var i = 0; i < sum.Length; i++)
            {
                var sign = i == 0 ? -1 : 1;
                if (number.TryGetValue(sum[i], out var cell)) terms.Add((cell, sign));
                else known += sign * sum[i].Value;
            }
            if (terms.Count > 0) _rows.Add((-known, terms));
        }
        if (_hidden.Count == 0) return (0, 0);
        for (var row = 0; row < _rows.Count; row++)
            foreach (var (cell, _) in _rows[row].Terms) _rowsOf[cell].Add(row);

        // Two tables that both fit, five apart in a cell, settle it; most cells need no program of their own.
        var (least, greatest) = (_hidden.Select(c => (double)c.Value).ToArray(), _hidden.Select(c => (double)c.Value).ToArray());
        var random = new Random(1);
        int[] Open() => [.. Enumerable.Range(0, _hidden.Count).Where(i => greatest[i] - least[i] < 5 - 1e-6)];
        int[] all = [.. Enumerable.Range(0, _hidden.Count)];
        for (var point = 0; point < Points && Open().ToHashSet() is { Count: > 0 } open; point++)
        {
            var found = Solve([new(all, [.. all.Select(i => open.Contains(i) ? random.Next(1, 20) * (random.Next(2) == 0 ? 1 : -1) : 0)])])[0];
            foreach (var i in all) (least[i], greatest[i]) = (Math.Min(least[i], found[i]), Math.Max(greatest[i], found[i]));
        }
        var narrowed = 0;
        foreach (var some in Open().Chunk(Together))
        {
            var found = Solve([.. some.SelectMany(cell => Linked(cell) is var linked ? new[] { 1, -1 }.Select(aim => new Copy(linked, [.. linked.Select(i => i == cell ? aim : 0)])) : [])]);
            for (var n = 0; n < some.Length; n++)
                if (Math.Floor(found[2 * n][0] + 1e-6) - Math.Ceiling(found[(2 * n) + 1][0] - 1e-6) + 1 < 5) narrowed++;
        }
        return (_hidden.Count, narrowed);
    }

    // A cell and all hidden ones that can change with it; itself first.
    private int[] Linked(int cell)
    {
        var (linked, taken) = (new List<int> { cell }, new HashSet<int> { cell });
        for (var i = 0; i < linked.Count; i++)
            foreach (var row in _rowsOf[linked[i]])
                linked.AddRange(_rows[row].Terms.Select(t => t.Cell).Where(taken.Add));
        return [.. linked];
    }

    // Copies of the tables side by side, so that one run answers for all: the value of each copy's cells.
    private double[][] Solve(IReadOnlyList<Copy> copies)
    {
        var program = new StringBuilder("Maximize\n aim:");
        for (var copy = 0; copy < copies.Count; copy++)
            for (var i = 0; i < copies[copy].Cells.Length; i++) Term(program, copies[copy].Aims[i], copy, copies[copy].Cells[i]);
        program.Append("\nSubject To\n");
        for (var copy = 0; copy < copies.Count; copy++)
            foreach (var row in copies[copy].Cells.SelectMany(c => _rowsOf[c]).Distinct())
            {
                foreach (var (cell, sign) in _rows[row].Terms) Term(program, sign, copy, cell);
                program.Append(CultureInfo.InvariantCulture, $" = {_rows[row].Sum}\n");
            }
        program.Append("Bounds\n");
        for (var copy = 0; copy < copies.Count; copy++)
            foreach (var cell in copies[copy].Cells) program.Append(CultureInfo.InvariantCulture, $" 1 <= x{copy}_{cell} <= {_hidden[cell].Value + Cap}\n");
        program.Append("End\n");
        var (asked, answer) = (Path.Combine(folder, "published.lp"), Path.Combine(folder, "answer.txt"));
        File.WriteAllText(asked, program.ToString());
        File.Delete(answer);
        var start = new ProcessStartInfo("glpsol", ["--lp", asked, "--write", answer]) { RedirectStandardOutput = true, UseShellExecute = false };
        using (var glpsol = Process.Start(start)!)
        {
            glpsol.StandardOutput.ReadToEnd();
            glpsol.WaitForExit();
        }
        // "s bas ROWS COLUMNS f f VALUE" when both ends met; then "j COLUMN STATUS VALUE DUAL" for each column, in the order of the aim.
        var lines = File.ReadAllLines(answer);
        if (!lines.Any(l => l.StartsWith("s bas ", StringComparison.Ordinal) && l.Contains(" f f ", StringComparison.Ordinal))) throw new InvalidOperationException($"glpsol found no answer to {asked}.");
        var values = new Queue<double>(lines.Where(l => l.StartsWith("j ", StringComparison.Ordinal)).Select(l => double.Parse(l.Split(' ')[3], CultureInfo.InvariantCulture)));
        return [.. copies.Select(c => c.Cells.Select(_ => values.Dequeue()).ToArray())];
    }

    private static void Term(StringBuilder program, int times, int copy, int cell) =>
        program.Append(CultureInfo.InvariantCulture, $" {(times < 0 ? "-" : "+")} {Math.Abs(times)} x{copy}_{cell}\n");

    /// <summary>Some cells that change together, and how much each is worth.</summary>
    private sealed record Copy(int[] Cells, int[] Aims);
}
