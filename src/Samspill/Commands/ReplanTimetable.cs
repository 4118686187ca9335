using System.CommandLine;
using System.Globalization;
using Samspill.Planning.Problems;
using Samspill.Planning.Timetable;

namespace Samspill.Commands;

/// <summary><c>samspill timetable replan PROBLEM.json --out FOLDER</c>: a few weeks to choose from, from "touch nothing else" to "best week".</summary>
internal static class ReplanTimetable
{
    public static Command Create()
    {
        var problem = new Argument<string>("problem") { Description = "The problem, samspill-timetable/1, with the published week in each lesson's previous" };
        var folder = new Option<string>("--out") { Description = "Folder where the results are written, one for each choice", Required = true };
        var search = new SearchOptions();
        var replan = new Command("replan", "Mends a published week after a change: a few weeks to choose from, each with how many families are told") { problem, folder };
        search.AddTo(replan);
        replan.SetAction((parsed, ct) => Task.Run(() => Run(parsed.GetRequiredValue(problem), parsed.GetRequiredValue(folder), search.Of(parsed), Console.Out, Console.Error, ct), CancellationToken.None));
        return replan;
    }

    /// <returns>0 when the results are written; 2 when there is nothing to run or nowhere to write.</returns>
    public static int Run(string problemFile, string folder, TimetableOptions options, TextWriter output, TextWriter error, CancellationToken ct) => ProblemFiles.Guarded(error, () =>
    {
        if (ProblemFiles.Read<TimetableProblem>(problemFile, TimetableProblemJson.Read, error) is not { } problem) return 2;
        Directory.CreateDirectory(folder);
        Line(output, $"{"choice",-20} {"hit",6} {"other time",11} {"other room",11} {"families",9} {"of rooms",9} {"unplaced",9} {"week cost",10}");
        foreach (var choice in Replanning.Choices(problem, options, ct))
        {
            ProblemFiles.WriteWhole(Path.Combine(folder, $"{choice.Name.Replace(' ', '-')}.json"), stream => TimetableResultJson.Write(choice.Result, stream));
            Line(output, $"{choice.Name,-20} {choice.Hit,6} {choice.Times,11} {choice.Rooms,11} {choice.Families,9} {choice.FamiliesOfRooms,9} {choice.Result.Unplaced.Count,9} {choice.WeekCost,10}");
        }
        return 0;
    });

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
