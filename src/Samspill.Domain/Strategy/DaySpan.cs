using System.Globalization;

namespace Samspill.Domain.Strategy;

/// <summary>Days, both included, as exactly as they were told: a year, half a year, a month or a day.</summary>
public readonly record struct DaySpan(DateOnly From, DateOnly To)
{
    /// <summary>Reads <c>2014</c>, <c>2014 spring</c>, <c>2014 autumn</c>, <c>2014-05</c> and <c>2014-05-17</c>; null when it is none.</summary>
    public static DaySpan? Read(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return new(day, day);
        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)) return new(month, month.AddMonths(1).AddDays(-1));
        return text.Split(' ') is [{ Length: 4 } digits, .. var half] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200
            ? half switch
            {
                [] => new(new(year, 1, 1), new(year, 12, 31)),
                ["spring"] => new(new(year, 1, 1), new(year, 6, 30)),
                ["autumn"] => new(new(year, 7, 1), new(year, 12, 31)),
                _ => null,
            }
            : null;
    }

    /// <summary>As it is read; days that are none of those as <c>from/to</c>.</summary>
    public override string ToString() => (From, To) switch
    {
        var (from, to) when from == to => Say(from, "yyyy-MM-dd"),
        ({ Month: 1, Day: 1 } from, { Month: 12, Day: 31 } to) when from.Year == to.Year => Say(from, "yyyy"),
        ({ Month: 1, Day: 1 } from, { Month: 6, Day: 30 } to) when from.Year == to.Year => Say(from, "yyyy") + " spring",
        ({ Month: 7, Day: 1 } from, { Month: 12, Day: 31 } to) when from.Year == to.Year => Say(from, "yyyy") + " autumn",
        ({ Day: 1 } from, var to) when to == from.AddMonths(1).AddDays(-1) => Say(from, "yyyy-MM"),
        var (from, to) => $"{Say(from, "yyyy-MM-dd")}/{Say(to, "yyyy-MM-dd")}",
    };

    private static string Say(DateOnly day, string pattern) => day.ToString(pattern, CultureInfo.InvariantCulture);
}
