namespace Samspill.Formats.SchoolFolders;

/// <summary>Reads the school folder. Whatever the files hold, the answer is rows and faults, in bounded time and memory.</summary>
/// <remarks>A file may have 64 MB, 200,000 rows and 100,000 characters a row; the rest of a file beyond that is not read.</remarks>
public sealed class SchoolFolderReader
{
    private readonly IReadOnlyDictionary<string, Func<Stream>> files;
    private readonly List<Fault> faults = [];
    private readonly List<Fault> remarks = [];
    private readonly Dictionary<string, IReadOnlySet<string>> columns = [];
    private readonly Dictionary<string, int> rows = [];
    private readonly Dictionary<Thing, HashSet<string>> faultyIds = [];
    private readonly HashSet<Thing> unread = [];

    private SchoolFolderReader(IReadOnlyDictionary<string, Func<Stream>> files) => this.files = files;

    /// <summary>Reads the files that are there; any of the nine may be missing. References are checked by <see cref="References"/>.</summary>
    /// <param name="files">By name, such as <c>pupils.csv</c>. Each is opened twice, read from its start, and closed.</param>
    public static FolderReading Read(IReadOnlyDictionary<string, Func<Stream>> files) => new SchoolFolderReader(files).Read();

    /// <summary>Reads the files of a folder on disk. A folder that does not exist is no school folder.</summary>
    /// <exception cref="IOException">The disk fails.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static FolderReading Read(DirectoryInfo folder) =>
        Read(folder.Exists
            ? folder.EnumerateFiles().ToDictionary(file => file.Name, file => (Func<Stream>)file.OpenRead, StringComparer.Ordinal)
            : new Dictionary<string, Func<Stream>>());

    private FolderReading Read()
    {
        var folder = new SchoolFolder
        {
            Sites = Read(Sheets.Sites),
            Rooms = Read(Sheets.Rooms),
            Courses = Read(Sheets.Courses),
            Pupils = Read(Sheets.Pupils),
            Guardians = Read(Sheets.Guardians),
            Guardianships = Read(Sheets.Guardianships),
            Staff = Read(Sheets.Staff),
            Places = Read(Sheets.Places),
            Applications = Read(Sheets.Applications),
            FaultyIds = faultyIds,
            Unread = unread,
        };
        foreach (var name in files.Keys.Except(SchoolFolder.FileNames).Order(StringComparer.Ordinal))
        {
            remarks.Add(new(name, 0, null, "is none of the nine files and is ignored"));
        }
        return new(folder, faults, remarks, columns, rows);
    }

    private List<TRow> Read<TRow>(Sheet<TRow> sheet) where TRow : Row, new()
    {
        if (!files.TryGetValue(sheet.File, out var open)) return [];
        var reader = new SheetReader<TRow>(sheet);
        reader.Read(open);
        faults.AddRange(reader.Faults.List());
        remarks.AddRange(reader.Remarks.List());
        columns[sheet.File] = reader.Given;
        rows[sheet.File] = reader.RowCount;
        if (sheet.Names is { } things)
        {
            faultyIds[things] = reader.FaultyIds;
            if (!reader.IsWhole) unread.Add(things);
        }
        return reader.Rows;
    }
}
