namespace Samspill.Planning.Timetable;

/// <summary>A week: where every lesson is that has a place, and why the others have none.</summary>
/// <param name="Cost">What the week costs by the problem's rules and weights.</param>
/// <param name="Placed">By lesson id (ordinal).</param>
/// <param name="Unplaced">By lesson id (ordinal).</param>
public sealed record TimetableResult(long Cost, IReadOnlyList<PlacedLesson> Placed, IReadOnlyList<UnplacedLesson> Unplaced);

/// <summary>A lesson and its place in the week.</summary>
public sealed record PlacedLesson(string Lesson, string Day, int Start, string Room, string Teacher)
{
    /// <summary>The place without the lesson.</summary>
    public Slot Slot => new(Day, Start, Room, Teacher);
}

/// <summary>A lesson without a place, and what stands in the way, in words.</summary>
public sealed record UnplacedLesson(string Lesson, string Why);
