namespace Samspill.Domain.Counties;

/// <summary>A county in the years it was one. What a county did stays its own when it becomes a part of another.</summary>
/// <param name="number">Two digits; never used again for another county.</param>
/// <param name="first">The first year; for the oldest, 1838.</param>
/// <param name="last">The last year; null for a county there is today.</param>
/// <param name="into">Number of the county it became a part of; null when it was divided, or lives.</param>
public sealed class County(string number, string name, int first, int? last, string? into)
{
    public string Number { get; private init; } = number;
    public string Name { get; private init; } = name;
    public int First { get; private init; } = first;
    public int? Last { get; private init; } = last;
    public string? Into { get; private init; } = into;
}

/// <summary>A municipality of today, in its county.</summary>
/// <param name="number">Four digits.</param>
/// <param name="latitude">Of its middle, about, for maps.</param>
public sealed class Municipality(string number, string name, string county, double latitude, double longitude)
{
    public string Number { get; private init; } = number;
    public string Name { get; private init; } = name;
    public string County { get; private init; } = county;
    public double Latitude { get; private init; } = latitude;
    public double Longitude { get; private init; } = longitude;
}
