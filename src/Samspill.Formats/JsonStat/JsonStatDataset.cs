namespace Samspill.Formats.JsonStat;

/// <summary>One table of open data: dimensions, and a value for every combination of their categories.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Updated">When it was published.</param>
/// <param name="Dimensions">By what it is divided.</param>
/// <param name="Values">One for each combination, the last dimension running fastest; null when there is none to show.</param>
public sealed record JsonStatDataset(string Label, string Source, DateTimeOffset Updated, IReadOnlyList<JsonStatDimension> Dimensions, IReadOnlyList<decimal?> Values)
{
    /// <summary>
    /// What is to be said of some values, by their place: <see cref="Suppressed"/> for one that is hidden. JSON-stat leaves the signs
    /// to the publisher; these are Statistics Norway's.
    /// </summary>
    public IReadOnlyDictionary<int, string> Status { get; init; } = new Dictionary<int, string>();

    /// <summary>What each sign in <see cref="Status"/> means, in words.</summary>
    public IReadOnlyDictionary<string, string> StatusLabels { get; init; } = new Dictionary<string, string>();

    /// <summary>What a reader must know, such as the rule for hidden cells.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where it can be fetched, when that is known.</summary>
    public string? Href { get; init; }

    /// <summary>The sign of a value that is not shown, to protect persons.</summary>
    public const string Suppressed = ":";

    /// <summary>The sign of a value that was not reported.</summary>
    public const string Missing = "..";
}

/// <summary>One dimension of a table.</summary>
/// <param name="Id">Unique in the table.</param>
/// <param name="Label">In words.</param>
/// <param name="Role">What kind of dimension it is.</param>
/// <param name="Categories">In the order of the values.</param>
public sealed record JsonStatDimension(string Id, string Label, JsonStatRole Role, IReadOnlyList<JsonStatCategory> Categories);

/// <summary>One category of a dimension.</summary>
/// <param name="Id">Unique in the dimension.</param>
/// <param name="Label">In words.</param>
/// <param name="PartOf">The category that this is a part of; null when it is of none.</param>
public sealed record JsonStatCategory(string Id, string Label, string? PartOf = null);

/// <summary>What kind of dimension it is, for programs that draw time series and maps.</summary>
public enum JsonStatRole
{
    /// <summary>Any other.</summary>
    Other,

    /// <summary>Points in time.</summary>
    Time,

    /// <summary>Places.</summary>
    Geo,

    /// <summary>What is measured.</summary>
    Metric,
}
