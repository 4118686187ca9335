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
    public static int Run(string problemFile, string outFile, TextWriter output, TextWriter error)
    {
        try
        {
            Reading<PlacementProblem> read;
            using (var file = File.OpenRead(problemFile)) read = PlacementProblemJson.Read(file);
            if (read.Value is not { } problem)
            {
                foreach (var fault in read.Faults) error.WriteLine(fault);
                return 2;
            }
            var clock = Stopwatch.StartNew();
            var result = PlacementEngine.Place(problem);
            var time = clock.Elapsed;
            WriteWhole(outFile, stream => PlacementResultJson.Write(result, stream));
            Show(result, time, output);
            return 0;
        }
        catch (IOException unusable)
        {
            return Refuse(unusable.Message, error);
        }
        catch (UnauthorizedAccessException unusable)
        {
            return Refuse(unusable.Message, error);
        }
    }

    private static int Refuse(string why, TextWriter error)
    {
        error.WriteLine(why.ReplaceLineEndings(" "));
        return 2;
    }

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

    // The file is there whole or not at all: it is written under another name beside its place, and moved.
    private static void WriteWhole(string path, Action<Stream> write)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var file = File.Create(unfinished)) write(file);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
