using System.Globalization;
using System.Text.Json;
using Samspill.Domain.Advice;
using Samspill.Domain.Reach;
using Samspill.Domain.School;
using Samspill.Features.Reach;
using Samspill.Planning.Centres;
using Samspill.Planning.Search;

namespace Samspill.Features.Advice;

/// <summary>What the school asks.</summary>
/// <param name="Open">How many new centres.</param>
/// <param name="Extra">How much more a child that waits counts, beside that it is not reached: 0 and up.</param>
/// <param name="Youngest">Years that one turns in the calendar year.</param>
/// <param name="Kinds">Of the school's sites that could become centres.</param>
/// <param name="Places">Others that could.</param>
public sealed record CentreQuestion(int Open, int Extra, int Youngest, int Oldest, IReadOnlyList<SiteKind> Kinds, IReadOnlyList<TypedPlace> Places)
{
    /// <summary>Most new centres, and most times that a child that waits counts.</summary>
    public const int MostOpen = 20, MostExtra = 20;
}

/// <summary>A place that somebody typed.</summary>
public sealed record TypedPlace(string Name, double Latitude, double Longitude)
{
    /// <summary>Most places, and longest name.</summary>
    public const int Most = 30, NameLength = 100;

    /// <summary>Reads one place a line: its name and its degrees, with semicolons between.</summary>
    public static Outcome<IReadOnlyList<TypedPlace>> Read(string? text)
    {
        var places = new List<TypedPlace>();
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (places.Count == Most) return new Rejection(AdviceRejections.TooManyPlaces.Code, Most);
            if (line.Split(';', StringSplitOptions.TrimEntries) is not [{ Length: > 0 and <= NameLength } name, var north, var east] || Degrees(north, 90) is not { } latitude || Degrees(east, 180) is not { } longitude)
                return new Rejection(AdviceRejections.Place.Code, line.Length <= NameLength ? line : line[..NameLength]);
            if (places.Exists(p => p.Name == name)) return new Rejection(AdviceRejections.PlaceTwice.Code, name);
            places.Add(new TypedPlace(name, latitude, longitude));
        }
        return places;
    }

    /// <summary>As it is typed.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}; {Latitude:0.####}; {Longitude:0.####}");

    private static double? Degrees(string text, double most) =>
        double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most ? degrees : null;
}

/// <summary>Where a centre should open, as it was reckoned. Ways are in metres, as the crow flies.</summary>
/// <param name="Year">Of the table of population; null when there was none.</param>
/// <param name="Weight">All that was weighed: children not reached, and those who wait once more for each time they count.</param>
/// <param name="Before">Weight times way, summed, as it is; null when there is no centre yet.</param>
/// <param name="AtLeast">No choice can come below this.</param>
/// <param name="Missing">Districts of which the table lacks some age, or all: there only those who wait were weighed, or too few.</param>
/// <param name="Nowhere">Children who wait and come from nowhere that is known or may be told: they are not weighed.</param>
public sealed record CentreAnswer(
    int? Year, long Weight, long? Before, long After, long AtLeast, bool IsProved, double Gap, IReadOnlyList<CentrePlace> Places, IReadOnlyList<CentreDistrict> Districts, IReadOnlyList<string> Missing, long Nowhere)
{
    /// <summary>Of the candidates that were not chosen, the one that costs least to have instead of one that was.</summary>
    public CentrePlace? RunnerUp => Places.Where(p => !p.IsOpen && !p.IsChosen && p.Sum is not null).MinBy(p => p.Sum);

    /// <summary>A sum as a way: metres for each that was weighed.</summary>
    public double? Mean(long? sum) => sum is { } all && Weight > 0 ? (double)all / Weight : null;
}

/// <summary>A centre that is, or could be.</summary>
/// <param name="Rank">1 for the one that saves most; null when it is not chosen.</param>
/// <param name="Nearest">The weight of those who would have it as their nearest.</param>
/// <param name="Sum">Of one chosen: without it. Of another: the least with it in the place of one that is chosen.</param>
public sealed record CentrePlace(string Name, string? District, double Latitude, double Longitude, bool IsOpen, bool IsChosen, int? Rank, long Nearest, long? Sum);

/// <summary>What the way becomes for the children of a district.</summary>
/// <param name="Before">Mean metres to the nearest centre; null when there is none.</param>
public sealed record CentreDistrict(string? Name, long Weight, double? Before, double After);

/// <summary>What is asked, ready to be reckoned with.</summary>
internal sealed record CentreProblemMade(CentreProblem Problem, IReadOnlyList<(string Id, string Name, string? District, Position At, bool IsOpen)> Sites, IReadOnlyList<ReachPoint> Points, ReachState Reach);

