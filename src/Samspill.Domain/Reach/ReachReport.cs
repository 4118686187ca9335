using Samspill.Domain.Catalogue;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Reach;

/// <summary>What was counted of some children.</summary>
public sealed record ReachFigures(long Pupils, long Waiting, long Places, long Participants, long Encounters);

/// <summary>The way from the children's school, or from the middle of its district where the school has no position, to where they are taught: as the crow flies, in kilometres.</summary>
/// <param name="Mean">Over the places.</param>
/// <param name="NineTenths">Nine of ten have it no longer.</param>
/// <param name="Places">How many places it is known for.</param>
public sealed record ReachWay(double Mean, double NineTenths, long Places);

/// <summary>Some children: how many there are, and how many of them are reached.</summary>
/// <param name="Key">What they have in common: the district, the code of the school, the age, the sex or the programme; empty for all, and for those who have no district.</param>
/// <param name="Population">How many there are by the municipality's table; null when it does not say, and then nothing is guessed.</param>
/// <param name="Covered">The pupils among those whom the table covers.</param>
/// <param name="IsWhole">Whether the table covers all that was asked for.</param>
public sealed record ReachLine(string Key, string Name, long? Population, long Covered, ReachFigures Figures, bool IsWhole)
{
    /// <summary>Null when nothing is known of it.</summary>
    public ReachWay? Way { get; init; }

    /// <summary>The part that is reached: 0 and up. Above 1 the table cannot be right.</summary>
    public double? Share => Population is { } all and > 0 ? (double)Covered / all : null;

    /// <summary>How many have no place; 0 when there are more pupils than the table has children.</summary>
    public long? NotReached => Population is { } all ? Math.Max(0, all - Covered) : null;
}

/// <summary>Children of a district, of some ages and one sex, among those least reached.</summary>
/// <param name="Sex">Null when the table does not tell the sexes apart.</param>
public sealed record ReachGroup(string District, int From, int To, Sex? Sex, long Population, long Covered)
{
    public double Share => (double)Covered / Population;
    public long NotReached => Math.Max(0, Population - Covered);
}

/// <summary>A place that children come from, for who asks where a centre should open.</summary>
/// <param name="NotReached">By the table; 0 where the district's others stand as a point of their own, or the table does not say.</param>
/// <param name="IsKnown">Whether the table says anything of the district.</param>
public sealed record ReachPoint(string Name, string? District, Position Position, long NotReached, long Waiting, bool IsKnown);

/// <summary>Who is reached, and who is not: what was counted, against the municipality's table.</summary>
/// <remarks>A share is reckoned only of the ages and districts that the table covers, and the children of these. Where it says nothing there is no share.</remarks>
public sealed class ReachReport
{
    /// <summary>School age, as KOSTRA has it.</summary>
    public const int SchoolAgeFrom = 6, SchoolAgeTo = 15;

    /// <summary>Groups of fewer are too few to say whom one does not reach.</summary>
    public const int FewestOfGroup = 20;

    private const int MostGroups = 12;

    private static readonly (int From, int To)[] Bands = [(0, 5), (6, 9), (10, 12), (13, 15), (16, Inhabitants.OldestAge)];

    private readonly IReadOnlyList<Site> sites;
    private readonly int youngest, oldest;
    private readonly Dictionary<SiteId, string> districtOf;
    private readonly Dictionary<string, Position> centres;
    private readonly List<Child> children;
    private readonly List<Inhabitants> people;
    private readonly HashSet<(string, int)> known;
    private readonly HashSet<(SiteId, int)> knownSchools;
    private readonly IReadOnlyList<string> districts;

