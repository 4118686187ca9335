using System.Collections.Frozen;

namespace Samspill.Domain.Strategy;

/// <summary>An activity as a report counts it.</summary>
/// <param name="With">With whom, in the words of the one who logged it: perhaps another county.</param>
/// <param name="Count">How many such it tells of.</param>
/// <param name="Measures">Keys of the measures it serves.</param>
/// <param name="Goals">Keys of the goals of those measures.</param>
public sealed record LoggedEvent(
    Guid Activity, string County, ActivityKind Kind, DateOnly? From, DateOnly? To, string? Name, string? With, int Count,
    IReadOnlyList<Attended> Attended, IReadOnlyList<string> Municipalities, IReadOnlyList<Guid> Measures, IReadOnlyList<Guid> Goals)
{
    /// <summary>An activity that has been done.</summary>
    public static LoggedEvent Of(Activity done, IReadOnlyList<Guid> goals) => new(
        done.Id.Value, done.County, done.Kind, done.From, done.To, done.Facts.Name ?? done.Facts.Subject, done.Facts.With ?? done.Facts.Partner, done.Facts.Count ?? 1, done.Attended, done.Municipalities, done.Measures, goals);
}

/// <summary>The figures that a log gives.</summary>
public static class LogFigures
{
    /// <summary>All activities, of whatever kind.</summary>
    public const string Activities = "activities";

    /// <summary>What formulas can ask for.</summary>
    public static IReadOnlySet<string> Names { get; } = Enum.GetValues<ActivityKind>().Select(ActivityWords.Of).Concat([Activities, "attended", "municipalities-reached", "municipalities"]).ToFrozenSet();

    /// <summary>How many of each kind, how many came, and how many municipalities were reached.</summary>
    /// <param name="municipalities">How many there are.</param>
    public static IReadOnlyDictionary<string, decimal> Of(IReadOnlyCollection<LoggedEvent> events, int municipalities)
    {
        var figures = Enum.GetValues<ActivityKind>().ToDictionary(ActivityWords.Of, kind => (decimal)events.Where(e => e.Kind == kind).Sum(e => e.Count));
        figures[Activities] = events.Sum(e => e.Count);
        figures["attended"] = events.SelectMany(e => e.Attended).Sum(a => a.Count);
        figures["municipalities-reached"] = events.SelectMany(e => e.Municipalities).Distinct().Count();
        figures["municipalities"] = municipalities;
        return figures;
    }
}
