namespace Samspill.Formats.SchoolFolders;

/// <summary>A row of places.csv: a pupil's seat on a course.</summary>
public sealed record PlaceRow : Row
{
    /// <summary>The pupil's id.</summary>
    public string Pupil { get; init; } = "";
    /// <summary>The course's id.</summary>
    public string Course { get; init; } = "";
    /// <summary>The first day.</summary>
    public DateOnly From { get; init; }
    /// <summary>The last day, not before <see cref="From"/>; null while the place lasts.</summary>
    public DateOnly? To { get; init; }
    /// <summary>The id of the teacher in staff.csv.</summary>
    public string? Teacher { get; init; }
}

/// <summary>A row of applications.csv: a wish that waits, or has an offer.</summary>
public sealed record ApplicationRow : Row
{
    /// <summary>The application's id.</summary>
    public string Id { get; init; } = "";
    /// <summary>The pupil's id.</summary>
    public string Pupil { get; init; } = "";
    /// <summary>The course's id.</summary>
    public string Course { get; init; } = "";
    /// <summary>The pupil's order of wishes; 1 is the first.</summary>
    public int Rank { get; init; }
    /// <summary>When it was received, with the offset the file gave.</summary>
    public DateTimeOffset AppliedAt { get; init; }
    /// <summary>What bears on its priority.</summary>
    public Words? Flags { get; init; }
}
