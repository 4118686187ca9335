using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Samspill.Domain.Reporting;
using Samspill.Features.Shared;
using Samspill.Formats;
using Samspill.Formats.Docx;
using Samspill.Host;

namespace Samspill.Features.Reporting;

/// <summary>A joint report as files: a document to work on with, and data.</summary>
internal static class JointFile
{
    /// <summary>More figures beside each other than a page has room for stand in the next table.</summary>
    private const int Abreast = 5;

    private static readonly JsonSerializerOptions Data = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>As people write it: with a decimal only when there is one.</summary>
    public static string Number(decimal? number) => Show.Number((double?)number, number is { } n && n != decimal.Truncate(n) ? 1 : 0);

    public static byte[] Json(JointDocument report) => JsonSerializer.SerializeToUtf8Bytes(report, Data);

    /// <summary>A row for each figure and each answer: of the whole country, where no county is named, and of each county.</summary>
    public static byte[] Csv(JointDocument report)
    {
        static string Written(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
        using var file = new MemoryStream();
        SafeCsv.Write(file, ["area", "goal", "question", "county", "value", "fromLog", "countedTwice", "reason", "words"], report.Areas.SelectMany(area => area.Goals.SelectMany(goal =>
            goal.Figures.SelectMany(f => f.Counties.Select(c => (IReadOnlyList<string>)[area.Number, goal.Number, f.Words, c.County, Written(c.Value), Written(c.Proposed), "", c.Reason ?? "", ""])
                    .Prepend([area.Number, goal.Number, f.Words, "", Written(f.Sum), "", Written(f.CountedTwice), "", ""]))
                .Concat(goal.Told.SelectMany(t => t.Counties.Select(c => (IReadOnlyList<string>)[area.Number, goal.Number, t.Words, c.County, "", "", "", "", c.Words])))
                .Prepend([area.Number, goal.Number, "", "", "", "", "", "", goal.Text]))));
        return file.ToArray();
    }

    /// <summary>The report as a text document in the reader's language, area by area.</summary>
    public static byte[] Docx(JointDocument report, string publisher, int version, DateTimeOffset at, Texts texts)
    {
        var blocks = new List<DocxBlock> { new DocxText(texts["joint.published", publisher, Show.Date(Oslo.DayOf(at)), version], IsQuiet: true), new DocxText(texts["joint.of", report.Plan, Show.Date(report.From), Show.Date(report.To)], IsQuiet: true) };
        if (report.Introduction.Length > 0) blocks.Add(new DocxText(report.Introduction));
        blocks.Add(new DocxHeading(1, texts["joint.who"]));
        blocks.Add(new DocxTable([texts["advisers.county"], texts["joint.handed-in"]], [.. report.Counties.Select(c => (IReadOnlyList<string>)[c.Name, texts.HandedIn(c)])], new HashSet<int>()));
        foreach (var area in report.Areas)
        {
            blocks.Add(new DocxHeading(1, $"{area.Number} {area.Name}"));
            foreach (var goal in area.Goals) blocks.AddRange(Goal(goal, texts));
        }
        return DocxWriter.Write(new DocxDocument(report.Name, publisher, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch { "nn" => "nn-NO", "en" => "en-GB", _ => "nb-NO" }, at, blocks));
    }

    /// <summary>When a county handed in, and that it was late.</summary>
    public static string HandedIn(this Texts texts, JointCounty county) =>
        county.HandedIn is not { } on ? texts["joint.not-handed-in"] : county.IsLate ? texts["joint.late", Show.ShortDate(on)] : Show.ShortDate(on);

    private static IEnumerable<DocxBlock> Goal(JointGoal goal, Texts texts)
    {
        yield return new DocxHeading(2, $"{goal.Number} {goal.Words}");
        if (goal.Text.Length > 0) yield return new DocxText(goal.Text);
        foreach (var measure in goal.Measures.Where(m => m.Words.Length > 0)) yield return new DocxItem($"{measure.Number} {measure.Words}");
        if (goal.Figures.Count > 0)
        {
            yield return new DocxTable([texts["joint.figure"], texts["joint.country"], texts["joint.counted-twice"]],
                [.. goal.Figures.Select(f => (IReadOnlyList<string>)[f.Words, Number(f.Sum), f.CountedTwice == 0 ? "" : Number(f.CountedTwice)])], new HashSet<int> { 1, 2 });
            foreach (var some in goal.Figures.Chunk(Abreast))
            {
                List<string> counties = [.. some.SelectMany(f => f.Counties.Select(c => c.County)).Distinct()];
                if (counties.Count == 0) continue;
                yield return new DocxTable([texts["advisers.county"], .. some.Select(f => f.Words)],
                    [.. counties.Select(county => (IReadOnlyList<string>)[county, .. some.Select(f => Number(f.Counties.FirstOrDefault(c => c.County == county)?.Value))])], Enumerable.Range(1, some.Length).ToHashSet());
            }
            foreach (var (figure, county) in goal.Figures.SelectMany(f => f.Counties.Where(c => c.Reason is not null).Select(c => (f, c))))
                yield return new DocxText(texts["joint.reason", county.County, figure.Words, Number(county.Proposed), county.Reason], IsQuiet: true);
        }
        foreach (var told in goal.Told.Where(t => t.Counties.Count > 0))
        {
            yield return new DocxHeading(3, told.Words);
            foreach (var county in told.Counties) yield return new DocxText($"{county.County}: {county.Words}");
        }
    }
}
