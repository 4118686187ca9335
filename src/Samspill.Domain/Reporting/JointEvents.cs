namespace Samspill.Domain.Reporting;

/// <summary>Two activities of two counties that are, or may be, one.</summary>
/// <param name="Sure">Each county logged it with the other: it is one unless a person says no. Else it is two until a person says yes.</param>
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
    /// <summary>Most pairs that are looked at.</summary>
    public const int Most = 500;

    /// <summary>The same kind, on days that meet, in two counties: sure when each names the other, possible when one does or both have the same name.</summary>
    /// <param name="names">Names of the counties by number.</param>
    public static IReadOnlyList<EventPair> Pairs(IEnumerable<LoggedEvent> all, IReadOnlyDictionary<string, string> names)
    {
        var pairs = new List<EventPair>();
        foreach (var kind in all.Where(e => e is { From: not null, To: not null }).GroupBy(e => e.Kind))
        {
            List<LoggedEvent> events = [.. kind.OrderBy(e => e.From).ThenBy(e => e.Activity)];
            for (var i = 0; i < events.Count; i++)
            {
                for (var j = i + 1; j < events.Count && events[j].From <= events[i].To; j++)
                {
                    var (one, other) = (events[i], events[j]);
                    if (one.County == other.County) continue;
                    var (there, back) = (Tells(one, other, names), Tells(other, one, names));
                    if (there || back || one.Name is { Length: > 0 } name && string.Equals(name, other.Name, StringComparison.OrdinalIgnoreCase)) pairs.Add(new EventPair(one, other, there && back));
                    if (pairs.Count == Most) return pairs;
                }
            }
        }
        return pairs;
    }

    /// <summary>Every event once. Of figures that two counties gave of the same event, the larger counts.</summary>
    /// <param name="said">What a person has said of a pair, by its key.</param>
    public static IReadOnlyList<LoggedEvent> Once(IReadOnlyList<LoggedEvent> all, IEnumerable<EventPair> pairs, IReadOnlyDictionary<(Guid, Guid), bool> said)
    {
        var of = all.ToDictionary(e => e.Activity, e => e.Activity);
        Guid Root(Guid id)
        {
            while (of[id] != id) id = of[id];
            return id;
        }
        foreach (var pair in pairs)
            if (said.TryGetValue(pair.Key, out var same) ? same : pair.Sure) of[Root(pair.Other.Activity)] = Root(pair.One.Activity);
        return [.. all.GroupBy(e => Root(e.Activity)).Select(g => g.Count() == 1 ? g.First() : Merge([.. g]))];
    }

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
