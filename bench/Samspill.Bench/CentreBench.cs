using System.Diagnostics;
using System.Globalization;
using Samspill.Planning.Centres;
using Samspill.Planning.Search;

namespace Samspill.Bench;

/// <summary>Where centres should open, for a city of Trondheim's size: time to the proof, or the gap that is left.</summary>
internal static class CentreBench
{
    private const int Candidates = 60;
    private const int Points = 3000;

    public static void Run(TextWriter output, BenchArguments arguments)
    {
        var (seeds, seconds) = (arguments.Number("--seeds", 5), arguments.Number("--seconds", 60));
        output.WriteLine(Machine.Line());
        output.WriteLine($"{Candidates} candidates, {Points} points, the slowest and the widest of {seeds} cities, at most {seconds} s each");
        output.WriteLine($"{"centres",8} {"new",4} {"proved",7} {"median s",9} {"slowest s",10} {"widest gap",11}");
        var slowest = 0.0;
        foreach (var centres in new[] { 6, 0 })
        {
            foreach (var open in new[] { 1, 2, 3, 5, 8, 12, 20 })
            {
                var runs = Enumerable.Range(1, seeds).Select(seed => Run(MadeCentres.City(Candidates, centres, Points, open, seed), seconds)).ToList();
                var times = runs.Select(r => r.Seconds).Order().ToList();
                slowest = Math.Max(slowest, times[^1]);
                Line(output, $"{centres,8} {open,4} {runs.Count(r => r.Result.IsProved),4}/{seeds,-2} {times[times.Count / 2],9:0.00} {times[^1],10:0.00} {runs.Max(r => r.Result.Gap),11:0.00%}");
            }
        }
        Line(output, $"centre: {Candidates} candidates, slowest {slowest:0.0} s (target 5 s)");
    }

    private static (CentreResult Result, double Seconds) Run(CentreProblem problem, int seconds)
    {
        var clock = Stopwatch.StartNew();
        var result = CentreEngine.Solve(problem, SearchLimit.OfTime(TimeSpan.FromSeconds(seconds)));
        return (result, clock.Elapsed.TotalSeconds);
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
