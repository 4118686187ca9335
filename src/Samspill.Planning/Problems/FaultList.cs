using System.Globalization;
using System.Text;

namespace Samspill.Planning.Problems;

/// <summary>
/// Gathers faults. The first word about a place stands, and nothing more is said about what lies inside it; a file that is wrong
/// everywhere ends after a thousand lines.
/// </summary>
internal sealed class FaultList
{
    private const int Most = 1000;
    private readonly List<Fault> _faults = [];
    private readonly HashSet<string> _places = new(StringComparer.Ordinal);
    private long _unlisted;

    public bool Any => _faults.Count > 0;

    /// <summary>Further faults are only counted, so that neither their places nor their words need be made.</summary>
    public bool IsFull => _faults.Count >= Most;

    public bool Has(string place) => _places.Contains(place);

    public void Add(string place, string message)
    {
        if (IsFull) _unlisted++;
        else if (!IsInside(place) && _places.Add(place)) _faults.Add(new Fault(place, message));
    }

    private bool IsInside(string place)
    {
        for (var end = place.LastIndexOfAny(['.', '[']); end > 0; end = place.AsSpan(0, end).LastIndexOfAny('.', '['))
            if (_places.Contains(place[..end])) return true;
        return false;
    }

    public void Range(int value, int least, string place)
    {
        if (value < least) Add(place, string.Create(CultureInfo.InvariantCulture, $"must be {least} or more, is {value}"));
    }

    public IReadOnlyList<Fault> ToList() =>
        _unlisted == 0 ? _faults : [.. _faults, new Fault("more", string.Create(CultureInfo.InvariantCulture, $"{_unlisted} or more further faults are not listed"))];

    /// <summary>What somebody wrote, fit for one line: quoted, shortened, without control characters.</summary>
    public static string Quote(string text)
    {
        var line = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length > 60) return line.Append("...\"").ToString();
            var visible = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            line.Append(visible ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"));
        }
        return line.Append('"').ToString();
    }
}