/// <summary>Reckons where centres should open, from who is not reached and who waits.</summary>
public sealed class PlaceCentres(ReckonReach reach)
{
    /// <summary>How long it may search for the proof.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    internal async Task<Outcome<CentreProblemMade>> ProblemAsync(CentreQuestion question, CancellationToken ct)
    {
        var state = await reach.RunAsync(null, question.Youngest, question.Oldest, ct);
        (string Id, string Name, string? District, Position At, bool IsOpen)[] sites =
        [
            .. state.Sites.Where(s => s.Position is not null && (s.Kind == SiteKind.Centre || question.Kinds.Contains(s.Kind))).Select(s => (s.Code, s.Name, s.District, s.Position!.Value, s.Kind == SiteKind.Centre)),
            .. question.Places.Select((p, i) => ($"typed {i}", p.Name, (string?)null, new Position(p.Latitude, p.Longitude), false)),
        ];
        var candidates = sites.Count(s => !s.IsOpen);
        if (candidates == 0) return AdviceRejections.NoCandidates;
        if (question.Open > candidates) return new Rejection(AdviceRejections.TooMany.Code, candidates);
        var points = state.Report.Points.Where(p => WeightOf(p, question.Extra) > 0).ToList();
        if (points.Count == 0) return AdviceRejections.NobodyThere;
        var problem = new CentreProblem(
            [.. sites.Select(s => new CentreSite(s.Id, s.IsOpen))],
            [.. points.Select(p => new CentreDemand(WeightOf(p, question.Extra), [.. sites.Select(s => (int)Math.Round(1000 * p.Position.KilometresTo(s.At)))]))],
            question.Open);
        return new CentreProblemMade(problem, sites, points, state);
    }

    public async Task<string?> AnswerAsync(string question, CancellationToken ct)
    {
        var asked = JsonSerializer.Deserialize<CentreQuestion>(question)!;
        if ((await ProblemAsync(asked, ct)).Refused(out _, out var made)) return null; // what there was to choose from is gone since it was asked
        var result = await Task.Run(() => CentreEngine.Solve(made.Problem, SearchLimit.OfTime(Longest), ct), ct);
        return JsonSerializer.Serialize(Told(made, result));
    }

    /// <summary>A child that is not reached counts one, and one that waits so many more. Where the table says nothing, those who wait are all who are known not to be reached.</summary>
    private static long WeightOf(ReachPoint point, int extra) => (point.IsKnown ? point.NotReached : point.Waiting) + (extra * point.Waiting);

    private static CentreAnswer Told(CentreProblemMade made, CentreResult result)
    {
        var rank = result.Chosen.Select((id, i) => (id, i)).ToDictionary(c => c.id, c => c.i + 1);
        // The engine weighs candidates against each other, so what a centre that is open has as its nearest is reckoned here.
        var open = made.Sites.Select((s, i) => (s, i)).Where(s => s.s.IsOpen).Select(s => s.i).ToList();
        var then = made.Sites.Select((s, i) => (s, i)).Where(s => s.s.IsOpen || rank.ContainsKey(s.s.Id)).Select(s => s.i).ToList();
        var nearest = made.Problem.Demand.GroupBy(d => then.MinBy(i => d.Way[i])).ToDictionary(g => g.Key, g => g.Sum(d => d.Weight));
        var reasons = result.Reasons.ToDictionary(r => r.Site);
        var places = made.Sites.Select((s, i) => reasons.TryGetValue(s.Id, out var why)
            ? new CentrePlace(s.Name, s.District, s.At.Latitude, s.At.Longitude, s.IsOpen, why.IsChosen, rank.TryGetValue(s.Id, out var at) ? (int?)at : null, why.Nearest, why.Sum)
            : new CentrePlace(s.Name, s.District, s.At.Latitude, s.At.Longitude, s.IsOpen, false, null, nearest.GetValueOrDefault(i), null));
        var districts = made.Points.Zip(made.Problem.Demand).GroupBy(p => p.First.District).OrderBy(g => g.Key, StringComparer.CurrentCulture).Select(g =>
        {
            var weight = g.Sum(p => p.Second.Weight);
            double Way(List<int> sites) => (double)g.Sum(p => p.Second.Weight * sites.Min(i => p.Second.Way[i])) / weight;
            return new CentreDistrict(g.Key, weight, open.Count == 0 ? (double?)null : Way(open), Way(then));
        });
        return new CentreAnswer(made.Reach.Year, made.Problem.Demand.Sum(d => d.Weight), result.Before, result.After, result.AtLeast, result.IsProved, result.Gap,
            [.. places], [.. districts], made.Reach.Report.Missing, made.Reach.Report.WaitingNowhere);
    }
}
