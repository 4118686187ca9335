using Samspill.Formats.SchoolFolders;

namespace Samspill.Features.Exchange;

/// <summary>Takes rows file by file, compares them with what is known, and keeps the account for the report.</summary>
/// <param name="reading">The files.</param>
/// <param name="changing">Is told of a thing of the school's before it is changed.</param>
internal sealed class ImportDesk(FolderReading reading, Action<object> changing)
{
    private const int MostFaults = 1_000;

    private readonly HashSet<(string File, int Line)> faulty = [];
    private readonly List<Fault> faults = [.. reading.Faults];
    private readonly Dictionary<string, (int New, int Changed, int Unchanged)> taken = [];
    private readonly Dictionary<(string File, string What), (int Rows, int First)> remarks = [];
    private readonly Dictionary<string, int> told = [];

    public FolderReading Reading => reading;

    public Action<object> Changing => changing;

    public bool HasFaults => faults.Count > 0;

    public void CheckReferences(KnownIds known) => faults.AddRange(References.Check(reading.Folder, known, faulty));

    public void Fault(string file, int line, string? column, string problem)
    {
        faulty.Add((file, line));
        told[file] = told.GetValueOrDefault(file) + 1;
        if (told[file] <= MostFaults) faults.Add(new Fault(file, line, column, problem));
    }

    /// <summary>A row that stands, though the rules would not have allowed it.</summary>
    public void Remark(string file, int line, string what)
    {
        var (rows, first) = remarks.GetValueOrDefault((file, what), (0, line));
        remarks[(file, what)] = (rows + 1, first);
    }

    /// <summary>Each row is new, changed or unchanged; rows with a fault are left out.</summary>
    /// <param name="find">What the school has of it; null when nothing.</param>
    /// <param name="tell">That as a row.</param>
    /// <param name="fits">Looks at a row together with what it is about; tells the desk of faults.</param>
    /// <param name="settled">Whether a thing has gone on its way here: then it stays as it is, whatever the row says.</param>
    public void Take<TRow, T>(string file, IReadOnlyList<TRow> rows, Func<TRow, T?> find, Func<T, TRow> tell, Action<TRow> add, Action<T, TRow> correct,
        Action<TRow, T?>? fits = null, Func<T, bool>? settled = null)
        where TRow : Row, new() where T : class
    {
        var (added, changed, unchanged) = (0, 0, 0);
        foreach (var row in rows)
        {
            if (faulty.Contains((file, row.Line))) continue;
            var thing = find(row);
            var known = thing is null ? null : tell(thing) with { Line = row.Line };
            if (known is not null) reading.Complete(row, known);
            fits?.Invoke(row, thing);
            if (faulty.Contains((file, row.Line))) continue;
            if (thing is null) { add(row); added++; }
            else if (row != known && settled?.Invoke(thing) != true) { changing(thing); correct(thing, row); changed++; }
            else unchanged++;
        }
        taken[file] = (added, changed, unchanged);
    }

    public ImportReport Report()
    {
        foreach (var (file, count) in told.Where(t => t.Value > MostFaults)) faults.Add(new Fault(file, 0, null, $"... and {count - MostFaults} more"));
        return new(
            [.. SchoolFolder.FileNames.Where(reading.Rows.ContainsKey).Select(Report)],
            [.. faults.OrderBy(f => FileNumber(f.File))],
            [.. reading.Remarks, .. remarks.Select(r => new Fault(r.Key.File, 0, null, $"{r.Key.What}: {(r.Value.Rows == 1 ? "1 row, on" : $"{r.Value.Rows} rows, the first on")} line {r.Value.First}"))]);
    }

    private FileReport Report(string file)
    {
        var (added, changed, unchanged) = taken.GetValueOrDefault(file);
        var rows = reading.Rows[file];
        return new(file, rows, added, changed, unchanged, rows - added - changed - unchanged, remarks.Where(r => r.Key.File == file).Sum(r => r.Value.Rows));
    }

    private static int FileNumber(string file) => SchoolFolder.FileNames.ToList().IndexOf(file);
}