    private ReachReport(IReadOnlyList<Site> sites, IReadOnlyList<Inhabitants> population, ReachCounts counts, int youngest, int oldest)
    {
        (this.sites, this.youngest, this.oldest) = (sites, youngest, oldest);
        districtOf = sites.Where(s => s.District is not null).ToDictionary(s => s.Id, s => s.District!);
        centres = sites.Where(s => s.District is not null && s.Position is not null).GroupBy(s => s.District!)
            .ToDictionary(g => g.Key, g => new Position(g.Average(s => s.Position!.Value.Latitude), g.Average(s => s.Position!.Value.Longitude)));
        children = [.. counts.Children.Where(c => IsAsked(counts, c.Born)).Select(c => new Child(c.Measure, c.School, DistrictOf(c.School), counts.Day.Year - c.Born!.Value, c.Sex, c.Count))];
        people = [.. population.Where(i => i.Age >= youngest && i.Age <= oldest)];
        known = [.. people.Select(i => (i.District, i.Age))];
        knownSchools = [.. people.Where(i => i.School is not null).Select(i => (i.School!.Value, i.Age))];
        districts = [.. districtOf.Values.Concat(people.Select(i => i.District)).Distinct().Order(StringComparer.Ordinal)];

        var ways = WaysOf(counts);
        Total = Line("", "", children, people, Cover(people), districts.Count > 0 && districts.All(IsWhole)) with { Way = WayOf(ways) };
        Districts = [.. DistrictLines(ways.ToLookup(w => w.District))];
        Schools = [.. SchoolLines()];
        Ages = [.. AgeLines()];
        Sexes = [.. SexLines()];
        Programmes = [.. ProgrammeLines(counts)];
        Missing = [.. districts.Where(d => !IsWhole(d))];
        LeastReached = [.. Groups().OrderBy(g => g.Share).ThenByDescending(g => g.NotReached).ThenBy(g => g.District, StringComparer.Ordinal).Take(MostGroups)];
        WithoutWay = Total.Figures.Places - ways.Sum(w => w.Count);
        Points = [.. PointsOf()];
        WaitingNowhere = children.Where(c => c.Measure == ReachMeasure.Waiting).Sum(c => c.Count) - Points.Sum(p => p.Waiting);
    }

    public ReachLine Total { get; }

    /// <summary>In the order of their names; last, without a name, those of whom no district is known or may be told.</summary>
    public IReadOnlyList<ReachLine> Districts { get; }

    /// <summary>Primary and lower secondary schools, and any other site that children belong to.</summary>
    public IReadOnlyList<ReachLine> Schools { get; }
    public IReadOnlyList<ReachLine> Ages { get; }

    /// <summary>F and M; last X, with those whose sex is not known, when there are any.</summary>
    public IReadOnlyList<ReachLine> Sexes { get; }

    /// <summary>Pupils only: a pupil may be in several programmes.</summary>
    public IReadOnlyList<ReachLine> Programmes { get; }

    /// <summary>Districts of which the table lacks some age that was asked for, or all.</summary>
    public IReadOnlyList<string> Missing { get; }
    public IReadOnlyList<ReachGroup> LeastReached { get; }

    /// <summary>Places of which no way is known: a protected child, no school, or a site without a position.</summary>
    public long WithoutWay { get; }

    /// <summary>Where children who are not reached, and who wait, come from.</summary>
    public IReadOnlyList<ReachPoint> Points { get; }

    /// <summary>Children who wait and come from nowhere that is known or may be told.</summary>
    public long WaitingNowhere { get; }

    /// <summary>Reckons it.</summary>
    /// <param name="population">The table of one year; empty when there is none.</param>
    /// <param name="youngest">The youngest age asked for, in years that one turns in the calendar year.</param>
    /// <param name="oldest">The oldest.</param>
    public static ReachReport Of(IReadOnlyList<Site> sites, IReadOnlyList<Inhabitants> population, ReachCounts counts, int youngest, int oldest) => new(sites, population, counts, youngest, oldest);

    private bool IsAsked(ReachCounts counts, int? born) => born is { } year && counts.Day.Year - year >= youngest && counts.Day.Year - year <= oldest;

    private string? DistrictOf(SiteId? school) => school is { } id ? districtOf.GetValueOrDefault(id) : null;

