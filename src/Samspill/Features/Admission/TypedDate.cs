using System.Globalization;
using System.Text.RegularExpressions;

namespace Samspill.Features.Admission;

/// <summary>A date as people write it: 14.3.2017, 14/3-17, 14 03 2017, 14032017 or 2017-03-14.</summary>
internal static partial class TypedDate
{
    /// <param name="today">A year of two digits is in this century unless that lies ahead of this day's year.</param>
    public static Outcome<DateOnly> Read(string? typed, DateOnly today)
    {
        var text = PlainText.Line(typed);
        if (text.Length == 0) return TypedDateRejections.Missing;
        var match = DayFirst().Match(text) is { Success: true } dayFirst ? dayFirst : YearFirst().Match(text);
        if (!match.Success) return new Rejection(TypedDateRejections.Unreadable.Code, text.Length <= 40 ? text : text[..40] + "…");
        int Part(string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        var (day, month, year) = (Part("d"), Part("m"), Part("y"));
        if (year < 100) year += year + 2000 <= today.Year ? 2000 : 1900;
        if (year < 1 || month is < 1 or > 12) return new Rejection(TypedDateRejections.Unreadable.Code, text);
        if (day < 1 || day > DateTime.DaysInMonth(year, month)) return new Rejection(TypedDateRejections.NoSuchDay.Code, Spelled(day, month, year));
        return new DateOnly(year, month, day);
    }

    private static string Spelled(int day, int month, int year)
    {
        var name = CultureInfo.CurrentCulture.DateTimeFormat.MonthGenitiveNames[month - 1];
        return CultureInfo.CurrentCulture.TwoLetterISOLanguageName == "en" ? $"{day} {name} {year}" : $"{day}. {name} {year}";
    }

    [GeneratedRegex(@"^(?<d>[0-9]{1,2})[ ./-]+(?<m>[0-9]{1,2})[ ./-]+(?<y>[0-9]{4}|[0-9]{2})$|^(?<d>[0-9]{2})(?<m>[0-9]{2})(?<y>[0-9]{4}|[0-9]{2})$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex DayFirst();

    [GeneratedRegex("^(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex YearFirst();
}

/// <summary>Why what was typed is no date.</summary>
internal static class TypedDateRejections
{
    public static readonly Rejection Missing = new("person.born-missing");
    public static readonly Rejection Unreadable = new("person.born-unreadable");
    public static readonly Rejection NoSuchDay = new("person.born-no-such-day");
}
