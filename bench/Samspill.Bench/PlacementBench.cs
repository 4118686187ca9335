using System.Diagnostics;
using System.Globalization;
using Samspill.Planning.Placement;

namespace Samspill.Bench;

/// <summary>How long a placement takes, from a problem in memory to a result in memory, beside sorting as many random numbers.</summary>
internal static class PlacementBench
{
    private const int Times = 5;

    public static void Run(TextWriter output)
    {
        output.WriteLine(Machine.Line());
        output.WriteLine($"{"",-10} {"applications",12} {"placed",9} {"closed",7} {"first s",9} {"median s",9} {"best s",9} {"sort s",9} {"x sort",7} {"MB",6}");
        Show(output, "trondheim", MadePlacement.Rich(1500, 190, seed: 1));
        var small = Show(output, "plain", MadePlacement.Plain(2_500, 400, seed: 1));
        Show(output, "plain", MadePlacement.Plain(25_000, 4_000, seed: 1));
        var large = Show(output, "plain", MadePlacement.Plain(250_000, 40_000, seed: 1));

        var steps = Math.Log(large.Applications / (double)small.Applications);
        var most = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        Line(output, $"growth from {small.Applications} to {large.Applications}: time as n^{Math.Log(large.Best / small.Best) / steps:0.00}, sorting as n^{Math.Log(large.Sort / small.Sort) / steps:0.00}");
        Line(output, $"peak memory of the process, problem and sorting included: {most:0} MB");
        Line(output, $"placement: {large.Applications} applications in {large.Median:0.00} s, {large.Median / large.Sort:0.0}x sort (floor 1.5 s)");
    }

    private static Figures Show(TextWriter output, string name, PlacementProblem problem)
    {
        var (times, sorts) = (new double[Times], new double[Times]);
        PlacementResult? result = null;
        long allocated = 0;
        // In turn, so that whatever else the machine does meets both.
        for (var i = 0; i < Times; i++)
        {
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes(precise: true);
            times[i] = Seconds(() => result = PlacementEngine.Place(problem));
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            var keys = new ulong[problem.Applications.Count];
            new Random(i).NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(keys.AsSpan()));
            sorts[i] = Seconds(() => Array.Sort(keys));
        }
        var first = times[0];
        Array.Sort(times);
        Array.Sort(sorts);
        var figures = new Figures(problem.Applications.Count, times[Times / 2], times[0], sorts[Times / 2]);
        Line(output, $"{name,-10} {figures.Applications,12} {result!.Placed.Count,9} {result.Closed.Count,7} {first,9:0.0000} {figures.Median,9:0.0000} {figures.Best,9:0.0000} {figures.Sort,9:0.0000} {figures.Median / figures.Sort,7:0.0} {allocated / 1e6,6:0}");
        return figures;
    }

    private static double Seconds(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Figures(int Applications, double Median, double Best, double Sort);
}
