using Samspill.Domain.Shared;
using Samspill.Domain.Strategy;

namespace Samspill.Domain.Reporting;

/// <summary>What is asked for: a figure, or words.</summary>
public enum AskedKind { Figure, Words }

/// <summary>One thing that every county is asked.</summary>
/// <param name="Source">A formula over the log's figures; null for words, and for a figure that the county knows from elsewhere.</param>
/// <param name="Measure">Key of the national measure it is about; null when it is about the whole goal.</param>
public sealed record Asked(Guid Key, AskedKind Kind, string Words, string? Source, string? Guidance, Guid? Measure)
{
    /// <summary>A share cannot be added up over counties: it is reckoned anew of all.</summary>
    public bool IsShare => Source is not null && !Formula.Read(Source).Refused(out _, out var formula) && formula.DividesByFigure;
}

/// <summary>A goal of the plan, and what is asked of it.</summary>
public sealed record AskedGoal(Guid Key, string Number, string Words, IReadOnlyList<Measure> Measures, IReadOnlyList<Asked> Asked);

/// <summary>An area of the plan.</summary>
public sealed record AskedArea(Guid Key, string Number, string Name, IReadOnlyList<AskedGoal> Goals);

/// <summary>What a round asks, as plain text that one reads and writes: the plan's own headings, and under a goal or a measure what is asked of it.</summary>
/// <example><code>
/// # 1 Kulturskolen i samfunnet
/// ## 1.1 a clear identity
/// * Municipalities visited | municipalities-reached
/// * Members of staff
/// ? What has been done?
/// &gt; At most half a page.
/// - 1 support the right of all children
/// ? What came of it?
/// </code></example>
public static class ReportTemplate
{
    /// <summary>Most things that are asked.</summary>
    public const int Most = 200;

    /// <summary>Most characters of a question.</summary>
    public const int WordsLength = 300;

    /// <summary>Most characters of the guidance to a question.</summary>
    public const int GuidanceLength = 1000;

    /// <summary>A template to begin with: of each goal how much was logged, the plan's indicators, and a text.</summary>
    /// <param name="activities">What the figure of all activities is called.</param>
    /// <param name="question">The question that asks for words.</param>
    public static AskedArea[] Begin(IEnumerable<Area> plan, string activities, string question) =>
        [.. plan.Select(a => new AskedArea(a.Key, a.Number, a.Name, [.. a.Goals.Select(g => new AskedGoal(g.Key, g.Number, g.Words, g.Measures,
        [
            new(Guid.CreateVersion7(), AskedKind.Figure, activities, LogFigures.Activities, null, null),
            .. g.Indicators.Where(i => i.AnsweredBy is not null || IsOfLog(i.Source)).Select(i => new Asked(Guid.CreateVersion7(), AskedKind.Figure, i.Name, i.AnsweredBy is null ? i.Source : null, null, null)),
            new(Guid.CreateVersion7(), AskedKind.Words, question, null, null, null),
        ]))]))];

    /// <summary>The template as text.</summary>
    public static string Write(IEnumerable<AskedArea> areas) => string.Join('\n', Headings(areas).SelectMany(h => h.Asked.SelectMany(Lines).Prepend(h.Line)));

    /// <summary>Reads the text. Refused when a heading is another than the plan's, or with the number of the first line that cannot be read.</summary>
    /// <param name="plan">Areas, goals and measures, whatever is asked of them before.</param>
    public static Outcome<AskedArea[]> Read(string text, IReadOnlyList<AskedArea> plan)
    {
        if (text.Length > Outline.TextLength) return new Rejection("reporting.many", Most);
        List<Heading> headings = [.. Headings(plan)];
        var asked = new Dictionary<Guid, List<Asked>>();
        var (number, at) = (0, -1);
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0) continue;
            if (line[0] is '#' or '-')
            {
                if (++at >= headings.Count || headings[at].Line != line) return new Rejection("reporting.outline", number, Cut(line));
                continue;
            }
            if (line[0] is not ('*' or '?' or '>') || at < 0 || headings[at].Goal is not { } goal) return new Rejection("reporting.line", number, Cut(line));
            if (!asked.TryGetValue(goal, out var list)) asked[goal] = list = [];
            if (line[0] == '>')
            {
                if (list is not [.., { Guidance: null } last] || last.Measure != headings[at].Measure) return new Rejection("reporting.line", number, Cut(line));
                if (line.Length > GuidanceLength) return new Rejection("reporting.words", number, GuidanceLength);
                list[^1] = last with { Guidance = line[1..].Trim() };
                continue;
            }
            if (Read(line, headings[at].Measure, number).Refused(out var why, out var one)) return why;
            list.Add(one);
        }
        if (at != headings.Count - 1) return new Rejection("reporting.outline", number, headings[at + 1].Line);
        if (asked.Values.Sum(a => a.Count) > Most) return new Rejection("reporting.many", Most);
        return plan.Select(a => a with { Goals = [.. a.Goals.Select(g => g with { Asked = asked.GetValueOrDefault(g.Key) ?? [] })] }).ToArray();
    }

    private static Outcome<Asked> Read(string line, Guid? measure, int number)
    {
        var parts = line[0] == '*' ? line[1..].Split('|', 2, StringSplitOptions.TrimEntries) : [line[1..].Trim()];
        if (parts[0].Length is 0 or > WordsLength) return new Rejection("reporting.words", number, WordsLength);
        if (line[0] == '?') return new Asked(Guid.CreateVersion7(), AskedKind.Words, parts[0], null, null, measure);
        var source = parts is [_, { Length: > 0 } formula] ? formula : null;
        return source is null || IsOfLog(source) ? new Asked(Guid.CreateVersion7(), AskedKind.Figure, parts[0], source, null, measure) : new Rejection("reporting.formula", number, Cut(source));
    }

    private static bool IsOfLog(string source) => !Formula.Read(source).Refused(out _, out var formula) && formula.Names.All(LogFigures.Names.Contains);

    private static IEnumerable<Heading> Headings(IEnumerable<AskedArea> areas) => areas.SelectMany(a => a.Goals.SelectMany(g =>
            g.Measures.Select(m => new Heading($"- {m.Number} {m.Words}".TrimEnd(), g.Key, m.Key, [.. g.Asked.Where(x => x.Measure == m.Key)]))
                .Prepend(new Heading($"## {g.Number} {g.Words}".TrimEnd(), g.Key, null, [.. g.Asked.Where(x => x.Measure is null)])))
        .Prepend(new Heading($"# {a.Number} {a.Name}".TrimEnd(), null, null, [])));

    private static IEnumerable<string> Lines(Asked asked)
    {
        yield return asked.Kind == AskedKind.Words ? $"? {asked.Words}" : asked.Source is { } source ? $"* {asked.Words} | {source}" : $"* {asked.Words}";
        if (asked.Guidance is { } guidance) yield return $"> {guidance}";
    }

    private static string Cut(string line) => line.Length > 60 ? line[..60] : line;

    private sealed record Heading(string Line, Guid? Goal, Guid? Measure, IReadOnlyList<Asked> Asked);
}
