using Samspill.Formats.SchoolFolders;

namespace Samspill.Features.Exchange;

/// <summary>What an import did to one file's rows, or would do.</summary>
/// <param name="Rows">All rows; new, changed, unchanged and faulty ones sum up to it.</param>
/// <param name="Remarks">Rows that stand, but that the admission rules would not have allowed.</param>
public sealed record FileReport(string File, int Rows, int New, int Changed, int Unchanged, int Faulty, int Remarks);

/// <summary>What an import did, or would do. With a fault it did nothing.</summary>
/// <param name="Files">The files that were there, in the order of <see cref="SchoolFolder.FileNames"/>.</param>
/// <param name="Remarks">What was ignored or guessed, and what the rules would not have allowed, each kind once a file.</param>
public sealed record ImportReport(IReadOnlyList<FileReport> Files, IReadOnlyList<Fault> Faults, IReadOnlyList<Fault> Remarks)
{
    /// <summary>One line for each file and each fault and remark, in English.</summary>
    public IEnumerable<string> Lines() =>
    [
        .. Files.Select(f => $"{f.File}: {f.Rows} rows, {f.New} new, {f.Changed} changed, {f.Unchanged} unchanged, {f.Faulty} faulty, {f.Remarks} remarks"),
        .. Faults.Select(fault => fault.ToString()),
        .. Remarks.Select(remark => $"remark: {remark}"),
    ];

    /// <summary>The counts alone, for the audit.</summary>
    public string Summary() => string.Join("; ", Files.Where(f => f.Rows > 0).Select(f => $"{f.File} {f.New} new {f.Changed} changed"));
}
