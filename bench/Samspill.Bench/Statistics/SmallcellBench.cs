using System.Diagnostics;
using System.Globalization;
using Samspill.Planning.Statistics;

namespace Samspill.Bench.Statistics;

/// <summary>
/// Whether somebody who knows every published table, year and correction of a made-up country can tell a hidden cell to within fewer
/// than five values by linear programming. Outside knowledge is not tried.
/// </summary>
internal static class SmallcellBench
{
    private const int Canaries = 20;

    public static int Run(TextWriter output, BenchArguments arguments)
    {
        var (worlds, from) = (arguments.Number("--worlds", 100), arguments.Number("--seed", 1));
        output.WriteLine(Machine.Line());
        Nation(output);
        if (!Glpsol.IsThere) output.WriteLine("smallcell: glpsol is not installed (Debian's package glpk-utils), so nothing is attacked");
        using var folder = new TempFolder();
        var (cells, shown, hidden, narrowed, withheld, hiding) = (0, 0.0, 0, 0, 0, new Stopwatch());
        for (var seed = from; seed < from + worlds; seed++)
        {
            var world = new World(seed, smallOnly: false, hiding);
            (cells, shown, withheld) = (cells + world.Cells, shown + (world.Shown * world.Cells), withheld + world.Withheld);
            if (!Glpsol.IsThere) continue;
            var attack = world.Attack(folder.Path);
            (hidden, narrowed) = (hidden + attack.Hidden, narrowed + attack.Narrowed);
        }
        Line(output, $"{worlds} worlds from seed {from}, two years and a correction each, {cells / worlds} cells, hiding {hiding.Elapsed.TotalSeconds / worlds:0.00} s a world, corrections withheld {withheld}");
        if (Glpsol.IsThere)
        {
            var canary = Enumerable.Range(from, Math.Min(Canaries, worlds)).Select(seed => new World(seed, smallOnly: true, new()).Attack(folder.Path)).ToList();
            Line(output, $"canary: only cells under {Suppression.Smallest} hidden, {canary.Count} worlds: {canary.Sum(c => c.Narrowed)} of {canary.Sum(c => c.Hidden)} hidden cells narrowed");
        }
        Line(output, $"smallcell: {worlds} worlds, {hidden} cells attacked, cells inferable {narrowed} (target 0), published {shown / cells:0%} (target 60 %)");
        return narrowed == 0 ? 0 : 1;
    }

    private static void Nation(TextWriter output)
    {
        var tables = System(MadeStatistics.Nation(1).Tables(2026));
        var clock = new Effort();
        var result = Suppression.Of(tables);
        Line(output, $"nation: {tables.Count} cells, {result.Values.Values.Count(v => v is > 0 and < Suppression.Smallest)} small, {result.Hidden.Count} hidden, published {result.Shown:0%}, {clock.Seconds:0.0} s (processor {clock.Processor:0.0} s)");
    }

    private static TableSystem System(IEnumerable<FixedTable> tables)
    {
        var system = new TableSystem();
        foreach (var table in tables) system.Add(table);
        return system;
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A year, its correction and the next year, published one after the other.</summary>
    private sealed class World
    {
        private readonly List<(List<FixedTable> Tables, TableSystem System, IReadOnlySet<string> Hidden)> _published = [];

        public World(int seed, bool smallOnly, Stopwatch hiding)
        {
            var made = MadeStatistics.Small(seed);
            foreach (var year in new[] { 2025, 2025, 2026 })
            {
                var tables = made.Tables(year);
                var (plain, all) = (System(tables), System(tables));
                foreach (var (_, system, hidden) in _published) all.AddEarlier(system, hidden);
                hiding.Start();
                var result = smallOnly ? new(plain.Values, plain.Values.Where(v => v.Value is > 0 and < Suppression.Smallest).Select(v => v.Key).ToHashSet(), []) : Suppression.Of(all);
                hiding.Stop();
                made.Correct();
                if (result.Exposed.Count > 0)
                {
                    Withheld++;
                    continue;
                }
                _published.Add((tables, plain, result.Hidden));
                Cells += plain.Count;
                Shown += result.Shown * plain.Count;
            }
            Shown /= Cells;
        }

        public int Cells { get; }

        public double Shown { get; }

        /// <summary>Corrections that could not be published, because of what was.</summary>
        public int Withheld { get; }

        public (int Hidden, int Narrowed) Attack(string folder)
        {
            var glpsol = new Glpsol(folder);
            foreach (var (tables, _, hidden) in _published) glpsol.Publish(tables, hidden);
            return glpsol.Attack();
        }
    }
}
