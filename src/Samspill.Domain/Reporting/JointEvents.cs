using Samspill.Domain.Strategy;

namespace Samspill.Domain.Reporting;

/// <summary>Two activities of two counties that are, or may be, one.</summary>
/// <param name="Sure">Each county logged it with the other, on days that meet: it is one unless a person says no. Else it is two until a person says yes.</param>
public sealed record EventPair(LoggedEvent One, LoggedEvent Other, bool Sure)
{
    /// <summary>The same for the pair however it is turned.</summary>
    public (Guid One, Guid Other) Key => KeyOf(One.Activity, Other.Activity);

    /// <inheritdoc cref="Key"/>
    public static (Guid One, Guid Other) KeyOf(Guid one, Guid other) => one.CompareTo(other) <= 0 ? (one, other) : (other, one);
}

/// <summary>What several counties did together counts once.</summary>
public static class JointEvents
{
    /// <summary>The same kind, on days that meet, in two counties: sure when each names the other, possible when one does or both have the same name. What has no day may be of any, and is never sure.</summary>
    /// <param name="names">Names of the counties by number.</param>
    public static IReadOnlyList<EventPair> Pairs(IEnumerable<LoggedEvent> all, IReadOnlyDictionary<string, string> names)
    {
        var pairs = new List<EventPair>();
        foreach (var kind in all.GroupBy(e => e.Kind))
        {
            List<LoggedEvent> events = [.. kind.OrderBy(Begins).ThenBy(e => e.Activity)];
            for (var i = 0; i < events.Count; i++)
            {
                for (var j = i + 1; j < events.Count && Begins(events[j]) <= (events[i].To ?? DateOnly.MaxValue); j++)
                {
                    var (one, other) = (events[i], events[j]);
                    if (one.County == other.County) continue;
                    var (there, back) = (Tells(one, other, names), Tells(other, one, names));
                    if (there || back || one.Name is { Length: > 0 } name && string.Equals(name, other.Name, StringComparison.OrdinalIgnoreCase)) pairs.Add(new EventPair(one, other, there && back && one.From is not null && other.From is not null));
                }
            }
        }
        // A county that logged two which the other may mean leaves it to a person which of them it is.
        var meant = pairs.Where(p => p.Sure).SelectMany(p => new[] { (p.One.Activity, p.Other.County), (p.Other.Activity, p.One.County) }).GroupBy(x => x).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return [.. pairs.Select(p => meant.Contains((p.One.Activity, p.Other.County)) || meant.Contains((p.Other.Activity, p.One.County)) ? p with { Sure = false } : p)];
    }

    /// <summary>Every event once. Of figures that two counties gave of the same event, the larger counts. Two that one county logged are never one, nor are two that a person keeps apart.</summary>
    /// <param name="said">What a person has said of a pair, by its key.</param>
    public static IReadOnlyList<LoggedEvent> Once(IReadOnlyList<LoggedEvent> all, IEnumerable<EventPair> pairs, IReadOnlyDictionary<(Guid, Guid), bool> said)
    {
        var groups = all.ToDictionary(e => e.Activity, e => new List<LoggedEvent> { e });
        foreach (var pair in pairs.Where(p => said.TryGetValue(p.Key, out var same) ? same : p.Sure).OrderByDescending(p => said.ContainsKey(p.Key)))
        {
            var (one, other) = (groups[pair.One.Activity], groups[pair.Other.Activity]);
            if (one == other || one.Exists(a => other.Exists(b => a.County == b.County || said.TryGetValue(EventPair.KeyOf(a.Activity, b.Activity), out var same) && !same))) continue;
            one.AddRange(other);
            foreach (var joined in other) groups[joined.Activity] = one;
        }
        return [.. all.Select(e => groups[e.Activity]).Distinct().Select(g => g.Count == 1 ? g[0] : Merge(g))];
    }

    private static DateOnly Begins(LoggedEvent told) => told.From ?? DateOnly.MinValue;

    private static LoggedEvent Merge(IReadOnlyList<LoggedEvent> same) => same[0] with
    {
        Count = same.Max(e => e.Count),
        Attended = [.. same.SelectMany(e => e.Attended.GroupBy(a => a.Who).Select(g => new Strategy.Attended(g.Key, g.Sum(a => a.Count)))).GroupBy(a => a.Who).Select(g => g.MaxBy(a => a.Count)!)],
        Municipalities = [.. same.SelectMany(e => e.Municipalities).Distinct()],
        Measures = [.. same.SelectMany(e => e.Measures).Distinct()],
        Goals = [.. same.SelectMany(e => e.Goals).Distinct()],
    };

    private static bool Tells(LoggedEvent one, LoggedEvent other, IReadOnlyDictionary<string, string> names) =>
        one.With is { } with && names.TryGetValue(other.County, out var name) && with.Contains(name, StringComparison.OrdinalIgnoreCase);
}
