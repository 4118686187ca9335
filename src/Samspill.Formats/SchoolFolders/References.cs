namespace Samspill.Formats.SchoolFolders;

/// <summary>Ids that the school to import into has already, so that rows may refer to them.</summary>
public sealed record KnownIds
{
    /// <summary>Ids of sites.</summary>
    public IReadOnlySet<string> Sites { get; init; } = new HashSet<string>();
    /// <summary>Ids of courses.</summary>
    public IReadOnlySet<string> Courses { get; init; } = new HashSet<string>();
    /// <summary>Ids of pupils.</summary>
    public IReadOnlySet<string> Pupils { get; init; } = new HashSet<string>();
    /// <summary>Ids of guardians.</summary>
    public IReadOnlySet<string> Guardians { get; init; } = new HashSet<string>();
    /// <summary>Ids of staff.</summary>
    public IReadOnlySet<string> Staff { get; init; } = new HashSet<string>();

    internal IReadOnlySet<string> Of(Thing thing) => thing switch
    {
        Thing.Site => Sites,
        Thing.Course => Courses,
        Thing.Pupil => Pupils,
        Thing.Guardian => Guardians,
        _ => Staff,
    };
}

/// <summary>Checks that whatever a row refers to is in the folder or in the school.</summary>
public sealed class References
{
    private readonly Dictionary<Thing, HashSet<string>> ids = [];
    private readonly SchoolFolder folder;
    private readonly KnownIds known;
    private readonly ISet<(string File, int Line)>? faultyRows;

    private References(SchoolFolder folder, KnownIds known, ISet<(string File, int Line)>? faultyRows)
    {
        (this.folder, this.known, this.faultyRows) = (folder, known, faultyRows);
        Collect(Thing.Site, folder.Sites.Select(row => row.Id));
        Collect(Thing.Course, folder.Courses.Select(row => row.Id));
        Collect(Thing.Pupil, folder.Pupils.Select(row => row.Id));
        Collect(Thing.Guardian, folder.Guardians.Select(row => row.Id));
        Collect(Thing.Staff, folder.Staff.Select(row => row.Id));
    }

    /// <summary>A fault for each reference to nobody. Rows with faults count as being there, and so does all of a file that
    /// could not be read: their own faults are told already.</summary>
    /// <param name="folder">The rows to check.</param>
    /// <param name="known">What the school has.</param>
    /// <param name="faultyRows">Gets every row with such a fault, also those beyond the 1,000 that are told of.</param>
    public static IReadOnlyList<Fault> Check(SchoolFolder folder, KnownIds known, ISet<(string File, int Line)>? faultyRows = null)
    {
        var check = new References(folder, known, faultyRows);
        return
        [
            .. check.In(Sheets.Rooms, folder.Rooms),
            .. check.In(Sheets.Courses, folder.Courses),
            .. check.In(Sheets.Pupils, folder.Pupils),
            .. check.In(Sheets.Guardianships, folder.Guardianships),
            .. check.In(Sheets.Staff, folder.Staff),
            .. check.In(Sheets.Places, folder.Places),
            .. check.In(Sheets.Applications, folder.Applications),
        ];
    }

    private void Collect(Thing thing, IEnumerable<string> rows)
    {
        ids[thing] = new(rows, StringComparer.Ordinal);
        if (folder.FaultyIds.TryGetValue(thing, out var faulty)) ids[thing].UnionWith(faulty);
    }

    private IEnumerable<Fault> In<TRow>(Sheet<TRow> sheet, IReadOnlyList<TRow> rows) where TRow : Row, new()
    {
        var faults = new Faults(sheet.File);
        var columns = sheet.Columns.Where(column => column.RefersTo is { } thing && !folder.Unread.Contains(thing)).ToList();
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                foreach (var id in column.Write(row).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    var thing = column.RefersTo!.Value;
                    if (ids[thing].Contains(id) || known.Of(thing).Contains(id)) continue;
                    faultyRows?.Add((sheet.File, row.Line));
                    faults.Add(row.Line, column.Name, $"{Quote.Short(id)} is neither in {Sheets.FileOf(thing)} nor in the school");
                }
            }
        }
        return faults.List();
    }
}
