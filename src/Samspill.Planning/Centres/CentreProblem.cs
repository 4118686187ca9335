namespace Samspill.Planning.Centres;

/// <summary>Where to open centres: places people come from, sites where there is one or could be, and the way between each two.</summary>
/// <param name="Sites">Those that are open stay open; ids are unique.</param>
/// <param name="Demand">Who must travel, and how far to each site. Points with the same ways are as one.</param>
/// <param name="Open">How many new sites to open, 0 up to the number of candidates; at least 1 when no site is open.</param>
public sealed record CentreProblem(IReadOnlyList<CentreSite> Sites, IReadOnlyList<CentreDemand> Demand, int Open)
{
    /// <summary>What makes the problem impossible to reckon with; null when nothing does.</summary>
    public string? Fault() => true switch
    {
        _ when Sites.Count == 0 => "there are no sites",
        _ when Sites.Select(s => s.Id).Distinct().Count() < Sites.Count => "two sites have the same id",
        _ when Open < 0 || Open > Sites.Count(s => !s.IsOpen) => "there are not so many candidates",
        _ when Open == 0 && !Sites.Any(s => s.IsOpen) => "no site would be open",
        _ when Demand.Any(d => d.Way.Count != Sites.Count) => "a point must have one way to each site",
        _ when Demand.Any(d => d.Weight < 0 || d.Way.Any(w => w < 0)) => "weights and ways are 0 or more",
        _ => null,
    };
}

/// <summary>A site.</summary>
/// <param name="Id">Unique among the sites.</param>
/// <param name="IsOpen">Whether there is a centre already.</param>
public sealed record CentreSite(string Id, bool IsOpen);

/// <summary>A place people come from.</summary>
/// <param name="Weight">How much it counts, 0 or more: children, or whatever they are weighted by.</param>
/// <param name="Way">The way to each site, in the order of the sites, in any one unit; 0 or more.</param>
public sealed record CentreDemand(long Weight, IReadOnlyList<int> Way);

/// <summary>Where to open, and how sure it is that nothing is better.</summary>
/// <param name="Chosen">The new sites, the one that saves most first; ids.</param>
/// <param name="Before">Weight times way to the nearest open site, summed, as it is; null when none is open.</param>
/// <param name="After">The same with the new sites.</param>
/// <param name="AtLeast">No choice can come below this. Equal to <paramref name="After"/> when it is proved that none is better.</param>
/// <param name="Reasons">One for every candidate, in the order of the sites.</param>
public sealed record CentreResult(
    IReadOnlyList<string> Chosen, long? Before, long After, long AtLeast, IReadOnlyList<CentreReason> Reasons)
{
    /// <summary>Whether no other choice gives a smaller sum.</summary>
    public bool IsProved => AtLeast >= After;

    /// <summary>How much of the sum could still be won at most, 0 to 1.</summary>
    public double Gap => IsProved ? 0 : (double)(After - AtLeast) / After;
}

/// <summary>What speaks for or against one candidate.</summary>
/// <param name="Site">Its id.</param>
/// <param name="IsChosen">Whether it is among those to open.</param>
/// <param name="Nearest">The weight of those who would have it as their nearest: beside the other chosen ones, and, for one not chosen, if it were opened too.</param>
/// <param name="Sum">For one chosen: the sum without it, null when no site would be open. For one not chosen: the least sum when it takes the place of one that is; null when none is to be opened.</param>
public sealed record CentreReason(string Site, bool IsChosen, long Nearest, long? Sum);
