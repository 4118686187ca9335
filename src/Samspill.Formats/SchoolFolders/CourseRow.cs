namespace Samspill.Formats.SchoolFolders;

/// <summary>The art a course belongs to.</summary>
public enum Discipline
{
    /// <summary>Music.</summary>
    Music,
    /// <summary>Visual art.</summary>
    VisualArt,
    /// <summary>Theatre.</summary>
    Theatre,
    /// <summary>Dance.</summary>
    Dance,
    /// <summary>Sámi culture.</summary>
    Sami,
    /// <summary>Creative writing.</summary>
    Writing,
    /// <summary>Circus.</summary>
    Circus,
    /// <summary>Film.</summary>
    Film,
    /// <summary>Any other.</summary>
    Other,
}

/// <summary>The programme of the national curriculum framework a course belongs to.</summary>
public enum Programme
{
    /// <summary>For many (breddeprogram).</summary>
    Breadth,
    /// <summary>The main programme (kjerneprogram).</summary>
    Core,
    /// <summary>For the specially interested, by audition (fordypningsprogram).</summary>
    Depth,
}

/// <summary>How a course is taught.</summary>
public enum CourseForm
{
    /// <summary>One pupil at a time.</summary>
    Individual,
    /// <summary>A group.</summary>
    Group,
    /// <summary>An ensemble that plays together.</summary>
    Ensemble,
    /// <summary>A project with an end.</summary>
    Project,
    /// <summary>Less than a term.</summary>
    ShortCourse,
}

/// <summary>A row of courses.csv: something one can have a place on.</summary>
public sealed record CourseRow : Row
{
    /// <summary>The course's id.</summary>
    public string Id { get; init; } = "";
    /// <summary>What people call it.</summary>
    public string Name { get; init; } = "";
    /// <summary>The art it belongs to.</summary>
    public Discipline Discipline { get; init; }
    /// <summary>The subject, such as piano.</summary>
    public string? Subject { get; init; }
    /// <summary>The programme it belongs to.</summary>
    public Programme Programme { get; init; }
    /// <summary>How it is taught.</summary>
    public CourseForm Form { get; init; }
    /// <summary>The ids of the sites it is taught at.</summary>
    public Words? Sites { get; init; }
    /// <summary>How many may have a place.</summary>
    public int? Capacity { get; init; }
    /// <summary>How many it takes before it starts.</summary>
    public int? Minimum { get; init; }
    /// <summary>The lowest age, in years.</summary>
    public int? AgeFrom { get; init; }
    /// <summary>The highest age, in years; not below <see cref="AgeFrom"/>.</summary>
    public int? AgeTo { get; init; }
    /// <summary>The length of a lesson, in minutes.</summary>
    public int? LessonMinutes { get; init; }
    /// <summary>Weeks with lessons in a school year.</summary>
    public int? WeeksPerYear { get; init; }
    /// <summary>The fee for a term in øre (1 kr = 100 øre); the file says kroner.</summary>
    public long? FeePerTermOre { get; init; }
    /// <summary>The flags a pupil must have.</summary>
    public Words? Requires { get; init; }
}
