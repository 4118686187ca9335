using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>How a child fares in one run beside another.</summary>
/// <param name="Change">1 with more places, or as many and better wishes; -1 the other way; 0 as before.</param>
public sealed record ChildFare(PersonId Pupil, int Age, int Change);

/// <summary>Two runs side by side. Pure: what is in the two kept results and nothing else.</summary>
/// <param name="Courses">Wishes that get a place in the second run only, and in the first only, by course code.</param>
public sealed record RunComparison(IReadOnlyList<ChildFare> Children, IReadOnlyList<Fare> Courses)
{
    public static RunComparison Of(OpenedRun before, OpenedRun after)
    {
        var placed = (Before: Placed(before), After: Placed(after));
        var rows = before.Rows.Concat(after.Rows).DistinctBy(r => r.Application).ToList();
        var children = rows.GroupBy(r => r.Pupil).Select(child => new ChildFare(child.Key, child.First().Age, Change(Score(child, placed.Before), Score(child, placed.After)))).ToList();
        var courses = rows.GroupBy(r => r.Course).Select(course => new Fare(course.Key, course.Count(),
            course.Count(r => placed.After.Contains(r.Application) && !placed.Before.Contains(r.Application)),
            course.Count(r => placed.Before.Contains(r.Application) && !placed.After.Contains(r.Application)))).ToList();
        return new RunComparison(children, courses);
    }

    /// <summary>The children in groups.</summary>
    public IReadOnlyList<Fare> By(Func<ChildFare, string> group) =>
        [.. Children.GroupBy(group).Select(g => new Fare(g.Key, g.Count(), g.Count(c => c.Change > 0), g.Count(c => c.Change < 0)))];

    private static HashSet<ApplicationId> Placed(OpenedRun run) => [.. run.Rows.Where(r => r.Outcome == DecisionOutcome.Placed).Select(r => r.Application)];

    private static (int Places, int Ranks) Score(IEnumerable<RunRow> wishes, HashSet<ApplicationId> placed)
    {
        var got = wishes.Where(w => placed.Contains(w.Application)).ToList();
        return (got.Count, got.Sum(w => w.Rank));
    }

    private static int Change((int Places, int Ranks) before, (int Places, int Ranks) after) =>
        after.Places != before.Places ? Math.Sign(after.Places - before.Places) : Math.Sign(before.Ranks - after.Ranks);
}

/// <summary>How some part of those who asked fare.</summary>
public sealed record Fare(string Name, int Asked, int Gains, int Loses);

/// <summary>Numbers so small that they point at somebody are not shown.</summary>
public static class SmallNumbers
{
    /// <summary>Fewer than this is shown as fewer than this; none is shown as none.</summary>
    public const int Least = 5;

    /// <summary>Which cells of a column to hide. One hidden cell alone could be reckoned from the total, so the smallest other is hidden with it.</summary>
    public static bool[] Hidden(IReadOnlyList<int> column)
    {
        var hidden = column.Select(n => n is > 0 and < Least).ToArray();
        if (hidden.Count(h => h) == 1 && column.Select((n, at) => (n, at)).Where(x => x.n >= Least).OrderBy(x => x.n).Select(x => (int?)x.at).FirstOrDefault() is { } other) hidden[other] = true;
        return hidden;
    }
}