    private IEnumerable<int> AgesAsked => Enumerable.Range(youngest, oldest - youngest + 1);

    private bool IsWhole(string district) => AgesAsked.All(age => known.Contains((district, age)));

    /// <summary>Whether a child is among those whom some lines of the table cover. One without a district is, when the age is told of every district.</summary>
    private Func<Child, bool> Cover(IEnumerable<Inhabitants> lines)
    {
        var told = lines.Select(i => (i.District, i.Age)).ToHashSet();
        var everywhere = AgesAsked.Where(age => told.Count > 0 && districts.All(d => told.Contains((d, age)))).ToHashSet();
        return c => c.District is { } district ? told.Contains((district, c.Age)) : everywhere.Contains(c.Age);
    }

    private static ReachLine Line(string key, string name, IEnumerable<Child> some, IReadOnlyCollection<Inhabitants> living, Func<Child, bool> covered, bool whole)
    {
        var (sums, reached) = (new long[5], 0L);
        foreach (var child in some)
        {
            sums[(int)child.Measure] += child.Count;
            if (child.Measure == ReachMeasure.Pupils && covered(child)) reached += child.Count;
        }
        return new(key, name, living.Count == 0 ? null : living.Sum(i => (long)i.Count), reached, new(sums[0], sums[1], sums[2], sums[3], sums[4]), whole);
    }

    private IEnumerable<ReachLine> DistrictLines(ILookup<string, Way> ways)
    {
        var (of, living) = (children.ToLookup(c => c.District ?? ""), people.ToLookup(i => i.District));
        foreach (var d in districts) yield return Line(d, d, of[d], [.. living[d]], c => known.Contains((d, c.Age)), IsWhole(d)) with { Way = WayOf(ways[d]) };
        if (of[""].Any()) yield return Line("", "", of[""], [], _ => false, whole: false);
    }

    private IEnumerable<ReachLine> SchoolLines()
    {
        var (of, living) = (children.Where(c => c.School is not null).ToLookup(c => c.School!.Value), people.Where(i => i.School is not null).ToLookup(i => i.School!.Value));
        return sites.Where(s => s.Kind is SiteKind.Primary or SiteKind.LowerSecondary || of[s.Id].Any() || living[s.Id].Any())
            .Select(s => Line(s.Code, s.Name, of[s.Id], [.. living[s.Id]], c => knownSchools.Contains((s.Id, c.Age)), living[s.Id].Any()));
    }

    private IEnumerable<ReachLine> AgeLines()
    {
        var (of, living, covered) = (children.ToLookup(c => c.Age), people.ToLookup(i => i.Age), Cover(people));
        return AgesAsked.Select(age => Line(age.ToString(System.Globalization.CultureInfo.InvariantCulture), "", of[age], [.. living[age]], covered, districts.Count > 0 && districts.All(d => known.Contains((d, age)))));
    }

    private IEnumerable<ReachLine> SexLines()
    {
        var told = people.Where(i => i.Sex is not null).ToList();
        var (of, living, covered) = (children.ToLookup(c => c.Sex ?? Sex.X), told.ToLookup(i => i.Sex!.Value), Cover(told));
        foreach (var sex in new[] { Sex.F, Sex.M }) yield return Line(sex.ToString(), "", of[sex], [.. living[sex]], covered, told.Count == people.Count && Total.IsWhole);
        if (of[Sex.X].Any()) yield return Line(nameof(Sex.X), "", of[Sex.X], [], _ => false, whole: false);
    }

    private IEnumerable<ReachLine> ProgrammeLines(ReachCounts counts)
    {
        var covered = Cover(people);
        var of = counts.Programmes.Where(p => IsAsked(counts, p.Born)).ToLookup(p => p.Programme, p => new Child(ReachMeasure.Pupils, p.School, DistrictOf(p.School), counts.Day.Year - p.Born!.Value, null, p.Count));
        return Enum.GetValues<Programme>().Select(programme => Line(programme.ToString(), "", of[programme], people, covered, Total.IsWhole));
    }

