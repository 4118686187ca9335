using Samspill.Domain.Shared;

namespace Samspill.Domain.Strategy;

/// <summary>Something to be done for a goal.</summary>
/// <param name="Number">As it is printed.</param>
/// <param name="Words">Empty when only its number is known.</param>
public sealed record Measure(Guid Key, string Number, string Words);

/// <summary>What is to be reached.</summary>
/// <param name="Number">As it is printed: "1.1".</param>
public sealed record Goal(Guid Key, string Number, string Words, IReadOnlyList<Measure> Measures, IReadOnlyList<Indicator> Indicators);

/// <summary>A field of the strategy.</summary>
/// <param name="Number">As it is printed: "1".</param>
public sealed record Area(Guid Key, string Number, string Name, IReadOnlyList<Goal> Goals);

/// <summary>A plan's areas, goals and measures as plain text that one reads and writes: a line each, with its number as printed.</summary>
/// <example><code>
/// # 1 Kulturskolen i samfunnet
/// ## 1.1 a clear identity
/// - 1 support the right of all children
/// * Pupils of 6-15 years | 100 * pupils / children | 30
/// </code></example>
/// <remarks>A line that is the same kind of thing with the same number under the same heading as before keeps its key.</remarks>
public static class Outline
{
    /// <summary>Most areas, goals and measures of a plan in all.</summary>
    public const int Most = 500;

    /// <summary>Most characters of the text.</summary>
    public const int TextLength = 200_000;

    /// <summary>Most characters of a line's words.</summary>
    public const int WordsLength = 1000;

    /// <summary>Most characters of a printed number.</summary>
    public const int NumberLength = 12;

    /// <summary>The plan as text.</summary>
    public static string Write(IEnumerable<Area> areas) => string.Join('\n', areas.SelectMany(area => area.Goals.SelectMany(Lines).Prepend($"# {area.Number} {area.Name}".TrimEnd())));

    /// <summary>Reads the text. Refused with the number of the first line that cannot be read.</summary>
    /// <param name="before">The plan as it was: what is the same thing keeps its key.</param>
    public static Outcome<Area[]> Read(string text, IReadOnlyList<Area> before)
    {
        if (text.Length > TextLength) return new Rejection("plan.many", Most);
        var areas = new List<Area>();
        var number = 0;
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0) continue;
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                var (printed, words) = Cut(line[2..]);
                areas.Add(new Area(before.FirstOrDefault(a => a.Number == printed)?.Key ?? Guid.CreateVersion7(), printed, words, []));
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal) && areas is [.., var area])
            {
                var (printed, words) = Cut(line[3..]);
                var was = before.SelectMany(a => a.Goals).FirstOrDefault(g => g.Number == printed);
                areas[^1] = area with { Goals = [.. area.Goals, new Goal(was?.Key ?? Guid.CreateVersion7(), printed, words, [], [])] };
            }
            else if (line[0] is '-' or '*' && areas is [.., { Goals: [.., var goal] } within])
            {
                var was = before.SelectMany(a => a.Goals).FirstOrDefault(g => g.Key == goal.Key);
                if (line[0] == '-')
                {
                    var (printed, words) = Cut(line[1..].TrimStart());
                    var key = was?.Measures.FirstOrDefault(m => m.Number == printed)?.Key ?? Guid.CreateVersion7();
                    goal = goal with { Measures = [.. goal.Measures, new Measure(key, printed, words)] };
                }
                else
                {
                    if (Indicator.Read(line[1..], was?.Indicators ?? []).Refused(out var why, out var indicator)) return why with { Facts = [number, .. why.Facts] };
                    goal = goal with { Indicators = [.. goal.Indicators, indicator] };
                }
                areas[^1] = within with { Goals = [.. within.Goals.SkipLast(1), goal] };
            }
            else return new Rejection("plan.line", number, line.Length > 60 ? line[..60] : line);
        }
        return Fault(areas) is { } fault ? fault : areas.ToArray();
    }

    /// <summary>Why a plan's content cannot be kept; null when it can.</summary>
    internal static Rejection? Fault(IReadOnlyList<Area> areas)
    {
        var goals = areas.SelectMany(a => a.Goals).ToList();
        var lines = areas.Select(a => (a.Number, Words: a.Name)).Concat(goals.Select(g => (g.Number, g.Words))).Concat(goals.SelectMany(g => g.Measures).Select(m => (m.Number, m.Words))).ToList();
        if (lines.Count > Most) return new Rejection("plan.many", Most);
        if (lines.FirstOrDefault(l => l.Number.Length is 0 or > NumberLength || l.Words.Length > WordsLength) is { Words: { } words } wrong) return new Rejection("plan.words", $"{wrong.Number} {(words.Length > 60 ? words[..60] : words)}".Trim());
        var twice = Twice(areas.Select(a => a.Number)) ?? Twice(goals.Select(g => g.Number)) ?? goals.Select(g => Twice(g.Measures.Select(m => m.Number))).FirstOrDefault(n => n is not null);
        return twice is null ? null : new Rejection("plan.number-twice", twice);
    }

    private static string? Twice(IEnumerable<string> numbers) => numbers.GroupBy(n => n).FirstOrDefault(g => g.Count() > 1)?.Key;

    private static IEnumerable<string> Lines(Goal goal) =>
        [$"## {goal.Number} {goal.Words}".TrimEnd(), .. goal.Measures.Select(m => $"- {m.Number} {m.Words}".TrimEnd()), .. goal.Indicators.Select(i => $"* {i.Written}")];

    private static (string Number, string Words) Cut(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (line, "") : (line[..space], line[(space + 1)..].Trim());
    }
}
