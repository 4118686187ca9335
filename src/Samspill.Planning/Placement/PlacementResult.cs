namespace Samspill.Planning.Placement;

/// <summary>What a run gave: who got which place, what closed, and one decision for every application.</summary>
/// <param name="Placed">Those who got a place, by application id.</param>
/// <param name="Closed">Ids of the courses that closed because too few could be placed there, sorted.</param>
/// <param name="Decisions">Exactly one for every application, by application id.</param>
/// <remarks>Ids are sorted by Unicode code point, which is the order of their UTF-8 bytes.</remarks>
public sealed record PlacementResult(
    IReadOnlyList<PlacedApplication> Placed,
    IReadOnlyList<string> Closed,
    IReadOnlyList<Decision> Decisions);

/// <summary>A place given. A value, because a country has hundreds of thousands.</summary>
/// <param name="Application">Id of the application.</param>
/// <param name="Pupil">Id of the pupil.</param>
/// <param name="Course">Id of the course.</param>
/// <param name="Round">The round it was given in, from 1.</param>
public readonly record struct PlacedApplication(string Application, string Pupil, string Course, int Round);
