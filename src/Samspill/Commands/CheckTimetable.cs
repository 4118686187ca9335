using System.CommandLine;
using System.Globalization;
using Samspill.Planning.Problems;
using Samspill.Planning.Timetable;

namespace Samspill.Commands;

/// <summary><c>samspill timetable check PROBLEM.json RESULT.json</c>: every hard rule, and the cost reckoned again.</summary>
internal static class CheckTimetable
{
    public static Command Create()
    {
        var problem = new Argument<string>("problem") { Description = "The problem, samspill-timetable/1" };
        var result = new Argument<string>("result") { Description = "The result, samspill-timetable-result/1, made by this program or by hand" };
        var check = new Command("check", "Checks a week against its problem") { problem, result };
        check.SetAction(parsed => Run(parsed.GetRequiredValue(problem), parsed.GetRequiredValue(result), Console.Out, Console.Error));
        return check;
    }

    /// <returns>0 when the week is valid; 1, with a line for every violation, when it is not; 2 when a file cannot be read.</returns>
    public static int Run(string problemFile, string resultFile, TextWriter output, TextWriter error) => ProblemFiles.Guarded(error, () =>
    {
        if (ProblemFiles.Read<TimetableProblem>(problemFile, TimetableProblemJson.Read, error) is not { } problem) return 2;
        if (ProblemFiles.Read<TimetableResult>(resultFile, TimetableResultJson.Read, error) is not { } result) return 2;
        var explanation = Explanation.Of(problem, result.Placed);
        var violations = explanation.Breaches.Select(b => $"{b.Rule} {b.Why}").Concat(Form(problem, result, explanation)).ToList();
        foreach (var violation in violations) error.WriteLine(violation);
        CostTable.Write(output, problem, explanation, result.Placed.Count);
        output.WriteLine(violations.Count == 0 ? "valid" : string.Create(CultureInfo.InvariantCulture, $"{violations.Count} violations"));
        return violations.Count == 0 ? 0 : 1;
    });

    // What the format promises apart from the rules: the cost, the order, and every lesson told of once.
    private static IEnumerable<string> Form(TimetableProblem problem, TimetableResult result, Explanation explanation)
    {
        if (result.Cost >= 0 && result.Cost != explanation.Cost) yield return string.Create(CultureInfo.InvariantCulture, $"the cost is {explanation.Cost}, the result says {result.Cost}");
        if (!Sorted(result.Placed.Select(p => p.Lesson))) yield return "placed is not sorted by lesson, each once";
        if (!Sorted(result.Unplaced.Select(u => u.Lesson))) yield return "unplaced is not sorted by lesson, each once";
        var placed = result.Placed.Select(p => p.Lesson).ToHashSet();
        var told = result.Unplaced.Where(u => u.Why.Length > 0).Select(u => u.Lesson).ToHashSet();
        foreach (var lesson in problem.Lessons.Where(l => !placed.Contains(l.Id) && !told.Contains(l.Id))) yield return $"{lesson.Id} is neither placed nor told of with a reason";
        foreach (var lesson in told.Where(placed.Contains).Order(StringComparer.Ordinal)) yield return $"{lesson} is both placed and unplaced";
    }

    private static bool Sorted(IEnumerable<string> ids)
    {
        string? last = null;
        foreach (var id in ids)
        {
            if (last is not null && string.CompareOrdinal(last, id) >= 0) return false;
            last = id;
        }
        return true;
    }
}
