using System.Globalization;
using Samspill.Planning.Timetable;

namespace Samspill.Commands;

/// <summary>What a week costs, rule by rule.</summary>
internal static class CostTable
{
    public static void Write(TextWriter output, TimetableProblem problem, Explanation explanation, int placed)
    {
        Line(output, $"{"rule",-14} {"count",11} {"weight",8} {"cost",11}");
        foreach (var rule in Enum.GetValues<CostRule>())
        {
            var (count, weight) = (explanation.Count(rule), problem.Weights.Of(rule));
            Line(output, $"{TimetableWords.Rule(rule),-14} {count,11:#,0} {weight,8:#,0} {count * weight,11:#,0}");
        }
        Line(output, $"{"cost",-14} {"",11} {"",8} {explanation.Cost,11:#,0}");
        Line(output, $"{"placed",-14} {placed,11:#,0} of {problem.Lessons.Count:#,0} lessons");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
