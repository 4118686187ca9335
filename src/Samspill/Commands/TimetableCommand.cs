using System.CommandLine;
using System.Globalization;
using Samspill.Planning.Problems;
using Samspill.Planning.Search;
using Samspill.Planning.Timetable;

namespace Samspill.Commands;

/// <summary><c>samspill timetable PROBLEM.json --out RESULT.json</c>, <c>check</c>, <c>explain</c> and <c>replan</c>: makes and explains weeks, from files to files.</summary>
internal static class TimetableCommand
{
    public static Command Create()
    {
        var problem = new Argument<string>("problem") { Description = "The problem, samspill-timetable/1" };
        var result = new Option<string>("--out") { Description = "Where the result is written", Required = true };
        var from = new Option<string?>("--from") { Description = "An earlier result to begin with" };
        var search = new SearchOptions();
        var timetable = new Command("timetable", "Makes a week by a problem file: no school needed") { problem, result, from };
        search.AddTo(timetable);
        timetable.Subcommands.Add(CheckTimetable.Create());
        timetable.Subcommands.Add(ExplainTimetable.Create());
        timetable.Subcommands.Add(ReplanTimetable.Create());
        timetable.SetAction((parsed, ct) => Task.Run(() =>
            Run(parsed.GetRequiredValue(problem), parsed.GetRequiredValue(result), parsed.GetValue(from), search.Of(parsed), Console.Out, Console.Error, ct), CancellationToken.None));
        return timetable;
    }

    /// <returns>0 when the result is written, also when the search was interrupted; 2, with a line for every fault, when there is nothing to run or nowhere to write.</returns>
    public static int Run(string problemFile, string outFile, string? from, TimetableOptions options, TextWriter output, TextWriter error, CancellationToken ct) => ProblemFiles.Guarded(error, () =>
    {
        if (ProblemFiles.Read<TimetableProblem>(problemFile, TimetableProblemJson.Read, error) is not { } problem) return 2;
        if (from is not null)
        {
            if (ProblemFiles.Read<TimetableResult>(from, TimetableResultJson.Read, error) is not { } earlier) return 2;
            options = options with { From = earlier };
        }
        using var live = LiveTable.Open(problem);
        var result = TimetableEngine.Solve(problem, options, live.Show, ct);
        live.Clear();
        ProblemFiles.WriteWhole(outFile, stream => TimetableResultJson.Write(result, stream));
        CostTable.Write(output, problem, Explanation.Of(problem, result.Placed), result.Placed.Count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"steps",-14} {live.Steps,11:#,0}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"time",-14} {live.Elapsed.TotalSeconds,11:0.0} s"));
        foreach (var unplaced in result.Unplaced.Take(10)) output.WriteLine($"{unplaced.Lesson}: {unplaced.Why}");
        if (result.Unplaced.Count > 10) output.WriteLine($"and {result.Unplaced.Count - 10} more, with their reasons in {outFile}");
        return 0;
    });
}

/// <summary>The options of every search: seconds or steps, seed, threads.</summary>
internal sealed class SearchOptions
{
    private const int Default = 60;
    private readonly Option<double?> _seconds = new("--seconds") { Description = $"How long to search ({Default} unless told, or --steps)" };
    private readonly Option<long?> _steps = new("--steps") { Description = "How many moves to make in all: the same steps give the same result" };
    private readonly Option<long> _seed = new("--seed") { Description = "Where chance begins", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _threads = new("--threads") { Description = "How many walks at once", DefaultValueFactory = _ => Math.Min(2, Environment.ProcessorCount) };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_seconds, _steps, _seed, _threads]) command.Options.Add(option);
        _seconds.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<double?>() is not (> 0 and <= 1e6)) given.AddError("--seconds: must be more than 0 and at most 1000000");
        });
        _steps.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<long?>() is not > 0) given.AddError("--steps: must be 1 or more");
        });
        _threads.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is not (>= 1 and <= 64)) given.AddError("--threads: must be 1 to 64");
        });
        command.Validators.Add(given =>
        {
            if (given.GetResult(_seconds) is not null && given.GetResult(_steps) is not null) given.AddError("--seconds and --steps: only one of them");
        });
    }

    public TimetableOptions Of(ParseResult parsed) => new()
    {
        Limit = parsed.GetValue(_steps) is { } steps ? SearchLimit.OfSteps(steps) : SearchLimit.OfTime(TimeSpan.FromSeconds(parsed.GetValue(_seconds) ?? Default)),
        Seed = parsed.GetValue(_seed),
        Threads = parsed.GetValue(_threads),
    };
}
