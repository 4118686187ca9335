namespace Samspill.Features.School;

/// <summary>The rubber band around points: the smallest convex outline that holds them all.</summary>
internal static class Outline
{
    /// <summary>The corners in order, by Andrew's monotone chain; the points themselves when there are fewer than three.</summary>
    public static IReadOnlyList<(double X, double Y)> Of(IEnumerable<(double X, double Y)> points)
    {
        var sorted = points.Distinct().Order().ToList();
        if (sorted.Count < 3) return sorted;
        return [.. Half(sorted), .. Half(sorted.AsEnumerable().Reverse())];
    }

    private static List<(double X, double Y)> Half(IEnumerable<(double X, double Y)> points)
    {
        List<(double X, double Y)> edge = [];
        foreach (var point in points)
        {
            while (edge.Count > 1 && Turn(edge[^2], edge[^1], point) <= 0) edge.RemoveAt(edge.Count - 1);
            edge.Add(point);
        }
        edge.RemoveAt(edge.Count - 1); // the other half begins there
        return edge;
    }

    private static double Turn((double X, double Y) a, (double X, double Y) b, (double X, double Y) c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);
}
