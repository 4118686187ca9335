using System.Globalization;
using Samspill.Planning.Statistics;

namespace Samspill.Planning.Tests.Statistics;

/// <summary>Small countries with many small counts: linked tables by place and sex, place and age, and all three for the counties.</summary>
internal static class MadeTables
{
    private static readonly TableAxis Sex = Axis("sex", "f", "m");
    private static readonly TableAxis Age = Axis("age", "under", "in", "over");

    /// <summary>The counts behind the tables: of each leaf.</summary>
    public static Dictionary<(string Where, string Sex, string Age), long> Counts(int seed)
    {
        var random = new Random(seed);
        var counts = new Dictionary<(string, string, string), long>();
        foreach (var where in Places.Where(p => p.Id.Length == 3))
            foreach (var sex in Leaves(Sex))
                foreach (var age in Leaves(Age))
                    counts[(where.Id, sex, age)] = random.Next(3) switch { 0 => random.Next(3), 1 => random.Next(12), _ => random.Next(60) };
        return counts;
    }

    /// <summary>The same with one or two counts changed by a little.</summary>
    public static Dictionary<(string Where, string Sex, string Age), long> Corrected(Dictionary<(string Where, string Sex, string Age), long> counts, int seed)
    {
        var random = new Random(seed);
        var corrected = counts.ToDictionary();
        for (var times = random.Next(1, 3); times > 0; times--)
        {
            var one = corrected.Keys.ElementAt(random.Next(corrected.Count));
            corrected[one] = Math.Max(0, corrected[one] + random.Next(-3, 4));
        }
        return corrected;
    }

    public static TableSystem System(Dictionary<(string Where, string Sex, string Age), long> counts)
    {
        var where = new TableAxis("where", Places);
        var counties = new TableAxis("where", [.. Places.Where(p => p.Id.Length < 3)]);
        var system = new TableSystem();
        foreach (var table in (FixedTable[])[Table(where, Sex), Table(where, Age), Table(counties, Sex, Age)]) system.Add(table);
        return system;

        FixedTable Table(params TableAxis[] axes)
        {
            string[][] cells = [[]];
            foreach (var axis in axes) cells = [.. cells.SelectMany(c => axis.Categories.Select(x => (string[])[.. c, x.Id]))];
            return new("pupils", axes, [.. cells.Select(cell => (long?)counts.Where(c => Fits(axes, cell, c.Key)).Sum(c => c.Value))]);
        }
    }

    private static bool Fits(TableAxis[] axes, string[] cell, (string Where, string Sex, string Age) count) =>
        Enumerable.Range(0, axes.Length).All(a => axes[a].Id switch
        {
            "where" => cell[a] == "no" || count.Where.StartsWith(cell[a], StringComparison.Ordinal),
            "sex" => cell[a] == "all" || cell[a] == count.Sex,
            _ => cell[a] == "all" || cell[a] == count.Age,
        });

    private static AxisCategory[] Places { get; } =
        [new("no"), .. Enumerable.Range(0, 2).SelectMany(c => Enumerable.Range(-1, 5).Select(m => m < 0
            ? new AxisCategory(string.Create(CultureInfo.InvariantCulture, $"c{c}"), "no")
            : new AxisCategory(string.Create(CultureInfo.InvariantCulture, $"c{c}{m}"), string.Create(CultureInfo.InvariantCulture, $"c{c}"))))];

    private static IEnumerable<string> Leaves(TableAxis axis) => axis.Categories.Skip(1).Select(c => c.Id);

    private static TableAxis Axis(string id, params string[] categories) => new(id, [new("all"), .. categories.Select(c => new AxisCategory(c, "all"))]);
}
