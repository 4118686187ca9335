namespace Samspill.Domain.Strategy;

/// <summary>A thing of two plans beside each other.</summary>
/// <param name="Level">0 an area, 1 a goal, 2 a measure.</param>
/// <param name="Was">Number and words in the first; null when it is not there.</param>
/// <param name="Now">Number and words in the second.</param>
public sealed record PlanLine(int Level, string? Was, string? Now)
{
    public bool IsSame => Was == Now;
}

/// <summary>Two plans beside each other, whether versions of one or of two periods.</summary>
public static class PlanDifference
{
    /// <summary>Every line of both in the second's order; what has gone stands last among its own.</summary>
    public static IReadOnlyList<PlanLine> Between(IReadOnlyList<Area> first, IReadOnlyList<Area> second) =>
        [.. Pairs(first, second, a => a.Key).SelectMany(area =>
            Pairs(area.Was?.Goals ?? [], area.Now?.Goals ?? [], g => g.Key).SelectMany(goal =>
                Pairs(goal.Was?.Measures ?? [], goal.Now?.Measures ?? [], m => m.Key)
                    .Select(m => new PlanLine(2, Said(m.Was?.Number, m.Was?.Words), Said(m.Now?.Number, m.Now?.Words)))
                    .Prepend(new PlanLine(1, Said(goal.Was?.Number, goal.Was?.Words), Said(goal.Now?.Number, goal.Now?.Words))))
                .Prepend(new PlanLine(0, Said(area.Was?.Number, area.Was?.Name), Said(area.Now?.Number, area.Now?.Name))))];

    private static string? Said(string? number, string? words) => number is null ? null : $"{number} {words}".TrimEnd();

    private static IEnumerable<(T? Was, T? Now)> Pairs<T>(IReadOnlyList<T> first, IReadOnlyList<T> second, Func<T, Guid> key) where T : class
    {
        var (was, kept) = (first.ToDictionary(key), second.Select(key).ToHashSet());
        return second.Select(now => (was.GetValueOrDefault(key(now)), (T?)now)).Concat(first.Where(t => !kept.Contains(key(t))).Select(t => ((T?)t, (T?)null)));
    }
}
