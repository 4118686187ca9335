using Samspill.Domain.Reach;
using Samspill.Domain.School;
using Samspill.Planning.Statistics;

namespace Samspill.Features.Reach;

/// <summary>A figure that others may see: the figure, or that it is hidden; neither when there is none.</summary>
public readonly record struct OpenFigure(long? Value, bool IsHidden);

/// <summary>A line that others may see.</summary>
/// <param name="Table">district, school, age, sex or programme; total for all.</param>
public sealed record OpenLine(string Table, string Key, string Name, OpenFigure Population, OpenFigure Pupils, OpenFigure NotReached, OpenFigure Waiting)
{
    /// <summary>Told only when both figures are.</summary>
    public double? Share => Population.Value is { } all and > 0 && Pupils.Value is { } pupils ? (double)pupils / all : null;
}

/// <summary>The tables as they may be printed, taken out and given to others: what is below 5 is hidden, and so many more that nobody who has all of them can reckon it out.</summary>
/// <remarks>Always of school age: two spans of age would tell the ages between them. The engine says what it does and does not guard against: docs/planning.md.</remarks>
internal static class OpenReach
{
    private const string All = "all", Rest = "rest:";

    public static IReadOnlyList<OpenLine> Of(ReachReport report, IReadOnlyList<Site> sites)
    {
        var system = new TableSystem();
        var tables = TablesOf(report, sites);
        var schoolsFit = report.Schools.Where(s => s.Population is not null).All(Fits);
        foreach (var (axis, _, lines) in tables)
        {
            var populated = lines.Where(l => l.Line.Population is not null && (l.Table != "school" || schoolsFit)).ToList();
            var whole = populated.TrueForAll(l => Fits(l.Line)) && Fits(report.Total) && report.Total.IsWhole;
            foreach (var (measure, of) in new (string, Func<ReachFigures, long>)[] { ("pupils", f => f.Pupils), ("waiting", f => f.Waiting) })
                Add(system, measure, axis, of(report.Total.Figures), lines.Select(l => (l.Key, l.Parent, (long?)of(l.Line.Figures))));
            if (!whole) continue;
            Add(system, "population", axis, report.Total.Population, populated.Select(l => (l.Key, l.Parent, l.Line.Population)));
            foreach (var line in populated) Split(system, $"|{axis}={line.Key}", line.Line);
            Split(system, "", report.Total);
        }
        foreach (var programme in report.Programmes)
        {
            system.Cell($"pupils|programme={programme.Key}", programme.Figures.Pupils);
            system.AtMost($"pupils|programme={programme.Key}", "pupils");
        }
        var hidden = Suppression.Of(system).Hidden;
        OpenFigure Figure(string key) => hidden.Contains(key) ? new(null, true) : new(system.Values.TryGetValue(key, out var value) ? (long?)value : null, false);
        OpenLine Line(string table, string name, string key, string at) => new(table, key, name, Figure("population" + at), Figure("pupils" + at), Figure("notreached" + at), Figure("waiting" + at));
        return
        [
            Line("total", "", "", ""),
            .. tables.SelectMany(t => t.Lines.Select(l => Line(l.Table, l.Line.Name, l.Line.Key, $"|{t.Axis}={l.Key}"))),
            .. report.Programmes.Select(p => Line("programme", "", p.Key, $"|programme={p.Key}")),
        ];
    }

    /// <summary>Districts with their schools below them; ages; sexes.</summary>
    private static List<(string Axis, string Table, List<(string Table, string Key, string Parent, ReachLine Line)> Lines)> TablesOf(ReachReport report, IReadOnlyList<Site> sites)
    {
        var districtOf = sites.ToDictionary(s => s.Code, s => s.District ?? "");
        var named = report.Districts.Select(d => d.Key).ToHashSet();
        return
        [
            ("home", "district",
            [
                .. report.Districts.Select(d => ("district", $"d:{d.Key}", All, d)),
                .. report.Schools.Where(s => named.Contains(districtOf[s.Key])).Select(s => ("school", $"s:{s.Key}", $"d:{districtOf[s.Key]}", s)),
            ]),
            ("age", "age", [.. report.Ages.Select(a => ("age", a.Key, All, a))]),
            ("sex", "sex", [.. report.Sexes.Select(s => ("sex", s.Key, All, s))]),
        ];
    }

    /// <summary>Whether the table of population and the pupils are of the same children, so that one less the other is who has no place.</summary>
    private static bool Fits(ReachLine line) => line.Population >= line.Covered && line.Covered == line.Figures.Pupils;

    /// <summary>One measure along one axis. What the parts lack of their sum stands as a part of its own: whoever has the others can reckon it out.</summary>
    private static void Add(TableSystem system, string measure, string axis, long? total, IEnumerable<(string Key, string Parent, long? Value)> parts)
    {
        var cells = parts.Where(p => p.Value is not null).Select(p => (p.Key, p.Parent, Value: p.Value!.Value)).ToList();
        string Name(string key) => key == All ? measure : $"{measure}|{axis}={key}";
        if (total is not { } sum || cells.Count == 0) return;
        system.Cell(measure, sum);
        foreach (var (key, _, value) in cells) system.Cell(Name(key), value);
        foreach (var below in cells.GroupBy(c => c.Parent))
        {
            if (!system.Values.TryGetValue(Name(below.Key), out var whole)) continue;
            var left = whole - below.Sum(c => c.Value);
            if (left < 0) continue; // a part that is also counted elsewhere: then nobody can reckon with the sum
            var names = below.Select(c => Name(c.Key)).ToList();
            if (left > 0)
            {
                system.Cell(Name(Rest + below.Key), left);
                names.Add(Name(Rest + below.Key));
            }
            system.Sum(Name(below.Key), names);
        }
    }

    /// <summary>Who there is, is who is reached and who is not; and whoever waits is among the latter.</summary>
    private static void Split(TableSystem system, string at, ReachLine line)
    {
        if (system.Values.ContainsKey("notreached" + at)) return;
        system.Cell("notreached" + at, line.NotReached!.Value);
        system.Sum("population" + at, ["pupils" + at, "notreached" + at]);
        if (line.Figures.Waiting <= line.NotReached) system.AtMost("waiting" + at, "notreached" + at);
    }
}
