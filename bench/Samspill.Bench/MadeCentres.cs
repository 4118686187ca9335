using Samspill.Planning.Centres;

namespace Samspill.Bench;

/// <summary>Made-up cities: people in a few dense parts and thinly elsewhere, candidates spread as schools are.</summary>
internal static class MadeCentres
{
    /// <param name="candidates">Sites where there is no centre.</param>
    /// <param name="centres">Sites where there is one.</param>
    /// <param name="points">Places people come from.</param>
    /// <param name="open">How many to open.</param>
    /// <param name="seed">Of the chance.</param>
    public static CentreProblem City(int candidates, int centres, int points, int open, int seed)
    {
        var random = new Random(seed);
        var parts = Enumerable.Range(0, 12).Select(_ => (X: random.Next(20_000), Y: random.Next(15_000))).ToArray();
        (int X, int Y) Somewhere(double dense) => random.NextDouble() < dense
            ? (parts[random.Next(parts.Length)] is var p ? (p.X + random.Next(-1500, 1500), p.Y + random.Next(-1500, 1500)) : default)
            : (random.Next(20_000), random.Next(15_000));
        var sites = Enumerable.Range(0, candidates + centres).Select(_ => Somewhere(0.5)).ToArray();
        int Way((int X, int Y) a, (int X, int Y) b) => (int)Math.Sqrt(Math.Pow(a.X - b.X, 2) + Math.Pow(a.Y - b.Y, 2));
        return new(
            [.. sites.Select((_, i) => new CentreSite($"s{i}", i >= candidates))],
            [.. Enumerable.Range(0, points).Select(_ => Somewhere(0.8)).Select(p => new CentreDemand(random.Next(1, 12), [.. sites.Select(s => Way(p, s))]))],
            open);
    }
}
