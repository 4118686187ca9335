using System.Text;

namespace Samspill.Formats.SchoolFolders;

/// <summary>Reads one file by its table of columns. Rows with a fault are told of and left out.</summary>
internal sealed class SheetReader<TRow>(Sheet<TRow> sheet) where TRow : Row, new()
{
    public const int MostRows = 200_000;

    private readonly Dictionary<string, int>[] seen = [.. sheet.Keys.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    private readonly List<string> values = [];
    private readonly bool[] faulty = new bool[sheet.Columns.Count];
    private int[] header = [];      // for each value of a row, which column of the sheet it is; -1 for unknown ones

    public List<TRow> Rows { get; } = [];

    public Faults Faults { get; } = new(sheet.File);

    public Faults Remarks { get; } = new(sheet.File);

    /// <summary>The columns the file has.</summary>
    public HashSet<string> Given { get; } = [];

    /// <summary>Ids that the file names on rows with faults: somebody may refer to them all the same.</summary>
    public HashSet<string> FaultyIds { get; } = [];

    /// <summary>How many rows were read, faulty ones among them.</summary>
    public int RowCount { get; private set; }

    /// <summary>The file was read to its end.</summary>
    public bool IsWhole { get; private set; }

    public void Read(Func<Stream> open)
    {
        var (encoding, fault) = FileText.Encoding(open);
        if (fault is not null) Faults.Add(0, null, fault);
        if (encoding is null) return;
        if (encoding.Equals(FileText.Windows1252)) Remarks.Add(0, null, "is read as Windows-1252, for it is not UTF-8");
        using var text = new StreamReader(open(), encoding, detectEncodingFromByteOrderMarks: false);
        IsWhole = ReadRows(new CsvText(text));
    }

    private bool ReadRows(CsvText csv)
    {
        if (!csv.Read(values) && csv.Fault is null) Faults.Add(0, null, "is empty; the first line must name the columns");
        else if (csv.Fault is null) ReadHeader();
        else Faults.Add(1, null, csv.Fault);
        if (Faults.Count > 0) return false;
        while (csv.Read(values))
        {
            if (values is [""]) continue;
            if (RowCount == MostRows)
            {
                Faults.Add(csv.Line, null, $"is beyond the {MostRows} rows a file may have");
                return false;
            }
            RowCount++;
            if (csv.Fault is not null) Faults.Add(csv.Line, null, csv.Fault);
            else if (values.Count != header.Length) Faults.Add(csv.Line, null, $"has {values.Count} values, the header has {header.Length}");
            else ReadRow(csv.Line);
        }
        if (csv.Fault is null) return true;
        Faults.Add(csv.Line, null, csv.Fault);
        return false;
    }

    private void ReadHeader()
    {
        header = [.. values.Select(name => sheet.Columns.FindIndex(column => column.Name == name))];
        foreach (var (at, name) in header.Zip(values))
        {
            if (at < 0) Remarks.Add(1, null, $"column {Quote.Short(name)} is unknown and ignored");
            else if (!Given.Add(name)) Faults.Add(1, name, "stands twice in the header");
        }
        foreach (var column in sheet.Columns.Where(column => column.IsRequired && !Given.Contains(column.Name)))
        {
            Faults.Add(1, column.Name, "is missing in the header");
        }
    }

    private void ReadRow(int line)
    {
        var before = Faults.Count;
        var row = new TRow { Line = line };
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i] is >= 0 and var at) faulty[at] = !ReadCell(row, sheet.Columns[at], values[i]);
        }
        for (var i = 0; i < sheet.Keys.Count; i++)
        {
            if (!Array.Exists(sheet.Keys[i], at => faulty[at])) CheckKey(row, sheet.Keys[i], seen[i]);
        }
        foreach (var (column, check) in sheet.Checks)
        {
            if (Faults.Count == before && check(row) is { } wrong) Faults.Add(line, column, wrong);
        }
        if (Faults.Count == before) Rows.Add(row);
        else if (sheet.Names is not null && !faulty[0]) FaultyIds.Add(sheet.Columns[0].Write(row));
    }

    private bool ReadCell(TRow row, Column<TRow> column, string text)
    {
        if (column.IsRequired && string.IsNullOrWhiteSpace(text)) Faults.Add(row.Line, column.Name, "is missing");
        else if (text.Length > 0 && column.Read(row, text) is { } wrong) Faults.Add(row.Line, column.Name, column.Quoted, text, wrong);
        else return true;
        return false;
    }

    private void CheckKey(TRow row, int[] key, Dictionary<string, int> lines)
    {
        var columns = key.Select(at => sheet.Columns[at]).ToList();
        var text = columns is [var only] ? only.Write(row) : string.Join(' ', columns.Select(column => column.Write(row)));
        if (text.Length == 0 || lines.TryAdd(text, row.Line)) return;
        Faults.Add(row.Line, string.Join(", ", columns.Select(column => column.Name)), columns[0].Quoted, text, $"is on line {lines[text]} already");
    }
}
