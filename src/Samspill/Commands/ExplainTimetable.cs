using System.CommandLine;
using Samspill.Planning.Problems;
using Samspill.Planning.Timetable;

namespace Samspill.Commands;

/// <summary><c>samspill timetable explain PROBLEM.json RESULT.json [--lesson ID]</c>: what a week breaks and costs, and where a lesson could be instead.</summary>
internal static class ExplainTimetable
{
    public static Command Create()
    {
        var problem = new Argument<string>("problem") { Description = "The problem, samspill-timetable/1" };
        var result = new Argument<string>("result") { Description = "The result, samspill-timetable-result/1, made by this program or by hand" };
        var lesson = new Option<string?>("--lesson") { Description = "One lesson only: what it costs, why it is not placed, where else it could be" };
        var explain = new Command("explain", "Tells what a week costs, rule by rule and lesson by lesson") { problem, result, lesson };
        explain.SetAction(parsed => Run(parsed.GetRequiredValue(problem), parsed.GetRequiredValue(result), parsed.GetValue(lesson), Console.Out, Console.Error));
        return explain;
    }

    /// <returns>0 when told; 2 when a file cannot be read or there is no such lesson.</returns>
    public static int Run(string problemFile, string resultFile, string? lesson, TextWriter output, TextWriter error) => ProblemFiles.Guarded(error, () =>
    {
        if (ProblemFiles.Read<TimetableProblem>(problemFile, TimetableProblemJson.Read, error) is not { } problem) return 2;
        if (ProblemFiles.Read<TimetableResult>(resultFile, TimetableResultJson.Read, error) is not { } result) return 2;
        var explanation = Explanation.Of(problem, result.Placed);
        if (lesson is null) Whole(problem, result, explanation, output);
        else if (problem.Lessons.Any(l => l.Id == lesson)) One(problem, result, explanation, lesson, output);
        else return ProblemFiles.Refuse($"There is no lesson \"{lesson}\".", error);
        return 0;
    });

    private static void Whole(TimetableProblem problem, TimetableResult result, Explanation explanation, TextWriter output)
    {
        CostTable.Write(output, problem, explanation, result.Placed.Count);
        foreach (var breach in explanation.Breaches) output.WriteLine($"{breach.Rule} {breach.Why}");
        foreach (var charge in explanation.Charges)
            output.WriteLine($"{TimetableWords.Rule(charge.Rule),-14} {explanation.CostOf(charge),6}  {string.Join(" ", charge.Lessons)}: {charge.What}");
    }

    private static void One(TimetableProblem problem, TimetableResult result, Explanation explanation, string lesson, TextWriter output)
    {
        foreach (var breach in explanation.Breaches.Where(b => b.Lessons.Contains(lesson))) output.WriteLine($"{breach.Rule} {breach.Why}");
        foreach (var charge in explanation.OfLesson(lesson))
            output.WriteLine($"{TimetableWords.Rule(charge.Rule),-14} {explanation.CostOf(charge),6}  {charge.What}");
        var board = new Board(problem, result.Placed);
        if (board.WhyUnplaced(lesson) is { } why)
        {
            output.WriteLine($"not placed: {why}");
            foreach (var help in board.WhatWouldHelp(lesson)) output.WriteLine($"would help: {help.What} ({help.Change:+#;-#;0})");
        }
        foreach (var option in board.Alternatives(lesson)) output.WriteLine($"could be {option.Slot.Day} {option.Slot.Start / 60:00}:{option.Slot.Start % 60:00} in {option.Slot.Room} with {option.Slot.Teacher}: {option.Change:+#;-#;0}");
    }
}
