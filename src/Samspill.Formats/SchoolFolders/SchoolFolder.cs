namespace Samspill.Formats.SchoolFolders;

/// <summary>A whole school, or part of one, as the rows of the nine files of the school folder, in the files' order.</summary>
public sealed class SchoolFolder
{
    /// <summary>The names of the nine files, in the order they are written.</summary>
    public static IReadOnlyList<string> FileNames { get; } =
        ["sites.csv", "rooms.csv", "courses.csv", "pupils.csv", "guardians.csv", "guardianships.csv", "staff.csv", "places.csv", "applications.csv"];

    /// <summary>Rows of sites.csv.</summary>
    public IReadOnlyList<SiteRow> Sites { get; init; } = [];
    /// <summary>Rows of rooms.csv.</summary>
    public IReadOnlyList<RoomRow> Rooms { get; init; } = [];
    /// <summary>Rows of courses.csv.</summary>
    public IReadOnlyList<CourseRow> Courses { get; init; } = [];
    /// <summary>Rows of pupils.csv.</summary>
    public IReadOnlyList<PupilRow> Pupils { get; init; } = [];
    /// <summary>Rows of guardians.csv.</summary>
    public IReadOnlyList<GuardianRow> Guardians { get; init; } = [];
    /// <summary>Rows of guardianships.csv.</summary>
    public IReadOnlyList<GuardianshipRow> Guardianships { get; init; } = [];
    /// <summary>Rows of staff.csv.</summary>
    public IReadOnlyList<StaffRow> Staff { get; init; } = [];
    /// <summary>Rows of places.csv.</summary>
    public IReadOnlyList<PlaceRow> Places { get; init; } = [];
    /// <summary>Rows of applications.csv.</summary>
    public IReadOnlyList<ApplicationRow> Applications { get; init; } = [];

    /// <summary>Ids on rows that were left out for a fault of their own.</summary>
    internal Dictionary<Thing, HashSet<string>> FaultyIds { get; init; } = [];

    /// <summary>Things whose file could not be read to its end, so that nobody knows which there are.</summary>
    internal HashSet<Thing> Unread { get; init; } = [];
}

/// <summary>What reading a school folder gave.</summary>
/// <param name="Folder">The rows without a fault.</param>
/// <param name="Faults">What stops an import, by file and line; at most 1,000 a file and then how many more.</param>
/// <param name="Remarks">What was ignored or guessed.</param>
/// <param name="Columns">For each file that was there, the known columns it has. A column that is not there says nothing
/// about its values; an empty cell says the value is empty.</param>
/// <param name="Rows">For each file that was there, how many rows it has, faulty ones among them.</param>
public sealed record FolderReading(
    SchoolFolder Folder,
    IReadOnlyList<Fault> Faults,
    IReadOnlyList<Fault> Remarks,
    IReadOnlyDictionary<string, IReadOnlySet<string>> Columns,
    IReadOnlyDictionary<string, int> Rows)
{
    /// <summary>What reading the files that a folder would be written to gives; for a folder that was made in memory.</summary>
    public static FolderReading Of(SchoolFolder folder) => new(folder, [], [], Sheets.AllColumns, Sheets.Count(folder));

    /// <summary>None of the nine files was there: this is no school folder.</summary>
    public bool IsNoSchoolFolder => Columns.Count == 0;

    /// <summary>Fills the columns that the file does not have from what is known.</summary>
    /// <param name="row">A row of <see cref="Folder"/>; it is changed.</param>
    /// <param name="known">The same thing as the school knows it.</param>
    public void Complete<TRow>(TRow row, TRow known) where TRow : Row, new()
    {
        var sheet = Sheets.Of<TRow>();
        var given = Columns[sheet.File];
        if (given.Count == sheet.Columns.Count) return;
        foreach (var column in sheet.Columns)
        {
            if (!given.Contains(column.Name) && column.Write(known) is { Length: > 0 } text) column.Read(row, text);
        }
    }
}
