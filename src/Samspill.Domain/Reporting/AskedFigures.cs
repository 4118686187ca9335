using Samspill.Domain.Strategy;

namespace Samspill.Domain.Reporting;

/// <summary>What a log says to what a report asks.</summary>
public static class AskedFigures
{
    /// <summary>Whether an activity tells of what is asked.</summary>
    public static bool Serves(this LoggedEvent activity, AskedGoal goal, Asked asked) => asked.Measure is { } measure ? activity.Measures.Contains(measure) : activity.Goals.Contains(goal.Key);

    /// <summary>The figure that the log gives; null when it says nothing.</summary>
    /// <param name="municipalities">How many there are.</param>
    public static decimal? Propose(AskedGoal goal, Asked asked, IEnumerable<LoggedEvent> events, int municipalities) =>
        asked.Source is null || Formula.Read(asked.Source).Refused(out _, out var formula) ? null
        : formula.Of(LogFigures.Of([.. events.Where(e => e.Serves(goal, asked))], municipalities)) is { } number && Math.Abs(number) <= CountyReport.Highest ? Math.Round(number, 1) : null;
}
