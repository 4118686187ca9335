using System.Globalization;
using Samspill.Domain.Gsi;
using Samspill.Features.Shared;

namespace Samspill.Features.Gsi;

/// <summary>What the form is drawn from: as it stands now, or as it was delivered.</summary>
/// <param name="Before">Last year's, to stand beside; null when nothing was delivered.</param>
/// <param name="List">The address that the lists behind the figures begin with; null when there are none to open.</param>
public sealed record GsiView(GsiForm Form, GsiReport Report, GsiReport? Before, IReadOnlyDictionary<string, string> Remarks, string? List)
{
    public string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The lines of a part in tables: as many that follow each other as have the same columns. One that asks for municipalities stands alone.</summary>
    public IReadOnlyList<IReadOnlyList<GsiLine>> Tables(GsiPart part)
    {
        var tables = new List<List<GsiLine>>();
        foreach (var line in Form.Lines.Where(l => l.Part == part.Part))
        {
            if (tables.Count > 0 && line.Counts != "others" && tables[^1][^1].Counts != "others" && tables[^1][^1].Columns.SequenceEqual(line.Columns)) tables[^1].Add(line);
            else tables.Add([line]);
        }
        return tables;
    }

    public IReadOnlyList<GsiOthers> Rows(GsiLine line) => Report.Lines.FirstOrDefault(l => l.Line == line.Line)?.Rows ?? [];

    public long? Was(GsiLine line) => Before?.Has(line.Line) == true ? Before[line.Line, Form.MainOf(line)] : null;

    /// <summary>The change from last year in per cent, with its sign.</summary>
    public string Change(GsiLine line)
    {
        if (Was(line) is not { } was || was == 0) return Show.None;
        var share = (double)(Report[line.Line, Form.MainOf(line)] - was) / was;
        return (share > 0 ? "+" : "") + Show.Share(share);
    }

    /// <summary>Whether it is more than a fifth.</summary>
    public bool IsFar(GsiLine line) => Was(line) is { } was && 5 * Math.Abs(Report[line.Line, Form.MainOf(line)] - was) > Math.Abs(was);
}
