using System.Globalization;
using System.Xml;

namespace Samspill.Formats.Xlsx;

/// <summary>Tells which numbers of a workbook are days: only their format says so.</summary>
internal sealed class XlsxDates
{
    private readonly List<bool> isDay = [];
    private readonly int shift;

    private XlsxDates(bool is1904) => shift = is1904 ? 1462 : 0;

    /// <param name="styles">The workbook's formats; null when it has none.</param>
    /// <param name="is1904">Days are counted from 1904, as old Macintosh files do.</param>
    public static XlsxDates Read(XmlReader? styles, bool is1904)
    {
        var dates = new XlsxDates(is1904);
        if (styles is null) return dates;
        using var xml = styles;
        var (own, inCells) = (new HashSet<int>(), false);
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs") inCells = xml.NodeType == XmlNodeType.Element;
            if (xml.NodeType != XmlNodeType.Element || !int.TryParse(xml.GetAttribute("numFmtId"), out var format)) continue;
            if (xml.LocalName == "numFmt" && own.Count < 10_000 && MeansDay(xml.GetAttribute("formatCode") ?? "")) own.Add(format);
            if (xml.LocalName == "xf" && inCells && dates.isDay.Count < 100_000) dates.isDay.Add(format is (>= 14 and <= 22) or (>= 45 and <= 47) || own.Contains(format));
        }
        return dates;
    }

    /// <summary>A number as a text: ISO 8601 when its format says that it is a day or a moment, else as short as it can be.</summary>
    public string Text(string value, string? style)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return value;
        if (!int.TryParse(style, out var index) || index < 0 || index >= isDay.Count || !isDay[index]) return Math.Abs(number) < 1e15 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : value;
        if (number + shift is not (>= 1 and < 2_958_466)) return value;
        var moment = DateTime.FromOADate(Math.Round((number + shift) * 86_400) / 86_400);
        return moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a format shows a day or a time: a letter for one outside quotation marks and brackets.</summary>
    private static bool MeansDay(string code)
    {
        var (quoted, bracketed) = (false, false);
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '\\' or '_' or '*': i++; break;
                case '"': quoted = !quoted; break;
                case '[' when !quoted: bracketed = true; break;
                case ']' when !quoted: bracketed = false; break;
                case 'y' or 'Y' or 'd' or 'D' or 'h' or 'H' when !quoted && !bracketed: return true;
            }
        }
        return false;
    }
}
