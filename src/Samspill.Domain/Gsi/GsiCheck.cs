namespace Samspill.Domain.Gsi;

/// <summary>What a check that does not hold asks for: the figures must be mended first, or the line must have a remark.</summary>
public enum CheckKind { Blocks, NeedsRemark }

/// <summary>One check of a filled-in form.</summary>
/// <param name="Code">What is checked; its words are the program's.</param>
/// <param name="Line">The line that a remark would stand on; null for a check of several.</param>
/// <param name="Facts">The figures that were compared.</param>
public sealed record GsiCheck(string Code, CheckKind Kind, string? Line, bool Holds, params object[] Facts)
{
    /// <summary>Whether nothing more is asked for.</summary>
    /// <param name="remarked">The lines that have a remark.</param>
    public bool IsMet(IEnumerable<string> remarked) => Holds || Kind == CheckKind.NeedsRemark && Line is { } line && remarked.Contains(line);

    /// <summary>All checks of a report.</summary>
    /// <param name="before">What was delivered for the year before; null when nothing was.</param>
    /// <param name="changed">Lines on which somebody has said another figure than the one proposed.</param>
    public static IReadOnlyList<GsiCheck> Of(GsiForm form, GsiReport now, GsiReport? before, IReadOnlyCollection<string> changed)
    {
        var (pupils, places, others, schoolAge) = (now["A4", "pupils"], now["A11", "places"], now["A12", "pupils"] + now["A13", "pupils"], now["A12", "schoolAge"] + now["A13", "schoolAge"]);
        var wrong = form.Lines.Where(l => l.Sum is { } parts && l.Columns.Any(c => now[l.Line, c] != parts.Sum(p => now[p, c]))).Select(l => l.Line).ToList();
        var negative = form.Lines.Where(l => l.Columns.Any(c => now[l.Line, c] < 0)).Select(l => l.Line).ToList();
        return
        [
            new("sums", CheckKind.Blocks, null, wrong.Count == 0, string.Join(", ", wrong)),
            new("places", CheckKind.Blocks, null, pupils <= places, pupils, places),
            new("ratio", CheckKind.NeedsRemark, "A11", pupils == 0 || places >= pupils && 2 * places <= 3 * pupils, pupils == 0 ? 0 : (double)places / pupils),
            new("waiting", CheckKind.Blocks, null, now["A4", "waiting"] <= now["A11", "waiting"], now["A4", "waiting"], now["A11", "waiting"]),
            new("others", CheckKind.Blocks, null, others <= pupils, others, pupils),
            new("others-age", CheckKind.Blocks, null, schoolAge <= others && schoolAge <= now["A2", "pupils"], schoolAge, others, now["A2", "pupils"]),
            new("negative", CheckKind.Blocks, null, negative.Count == 0, string.Join(", ", negative)),
            new("hours", CheckKind.Blocks, null, places == 0 || now["B8", "hours"] > 0, places),
            new("positions", CheckKind.Blocks, null, now["B8", "hours"] <= 0 || now["C13", "percent"] + now["C13", "refunded"] > 0, now["B8", "hours"]),
            .. form.Lines.Where(l => changed.Contains(l.Line)).Select(l => new GsiCheck("changed", CheckKind.NeedsRemark, l.Line, false, l.Line)),
            .. before is null ? [] : form.Lines.Where(l => before.Has(l.Line)).Select(l => Change(form, l, now, before)),
        ];
    }

    /// <summary>A change of more than a fifth of last year's figure wants a word.</summary>
    private static GsiCheck Change(GsiForm form, GsiLine line, GsiReport now, GsiReport before)
    {
        var column = form.MainOf(line);
        var (was, stands) = (before[line.Line, column], now[line.Line, column]);
        return new GsiCheck("change", CheckKind.NeedsRemark, line.Line, 5 * Math.Abs(stands - was) <= Math.Abs(was), line.Line, was, stands);
    }
}
