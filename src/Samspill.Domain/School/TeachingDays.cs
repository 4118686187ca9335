namespace Samspill.Domain.School;

/// <summary>The days on which a school teaches.</summary>
public static class TeachingDays
{
    /// <summary>Whether there is teaching on a day: inside a term, no holiday or planning day, no Sunday or public holiday.</summary>
    public static bool Has(SchoolYear year, DateOnly day) =>
        day.DayOfWeek != DayOfWeek.Sunday
        && year.Terms.Any(t => t.From <= day && day <= t.To)
        && !year.Free.Any(f => f.From <= day && day <= f.To)
        && !PublicHolidays.IsHoliday(day);

    /// <summary>The teaching days of a school year from a day on, in order.</summary>
    public static IEnumerable<DateOnly> From(SchoolYear year, DateOnly first)
    {
        for (var day = first; day <= SchoolYear.LastDayOf(year.Start); day = day.AddDays(1))
        {
            if (Has(year, day)) yield return day;
        }
    }
}
