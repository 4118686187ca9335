namespace Samspill.Domain.School;

/// <summary>Norway's public holidays (lov om helligdager og helligdagsfred 1995, section 2; 1 and 17 May by law of 1947).</summary>
public static class PublicHolidays
{
    /// <summary>Whether most people are off work on the day: a Saturday, a Sunday or a public holiday.</summary>
    public static bool IsDayOff(DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || IsHoliday(day);

    /// <summary>Whether the day is a public holiday, whatever day of the week.</summary>
    public static bool IsHoliday(DateOnly day) =>
        day is { Month: 1, Day: 1 } or { Month: 5, Day: 1 or 17 } or { Month: 12, Day: 25 or 26 }
        || day.DayNumber - Easter(day.Year).DayNumber is -3 or -2 or 1 or 39 or 50;

    /// <summary>Easter Sunday (the anonymous Gregorian reckoning, Nature 1876).</summary>
    public static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new(year, n / 31, n % 31 + 1);
    }
}