    private IEnumerable<ReachGroup> Groups()
    {
        var pupils = children.Where(c => c.Measure == ReachMeasure.Pupils && c.District is not null).ToLookup(c => c.District!);
        return people.GroupBy(i => (i.District, Band: Array.FindIndex(Bands, b => i.Age >= b.From && i.Age <= b.To), i.Sex))
            .Select(g =>
            {
                var ages = g.Select(i => i.Age).ToHashSet();
                var reached = pupils[g.Key.District].Where(c => ages.Contains(c.Age) && (g.Key.Sex is null || c.Sex == g.Key.Sex)).Sum(c => c.Count);
                return new ReachGroup(g.Key.District, ages.Min(), ages.Max(), g.Key.Sex, g.Sum(i => (long)i.Count), reached);
            })
            .Where(g => g.Population >= FewestOfGroup);
    }

    private Position? PositionOf(Site site) => site.Position ?? (site.District is { } district && centres.TryGetValue(district, out var middle) ? middle : null);

    private List<Way> WaysOf(ReachCounts counts)
    {
        var at = sites.Select(s => (s.Id, From: PositionOf(s), s.Position)).ToDictionary(s => s.Id, s => (s.From, To: s.Position));
        return [.. from w in counts.Ways
                   where IsAsked(counts, w.Born) && at.TryGetValue(w.School, out var school) && school.From is not null && at.TryGetValue(w.Taught, out var taught) && taught.To is not null
                   select new Way(districtOf.GetValueOrDefault(w.School, ""), at[w.School].From!.Value.KilometresTo(at[w.Taught].To!.Value), w.Count)];
    }

    private static ReachWay? WayOf(IEnumerable<Way> some)
    {
        var sorted = some.OrderBy(w => w.Kilometres).ToList();
        var all = sorted.Sum(w => w.Count);
        if (all == 0) return null;
        var (i, so) = (0, sorted[0].Count);
        while (10 * so < 9 * all) so += sorted[++i].Count;
        return new ReachWay(sorted.Sum(w => w.Kilometres * w.Count) / all, sorted[i].Kilometres, all);
    }

    private IEnumerable<ReachPoint> PointsOf()
    {
        var (of, living) = (children.Where(c => c.School is not null).ToLookup(c => c.School!.Value), people.Where(i => i.School is not null).ToLookup(i => i.School!.Value));
        var told = people.Select(i => i.District).ToHashSet();
        foreach (var site in sites)
        {
            if (PositionOf(site) is not { } position) continue;
            var reached = of[site.Id].Where(c => c.Measure == ReachMeasure.Pupils && knownSchools.Contains((site.Id, c.Age))).Sum(c => c.Count);
            var point = new ReachPoint(site.Name, site.District, position, Math.Max(0, living[site.Id].Sum(i => (long)i.Count) - reached), of[site.Id].Where(c => c.Measure == ReachMeasure.Waiting).Sum(c => c.Count), site.District is { } d && told.Contains(d));
            if (point.NotReached + point.Waiting > 0) yield return point;
        }
        foreach (var district in people.Where(i => i.School is null).GroupBy(i => i.District))
        {
            if (!centres.TryGetValue(district.Key, out var middle)) continue;
            var ages = district.Select(i => i.Age).ToHashSet();
            var reached = children.Where(c => c.Measure == ReachMeasure.Pupils && c.District == district.Key && ages.Contains(c.Age)).Sum(c => c.Count);
            var left = Math.Max(0, district.Sum(i => (long)i.Count) - reached);
            if (left > 0) yield return new ReachPoint(district.Key, district.Key, middle, left, 0, IsKnown: true);
        }
    }

    private sealed record Child(ReachMeasure Measure, SiteId? School, string? District, int Age, Sex? Sex, long Count);

    private sealed record Way(string District, double Kilometres, long Count);
}
