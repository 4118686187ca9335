namespace Samspill.Domain.Curriculum;

/// <summary>A goal or a text in two versions; null on the side where it is not.</summary>
public sealed record Difference(string? Was, string? Now);

/// <summary>What differs between a level in one version and in another.</summary>
/// <param name="Was">Its name in the earlier version; null for a level that has come.</param>
/// <param name="Now">Its name in the later one; null for a level that has gone.</param>
/// <param name="Goals">Goals that have come, gone or been worded anew.</param>
/// <param name="Content">Null when it is the same; so with the two others.</param>
public sealed record LevelDifference(string? Was, string? Now, IReadOnlyList<Difference> Goals, Difference? Content, Difference? Methods, Difference? Assessment);

/// <summary>Two versions of a curriculum beside each other.</summary>
public static class CurriculumDifference
{
    /// <summary>The levels that differ, in the later version's order, those that have gone last.</summary>
    public static IReadOnlyList<LevelDifference> Between(IReadOnlyList<Level> earlier, IReadOnlyList<Level> later)
    {
        var was = earlier.ToDictionary(l => l.Key);
        var kept = later.Select(l => l.Key).ToHashSet();
        return [.. later.Select(l => Of(was.GetValueOrDefault(l.Key), l)).Concat(earlier.Where(l => !kept.Contains(l.Key)).Select(l => Of(l, null))).OfType<LevelDifference>()];
    }

    private static LevelDifference? Of(Level? was, Level? now)
    {
        var goals = Goals(was?.Goals ?? [], now?.Goals ?? []);
        var (content, methods, assessment) = (Text(was?.Content, now?.Content), Text(was?.Methods, now?.Methods), Text(was?.Assessment, now?.Assessment));
        if (was?.Name == now?.Name && goals.Count == 0 && content is null && methods is null && assessment is null) return null;
        return new LevelDifference(was?.Name, now?.Name, goals, content, methods, assessment);
    }

    private static List<Difference> Goals(IReadOnlyList<Goal> was, IReadOnlyList<Goal> now)
    {
        var before = was.ToDictionary(g => g.Key, g => g.Words);
        var kept = now.Select(g => g.Key).ToHashSet();
        return [.. now.Where(g => before.GetValueOrDefault(g.Key) != g.Words).Select(g => new Difference(before.GetValueOrDefault(g.Key), g.Words)),
            .. was.Where(g => !kept.Contains(g.Key)).Select(g => new Difference(g.Words, null))];
    }

    private static Difference? Text(string? was, string? now) => (was ?? "") == (now ?? "") ? null : new Difference(was, now);
}
