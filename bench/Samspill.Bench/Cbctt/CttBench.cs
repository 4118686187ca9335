using System.Diagnostics;
using System.Globalization;
using Samspill.Planning.Search;

namespace Samspill.Bench.Cbctt;

/// <summary>The public instances of the competition of 2007 through the same search core, beside the best known and the winner's best of ten.</summary>
internal static class CttBench
{
    private static readonly (string Id, int Best, int Winner)[] Instances =
    [
        ("01", 5, 5), ("02", 24, 51), ("03", 64, 84), ("04", 35, 37), ("06", 27, 48), ("07", 6, 20), ("08", 37, 41), ("09", 96, 109), ("10", 4, 16),
        ("11", 0, 0), ("13", 59, 66), ("14", 51, 59), ("15", 62, 84), ("16", 18, 34), ("17", 56, 83), ("19", 57, 62), ("20", 4, 27),
    ];

    public static void Run(TextWriter output, BenchArguments arguments)
    {
        var seconds = arguments.Number("--seconds", 60);
        var seeds = arguments.Number("--seeds", 5);
        var threads = arguments.Number("--threads", 2);
        var folder = arguments.Text("--out");
        if (folder is not null) Directory.CreateDirectory(folder);
        output.WriteLine(Machine.Line());
        var given = arguments.Count("--steps");
        Line(output, $"seeds 1 to {seeds}, {(given > 0 ? $"{given} steps" : $"{seconds} s")} each, {threads} threads");
        output.WriteLine(Effort.Star);
        output.WriteLine($"{"instance",-9} {"feasible",8} {"least",6} {"median",7} {"most",6} {"best known",11} {"ratio",6} {"winner",7} {"Msteps",7} {"cpu s",7}");
        var (feasible, notAbove, sum, winners, best) = (0, 0, 0, 0, 0);
        foreach (var (id, known, winner) in Instances)
        {
            if (arguments.Text("--only") is { } only && only != id) continue;
            var ctt = Ctt.Read(Path.Combine(AppContext.BaseDirectory, "Cbctt", $"comp{id}.ctt"));
            var costs = new List<int>();
            var (sound, steps) = (0, 0L);
            var used = new List<double>();
            for (var seed = 1; seed <= seeds; seed++)
            {
                var walks = Enumerable.Range(0, threads).Select(i => new CttWalk(ctt, new Chance(seed, i))).ToArray();
                var annealing = new Annealing<CttWalk, int[]> { Hot = arguments.Decimal("--hot", 2.5), Cold = arguments.Decimal("--cold", 0.1) };
                var limit = given > 0 ? SearchLimit.OfSteps(given) : SearchLimit.OfTime(TimeSpan.FromSeconds(seconds));
                var effort = new Effort();
                var solution = annealing.Run(walks, limit, Stopwatch.StartNew(), (p, _) => steps = p.Steps, CancellationToken.None);
                used.Add(effort.Processor);
                var plan = walks[0].Plan(solution);
                var (violations, cost) = CttScore.Of(ctt, plan);
                if (violations == 0) sound++;
                costs.Add(cost + (1000 * violations));
                if (folder is not null) File.WriteAllLines(Path.Combine(folder, $"comp{id}.{seed}.sol"), plan.Select(x => $"{ctt.Courses[x.Course].Id} {ctt.Rooms[x.Room].Id} {x.Period / ctt.PerDay} {x.Period % ctt.PerDay}"));
            }
            costs.Sort();
            used.Sort();
            var median = costs[costs.Count / 2];
            Line(output, $"comp{id,-5} {$"{sound} of {seeds}",8} {costs[0],6} {median,7} {costs[^1],6} {known,11} {(known == 0 ? 1 : (double)median / known),6:0.00} {winner,7} {steps / 1e6,7:0} {Effort.Cell(used[used.Count / 2], threads, given > 0 ? 0 : seconds),7}");
            (feasible, notAbove, sum, winners, best) = (feasible + (sound == seeds ? 1 : 0), notAbove + (median <= winner ? 1 : 0), sum + median, winners + winner, best + known);
        }
        Line(output, $"cbctt: {feasible} of {Instances.Length} feasible, at or below the winner on {notAbove}, sum {sum} (winner {winners}, best known {best}: {(double)sum / best:0.00})");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
