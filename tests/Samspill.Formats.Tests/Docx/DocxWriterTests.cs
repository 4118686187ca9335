using System.IO.Compression;
using System.Xml.Linq;
using Samspill.Formats.Docx;
using Shouldly;
using Xunit;

namespace Samspill.Formats.Tests.Docx;

/// <summary>The document is unzipped and read as XML: no code of ours reads it.</summary>
public sealed class DocxWriterTests
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static readonly DocxDocument Sample = new("Melding <2026> & \u0001slutt", "Rådet", "nb-NO", new DateTimeOffset(2027, 1, 2, 3, 4, 6, TimeSpan.Zero),
    [
        new DocxHeading(1, "1 Samfunn"), new DocxText("En linje\nog en til"), new DocxHeading(2, "1.1 Profil"), new DocxItem("1 Alle barn"),
        new DocxTable(["Fylke", "Besøk"], [["Trøndelag", "12"], ["Nordland"]], new HashSet<int> { 1 }),
    ]);

    private static XDocument Part(byte[] file, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var part = zip.GetEntry(name)!.Open();
        return XDocument.Load(part);
    }

    [Fact]
    public void Headings_paragraphs_and_tables_are_real_and_in_order()
    {
        var body = Part(DocxWriter.Write(Sample), "word/document.xml").Root!.Element(W + "body")!;
        string? StyleOf(XElement p) => p.Element(W + "pPr")?.Element(W + "pStyle")?.Attribute(W + "val")?.Value;
        body.Elements(W + "p").Select(StyleOf).Take(5).ShouldBe(["Title", "Heading1", null, "Heading2", "ListBullet"]);
        body.Elements(W + "p").First().Value.ShouldBe("Melding <2026> & \uFFFDslutt");
        body.Elements(W + "p").ElementAt(2).Descendants(W + "br").ShouldHaveSingleItem();
        var rows = body.Element(W + "tbl")!.Elements(W + "tr").ToList();
        rows.Count.ShouldBe(3);
        rows[0].Descendants(W + "tblHeader").ShouldHaveSingleItem();
        rows.ShouldAllBe(r => r.Elements(W + "tc").Count() == 2, "a cell for each column, also where nothing is said");
        rows[1].Elements(W + "tc").Last().Descendants(W + "jc").Single().Attribute(W + "val")!.Value.ShouldBe("right");
        body.Elements().Last().Name.ShouldBe(W + "sectPr");
    }

    [Fact]
    public void Every_part_is_declared_and_every_style_exists()
    {
        var file = DocxWriter.Write(Sample);
        using var zip = new ZipArchive(new MemoryStream(file));
        var parts = zip.Entries.Select(e => "/" + e.FullName).ToHashSet();
        Part(file, "[Content_Types].xml").Root!.Elements().Select(e => e.Attribute("PartName")?.Value).OfType<string>().ShouldAllBe(p => parts.Contains(p));
        foreach (var xml in zip.Entries.Select(e => e.FullName)) Part(file, xml).Root.ShouldNotBeNull();
        var styles = Part(file, "word/styles.xml").Root!.Elements(W + "style").Select(s => s.Attribute(W + "styleId")!.Value).ToHashSet();
        var used = Part(file, "word/document.xml").Descendants().Where(e => e.Name == W + "pStyle" || e.Name == W + "tblStyle").Select(e => e.Attribute(W + "val")!.Value).Distinct().ToList();
        used.Count.ShouldBeGreaterThan(4);
        used.ShouldAllBe(s => styles.Contains(s));
        Part(file, "word/styles.xml").Root!.Elements(W + "style").Where(s => s.Attribute(W + "styleId")!.Value.StartsWith("Heading", StringComparison.Ordinal))
            .Select(s => s.Descendants(W + "outlineLvl").Single().Attribute(W + "val")!.Value).ShouldBe(["0", "1", "2"]);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes() => DocxWriter.Write(Sample).ShouldBe(DocxWriter.Write(Sample));
}
