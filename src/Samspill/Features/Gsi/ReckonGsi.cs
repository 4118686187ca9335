using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Gsi;
using Samspill.Domain.School;
using Samspill.Formats.Gsi;
using Samspill.Host;

namespace Samspill.Features.Gsi;

/// <summary>The report of a day as it stands now, with what it is judged by.</summary>
/// <param name="Year">The calendar year that the school year begins in: the report's.</param>
/// <param name="Remarks">What people have said, by line.</param>
/// <param name="Proposed">What the lessons and positions say, of the lines on which somebody says something else.</param>
/// <param name="Document">As it would be delivered.</param>
/// <param name="Before">The newest one delivered for the year before; null when none was.</param>
public sealed record GsiState(
    int Year, GsiForm Form, GsiReport Report, GsiYear Said, IReadOnlyDictionary<string, string> Remarks, IReadOnlyDictionary<string, long> Proposed,
    GsiDocument Document, GsiReport? Before, IReadOnlyList<GsiCheck> Checks)
{
    /// <summary>Those that somebody must do something about.</summary>
    public IReadOnlyList<GsiCheck> Open => [.. Checks.Where(c => !c.IsMet(Remarks.Keys))];
}

/// <summary>Reckons the report as of any day. Used by the page, the delivery and the command line.</summary>
public sealed class ReckonGsi(SamspillDb db, Texts texts)
{
    public async Task<GsiState> RunAsync(DateOnly date, CancellationToken ct)
    {
        var year = SchoolYear.Of(date);
        var form = GsiForms.Of(year);
        var municipality = await db.Profile.Select(p => p.Municipality).SingleAsync(ct);
        var said = await db.GsiYears.AsNoTracking().SingleOrDefaultAsync(y => y.Year == year, ct) ?? new GsiYear(year);
        var entries = await db.GsiEntries.AsNoTracking().Where(e => e.Year == year).Take(500).ToListAsync(ct);
        var remarks = await db.GsiRemarks.AsNoTracking().Where(r => r.Year == year).Take(500).ToDictionaryAsync(r => r.Line, r => r.Words, ct);
        var counts = await db.GsiCountsAsync(date, ct);
        var typed = new GsiTyped(entries.ToDictionary(e => (e.Line, e.Column), e => (long)e.Value), said.Operation, municipality);
        var report = GsiReport.Of(form, date, counts, typed);
        var proposed = form.Lines.Where(l => l.Changeable && typed.Figures.ContainsKey((l.Line, form.MainOf(l)))).ToDictionary(l => l.Line, l => GsiReport.Proposed(form, l, counts, typed));
        var before = await db.DeliveredAsync(year - 1, ct);
        return new GsiState(year, form, report, said, remarks, proposed, Document(form, report, remarks), before, GsiCheck.Of(form, report, before, [.. proposed.Keys]));
    }

    /// <summary>The form is Norwegian whoever reads it, so what the program says on it is in bokmål.</summary>
    private GsiDocument Document(GsiForm form, GsiReport report, Dictionary<string, string> remarks) => new(report.Form, report.Date, [.. form.Lines.Zip(report.Lines, (line, figures) =>
    {
        string?[] said = [report.Neither(line) is > 0 and var neither && line.Sum is null ? texts.In("nb")["gsi.remark.neither", neither] : null, remarks.GetValueOrDefault(line.Line)];
        return new GsiDocumentLine(line.Line, [.. line.Columns.Select(c => KeyValuePair.Create(c, figures.Values.GetValueOrDefault(c)))],
            figures.Rows is { } rows ? [.. rows.Select(r => new GsiDocumentRow(r.Municipality, r.Pupils, r.SchoolAge))] : null,
            said.Any(s => s is not null) ? string.Join(' ', said.OfType<string>()) : null);
    })]);
}

/// <summary>The versions of the form that the program knows, from <c>forms.json</c> beside this file.</summary>
internal static class GsiForms
{
    private const string Resource = "Samspill.Features.Gsi.forms.json";

    private static readonly Lazy<IReadOnlyList<GsiForm>> All = new(() =>
    {
        using var file = new StreamReader(typeof(GsiForms).Assembly.GetManifestResourceStream(Resource)!);
        return GsiForm.Read(file.ReadToEnd());
    });

    public static GsiForm Of(int year) => GsiForm.Of(All.Value, year);
}

internal static class Delivered
{
    /// <summary>The newest report delivered for a year; null when none was.</summary>
    public static async Task<GsiReport?> DeliveredAsync(this SamspillDb db, int year, CancellationToken ct) =>
        await db.GsiDeliveries.Where(d => d.Year == year).OrderByDescending(d => d.Version).Select(d => d.Report).FirstOrDefaultAsync(ct) is { } json ? GsiDocument.Read(json).ToReport() : null;

    public static GsiReport ToReport(this GsiDocument document) => new(document.Form, document.Date, [.. document.Lines.Select(l => new GsiFigures(
        l.Line, l.Values.ToDictionary(), l.Rows is { } rows ? [.. rows.Select(r => new GsiOthers(r.Municipality, r.Pupils, r.SchoolAge))] : null))]);
}
