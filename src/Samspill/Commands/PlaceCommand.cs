using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Samspill.Planning.Placement;
using Samspill.Planning.Problems;

namespace Samspill.Commands;

/// <summary><c>samspill place PROBLEM.json --out RESULT.json</c>: runs a placement from a file to a file.</summary>
internal static class PlaceCommand
{
    public static Command Create()
    {
        var problem = new Argument<string>("problem") { Description = "The problem, samspill-placement/1" };
        var result = new Option<string>("--out") { Description = "Where the result is written", Required = true };
        var place = new Command("place", "Places pupils by a problem file: no school needed") { problem, result };
        place.SetAction(parsed => Run(parsed.GetRequiredValue(problem), parsed.GetRequiredValue(result), Console.Out, Console.Error));
        return place;
    }

    /// <returns>0 when the result is written; 2, with a line for every fault, when there is nothing to run or nowhere to write.</returns>
    public static int Run(string problemFile, string outFile, TextWriter output, TextWriter error) => ProblemFiles.Guarded(error, () =>
    {
        if (ProblemFiles.Read<PlacementProblem>(problemFile, PlacementProblemJson.Read, error) is not { } problem) return 2;
        var clock = Stopwatch.StartNew();
        var result = PlacementEngine.Place(problem);
        var time = clock.Elapsed;
        ProblemFiles.WriteWhole(outFile, stream => PlacementResultJson.Write(result, stream));
        Show(result, time, output);
        return 0;
    });

    private static void Show(PlacementResult result, TimeSpan time, TextWriter output)
    {
        void Line(string name, double value, string unit = "") =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12} {value,11:#,0.###}{unit}"));
        Line("applications", result.Decisions.Count);
        Line("placed", result.Placed.Count);
        Line("waiting", result.Decisions.Count(d => d.Outcome == Outcome.Waiting));
        Line("closed", result.Closed.Count, result.Closed.Count == 1 ? " course" : " courses");
        Line("time", time.TotalSeconds, " s");
    }
}
