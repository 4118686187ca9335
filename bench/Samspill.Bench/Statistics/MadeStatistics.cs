using System.Globalization;
using Samspill.Planning.Statistics;

namespace Samspill.Bench.Statistics;

/// <summary>A made-up country of pupils, and the tables that are published of it: as it was reported, and with some schools' corrections.</summary>
internal sealed class MadeStatistics
{
    private static readonly string[] Sexes = ["m", "f"];
    private static readonly string[] Ages = ["under", "in", "over"];
    private static readonly string[] Disciplines = ["music", "visualArt", "theatre", "dance", "sami", "other"];
    private static readonly double[] Asked = [0.62, 0.13, 0.1, 0.11, 0.005, 0.035];
    private readonly Random _random;
    private readonly List<Pupil> _pupils = [];
    private readonly List<AxisCategory> _places = [new("all")];

    private MadeStatistics(int seed) => _random = new(seed);

    /// <summary>A few counties with a few municipalities each, some of them very small, some with districts.</summary>
    public static MadeStatistics Small(int seed)
    {
        var made = new MadeStatistics(seed);
        for (var c = 0; c < 2; c++) made.County(c, made._random.Next(3, 8), districts: true);
        return made;
    }

    /// <summary>15 counties and 357 municipalities.</summary>
    public static MadeStatistics Nation(int seed)
    {
        var made = new MadeStatistics(seed);
        for (var c = 0; c < 15; c++) made.County(c, c < 12 ? 24 : 23, districts: false);
        return made;
    }

    /// <summary>The tables of a year as the pupils are now.</summary>
    public List<FixedTable> Tables(int year)
    {
        var where = new TableAxis("where", _places);
        var (sex, age, discipline) = (Axis("sex", Sexes), Axis("age", Ages), Axis("discipline", Disciplines));
        var counties = new TableAxis("where", [.. _places.Where(p => !p.Id.Contains('.', StringComparison.Ordinal))]);
        return
        [
            Table($"pupils {year}", [where, sex], p => p.Waits ? [] : [[p.Sex]]),
            Table($"pupils {year}", [where, age], p => p.Waits ? [] : [[p.Age]]),
            Table($"pupils {year}", [counties, sex, age], p => p.Waits ? [] : [[p.Sex, p.Age]]),
            Table($"places {year}", [where, discipline], p => p.Waits ? [] : p.Places.Select(d => new[] { d })),
            Table($"waiting {year}", [where, age], p => p.Waits ? [[p.Age]] : []),
        ];
    }

    /// <summary>Some schools find pupils they had forgotten, or counted who had left.</summary>
    public void Correct()
    {
        for (var times = _random.Next(1, 4); times > 0; times--)
        {
            var of = _pupils[_random.Next(_pupils.Count)];
            if (_random.Next(2) == 0) _pupils.Remove(of);
            else for (var more = _random.Next(1, 4); more > 0; more--) _pupils.Add(One(of.Where));
        }
    }

    private void County(int number, int municipalities, bool districts)
    {
        var county = string.Create(CultureInfo.InvariantCulture, $"c{number:00}");
        _places.Add(new(county, "all"));
        for (var m = 0; m < municipalities; m++)
        {
            var municipality = string.Create(CultureInfo.InvariantCulture, $"{county}.m{m:00}");
            _places.Add(new(municipality, county));
            // The middle municipality has about a hundred pupils, the smallest a handful, the largest thousands.
            var pupils = (int)Math.Exp(4.6 + (1.1 * Normal())) + 1;
            var parts = districts && pupils > 150 ? _random.Next(2, 6) : 0;
            for (var d = 0; d < parts; d++) _places.Add(new($"{municipality}.d{d}", municipality));
            for (var p = 0; p < pupils * 1.25; p++) _pupils.Add(One(parts == 0 ? municipality : $"{municipality}.d{_random.Next(parts)}"));
        }
    }

    private Pupil One(string where)
    {
        var places = new List<int> { Discipline() };
        while (_random.NextDouble() < 0.15) places.Add(Discipline());
        var age = _random.NextDouble() switch { < 0.03 => 0, < 0.87 => 1, _ => 2 };
        return new(where, _random.NextDouble() < 0.62 ? 1 : 0, age, _random.NextDouble() < 0.2, places);
    }

    private int Discipline()
    {
        var drawn = _random.NextDouble();
        for (var d = 0; d < Asked.Length; d++)
            if ((drawn -= Asked[d]) < 0) return d;
        return 0;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static TableAxis Axis(string id, string[] categories) => new(id, [new("all"), .. categories.Select(c => new AxisCategory(c, "all"))]);

    private FixedTable Table(string measure, TableAxis[] axes, Func<Pupil, IEnumerable<int[]>> count)
    {
        var values = new long?[axes.Aggregate(1, (product, a) => product * a.Categories.Count)];
        Array.Fill(values, 0L);
        var parent = _places.ToDictionary(p => p.Id, p => p.PartOf);
        var number = axes[0].Categories.Select((c, i) => (c.Id, i)).ToDictionary(x => x.Id, x => x.i);
        foreach (var pupil in _pupils)
            foreach (var at in count(pupil))
                for (var place = pupil.Where; ; place = parent[place]!)
                {
                    // Each margin: the category counted, or the total, of every other axis.
                    for (var margins = 0; number.ContainsKey(place) && margins < 1 << at.Length; margins++)
                    {
                        var position = number[place];
                        for (var a = 0; a < at.Length; a++) position = (position * axes[a + 1].Categories.Count) + ((margins >> a & 1) == 0 ? at[a] + 1 : 0);
                        values[position]++;
                    }
                    if (place == "all") break;
                }
        return new(measure, axes, values);
    }

    private sealed record Pupil(string Where, int Sex, int Age, bool Waits, List<int> Places);
}
