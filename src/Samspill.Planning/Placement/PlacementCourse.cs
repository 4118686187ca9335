namespace Samspill.Planning.Placement;

/// <summary>A course with seats to give.</summary>
/// <param name="Id">Unique among the courses, not empty.</param>
/// <param name="Capacity">Free seats before the run, 0 or more; those that pupils hold already are taken out.</param>
public sealed record PlacementCourse(string Id, int Capacity)
{
    /// <summary>A course that nobody attends yet closes when the run places fewer than this; 0 for never. May be above the capacity.</summary>
    public int Minimum { get; init; }

    /// <summary>Pupils who attend already, 0 or more. A course with any is never closed by a run.</summary>
    public int Enrolled { get; init; }

    /// <summary>The youngest age, in whole years reached in the calendar year of the run; null for none.</summary>
    public int? AgeFrom { get; init; }

    /// <summary>The oldest age, in whole years reached in the calendar year of the run; null for none.</summary>
    public int? AgeTo { get; init; }

    /// <summary>Seats kept for those with a flag, filled in the order listed; a floor within the capacity, not an extra.</summary>
    public IReadOnlyList<ReservedSeats> Reserved { get; init; } = [];

    /// <summary>Flags that the application or its pupil must have, every one.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>The course's own order of priority instead of the school's; null for the school's.</summary>
    public IReadOnlyList<PriorityRule>? Order { get; init; }
}

/// <summary>Seats of a course kept for those with a flag. Unused ones go to the rest.</summary>
/// <param name="Flag">The flag on the application or the pupil.</param>
/// <param name="Places">How many, 0 or more.</param>
public sealed record ReservedSeats(string Flag, int Places);
