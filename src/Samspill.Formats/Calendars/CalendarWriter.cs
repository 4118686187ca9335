using System.Globalization;
using System.Text;

namespace Samspill.Formats.Calendars;

/// <summary>Writes an iCalendar stream (RFC 5545) that a calendar program subscribes to.</summary>
/// <remarks>Lines end in CRLF and are folded at 75 octets, never inside a character; text is escaped as section 3.3.11 says.</remarks>
public static class CalendarWriter
{
    /// <summary>The type that a web server gives it.</summary>
    public const string ContentType = "text/calendar; charset=utf-8";

    private const int MostOctets = 75;

    /// <summary>The zone's rules since 1996 (Directive 2000/84/EC), which is as far back as any event of ours.</summary>
    private static readonly string[] Oslo =
    [
        "BEGIN:VTIMEZONE", "TZID:Europe/Oslo",
        "BEGIN:DAYLIGHT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
        "BEGIN:STANDARD", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
        "END:VTIMEZONE",
    ];

    /// <summary>A whole calendar.</summary>
    /// <param name="name">What the reader's program calls it.</param>
    public static string Write(string name, IEnumerable<CalendarEvent> events)
    {
        var text = new StringBuilder();
        void Line(string line) => Fold(text, line);
        foreach (var line in (string[])["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Samspill//Samspill//NO", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", $"X-WR-CALNAME:{Escape(name)}", "X-WR-TIMEZONE:Europe/Oslo", "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", .. Oslo]) Line(line);
        foreach (var each in events)
        {
            Line("BEGIN:VEVENT");
            Line($"UID:{Escape(each.Uid)}");
            Line(string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{each.Sequence}"));
            Line($"DTSTAMP:{Utc(each.ChangedAt)}");
            Line($"LAST-MODIFIED:{Utc(each.ChangedAt)}");
            Line($"DTSTART;TZID=Europe/Oslo:{Wall(each.Start)}");
            Line($"DTEND;TZID=Europe/Oslo:{Wall(each.End)}");
            Line($"SUMMARY:{Escape(each.Summary)}");
            if (each.Location is { Length: > 0 } location) Line($"LOCATION:{Escape(location)}");
            if (each.Description is { Length: > 0 } description) Line($"DESCRIPTION:{Escape(description)}");
            Line(each.Cancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
            Line("END:VEVENT");
        }
        Line("END:VCALENDAR");
        return text.ToString();
    }

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Wall(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings("\n"))
        {
            if (c == '\n') escaped.Append("\\n");
            else if (c is '\\' or ';' or ',') escaped.Append('\\').Append(c);
            else if (!char.IsControl(c)) escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>A line longer than 75 octets goes on after a line break and a space.</summary>
    private static void Fold(StringBuilder to, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                to.Append("\r\n ");
                octets = 1;
            }
            to.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }
        to.Append("\r\n");
    }
}
