using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Samspill.Formats.Docx;

/// <summary>Writes a document as WordprocessingML: real headings, lists and tables, no macros, nothing that reaches out.</summary>
/// <remarks>ECMA-376, transitional. Elements stand in the order of its schemas: Word refuses a file in which they do not.</remarks>
public static class DocxWriter
{
    private const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    /// <summary>Width of the text on the page, in twentieths of a point.</summary>
    private const int Width = 9354;

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(DocxDocument document)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, document, "[Content_Types].xml", xml => xml.WriteRaw("""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""));
            Add(zip, document, "_rels/.rels", xml => xml.WriteRaw("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"""));
            Add(zip, document, "word/_rels/document.xml.rels", xml => xml.WriteRaw("""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>"""));
            Add(zip, document, "docProps/core.xml", xml => WriteProperties(xml, document));
            Add(zip, document, "word/styles.xml", xml => xml.WriteRaw(Styles(document.Language)));
            Add(zip, document, "word/numbering.xml", xml => xml.WriteRaw($"""<w:numbering xmlns:w="{Main}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""));
            Add(zip, document, "word/document.xml", xml => WriteBody(xml, document));
        }
        return file.ToArray();
    }

    private static void Add(ZipArchive zip, DocxDocument document, string name, Action<XmlWriter> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = document.Written;
        using var content = entry.Open();
        using var text = new StreamWriter(content, new UTF8Encoding(false));
        text.Write(Declaration);
        using var xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment });
        write(xml);
    }

    private static void WriteProperties(XmlWriter xml, DocxDocument document)
    {
        const string core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", dc = "http://purl.org/dc/elements/1.1/", terms = "http://purl.org/dc/terms/";
        xml.WriteStartElement("cp", "coreProperties", core);
        xml.WriteElementString("dc", "title", dc, Seen(document.Title));
        xml.WriteElementString("dc", "creator", dc, Seen(document.Author));
        xml.WriteElementString("dc", "language", dc, Seen(document.Language));
        xml.WriteStartElement("dcterms", "created", terms);
        xml.WriteAttributeString("xsi", "type", "http://www.w3.org/2001/XMLSchema-instance", "dcterms:W3CDTF");
        xml.WriteString(document.Written.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteBody(XmlWriter xml, DocxDocument document)
    {
        xml.WriteStartElement("w", "document", Main);
        xml.WriteStartElement("w", "body", Main);
        WriteParagraph(xml, "Title", document.Title);
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case DocxHeading heading: WriteParagraph(xml, $"Heading{Math.Clamp(heading.Level, 1, 3).ToString(CultureInfo.InvariantCulture)}", heading.Text); break;
                case DocxText text: WriteParagraph(xml, text.IsQuiet ? "Note" : null, text.Text); break;
                case DocxItem item: WriteParagraph(xml, "ListBullet", item.Text); break;
                case DocxTable table: WriteTable(xml, table); break;
            }
        }
        Start(xml, "sectPr");
        Empty(xml, "pgSz", ("w", "11906"), ("h", "16838"));
        Empty(xml, "pgMar", ("top", "1134"), ("right", "1276"), ("bottom", "1134"), ("left", "1276"), ("header", "709"), ("footer", "709"), ("gutter", "0"));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteParagraph(XmlWriter xml, string? style, string text, bool isFigure = false)
    {
        Start(xml, "p");
        if (style is not null || isFigure)
        {
            Start(xml, "pPr");
            if (style is not null) Empty(xml, "pStyle", ("val", style));
            if (isFigure) Empty(xml, "jc", ("val", "right"));
            xml.WriteEndElement();
        }
        Start(xml, "r");
        var first = true;
        foreach (var line in Seen(text).Split('\n'))
        {
            if (!first) Empty(xml, "br");
            first = false;
            Start(xml, "t");
            xml.WriteAttributeString("xml", "space", null, "preserve");
            xml.WriteString(line);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteTable(XmlWriter xml, DocxTable table)
    {
        // The figures need little room; the words share the rest.
        var (columns, figure) = (table.Head.Count, Width / Math.Max(table.Head.Count + 2, 6));
        var words = (Width - figure * table.Figures.Count) / Math.Max(1, columns - table.Figures.Count);
        string WidthOf(int column) => (table.Figures.Contains(column) ? figure : words).ToString(CultureInfo.InvariantCulture);
        Start(xml, "tbl");
        Start(xml, "tblPr");
        Empty(xml, "tblStyle", ("val", "Lines"));
        Empty(xml, "tblW", ("w", Width.ToString(CultureInfo.InvariantCulture)), ("type", "dxa"));
        Empty(xml, "tblLayout", ("type", "fixed"));
        Empty(xml, "tblLook", ("val", "0020"), ("firstRow", "1"), ("lastRow", "0"), ("firstColumn", "0"), ("lastColumn", "0"), ("noHBand", "1"), ("noVBand", "1"));
        xml.WriteEndElement();
        Start(xml, "tblGrid");
        for (var column = 0; column < columns; column++) Empty(xml, "gridCol", ("w", WidthOf(column)));
        xml.WriteEndElement();
        foreach (var (row, isHead) in table.Rows.Select(r => (r, false)).Prepend((table.Head, true)))
        {
            Start(xml, "tr");
            Start(xml, "trPr");
            Empty(xml, "cantSplit");
            if (isHead) Empty(xml, "tblHeader");
            xml.WriteEndElement();
            for (var column = 0; column < columns; column++)
            {
                Start(xml, "tc");
                Start(xml, "tcPr");
                Empty(xml, "tcW", ("w", WidthOf(column)), ("type", "dxa"));
                xml.WriteEndElement();
                WriteParagraph(xml, "Cell", column < row.Count ? row[column] : "", table.Figures.Contains(column));
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        WriteParagraph(xml, "Note", ""); // two tables that touch become one
    }

    private static string Styles(string language)
    {
        var style = (string id, string name, string next, string paragraph, string letters) =>
            $"""<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="{next}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>""";
        var heading = (int level, string before, string size) => style($"Heading{level}", $"heading {level}", "Normal",
            $"""<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>""", $"""<w:b/><w:color w:val="6B2157"/><w:sz w:val="{size}"/>""");
        return string.Concat(
            $"""<w:styles xmlns:w="{Main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/><w:sz w:val="21"/><w:lang w:val="{Named(language)}"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>""",
            """<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>""",
            style("Title", "Title", "Normal", """<w:spacing w:after="160"/>""", """<w:b/><w:sz w:val="44"/>"""),
            heading(1, "400", "32"), heading(2, "280", "26"), heading(3, "200", "22"),
            style("ListBullet", "List Bullet", "ListBullet", """<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/>""", ""),
            style("Note", "Note", "Normal", """<w:spacing w:after="60"/>""", """<w:color w:val="5D535A"/><w:sz w:val="18"/>"""),
            style("Cell", "Cell", "Cell", """<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>""", """<w:sz w:val="19"/>"""),
            """<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="70" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>""",
            """<w:style w:type="table" w:styleId="Lines"><w:name w:val="Lines"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="C3B9C1"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="C3B9C1"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="C3B9C1"/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style></w:styles>""");
    }

    private static string Named(string language) => string.Concat(language.Where(c => char.IsAsciiLetter(c) || c == '-'));

    private static void Start(XmlWriter xml, string name) => xml.WriteStartElement("w", name, Main);

    private static void Empty(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        Start(xml, name);
        foreach (var (attribute, value) in attributes) xml.WriteAttributeString("w", attribute, Main, value);
        xml.WriteEndElement();
    }

    /// <summary>A text as XML can hold it: what XML has no way to say becomes a replacement mark.</summary>
    private static string Seen(string text)
    {
        var seen = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) seen.Append(text[i]).Append(text[++i]);
            else seen.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }
        return seen.ToString();
    }
}
