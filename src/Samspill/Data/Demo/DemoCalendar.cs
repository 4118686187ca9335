using System.Globalization;
using Samspill.Domain.School;

namespace Samspill.Data;

/// <summary>School years as they are around Trondheim: two terms, five holidays, the feast days, planning days.</summary>
internal static class DemoCalendar
{
    /// <summary>The school year that a day belongs to, named by the calendar year it starts in.</summary>
    public static int YearOf(DateOnly day) => SchoolYear.Of(day);

    /// <summary>First day of the autumn term: the Monday of week 34.</summary>
    public static DateOnly FirstDay(int start) => Monday(start, 34);

    /// <summary>First day of the spring term: the first weekday after 2 January.</summary>
    public static DateOnly SpringDay(int start)
    {
        var day = new DateOnly(start + 1, 1, 3);
        return day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(2), DayOfWeek.Sunday => day.AddDays(1), _ => day };
    }

    public static SchoolYear Make(int start)
    {
        var year = new SchoolYear(start);
        var easter = PublicHolidays.Easter(start + 1);
        Keep(year.AddTerm("Høst", FirstDay(start), new(start, 12, 20)));
        Keep(year.AddTerm("Vår", SpringDay(start), Monday(start + 1, 25).AddDays(4)));
        Free("Høstferie", Monday(start, 41), 5);
        Free("Juleferie", new(start, 12, 21), SpringDay(start).DayNumber - new DateOnly(start, 12, 21).DayNumber);
        Free("Vinterferie", Monday(start + 1, 8), 5);
        Free("Påskeferie", easter.AddDays(-6), 8);
        Free("1. mai", new(start + 1, 5, 1), 1);
        Free("17. mai", new(start + 1, 5, 17), 1);
        Free("Kristi himmelfartsdag", easter.AddDays(39), 1);
        Free("2. pinsedag", easter.AddDays(50), 1);
        Keep(year.AddFree("Planleggingsdag", FreeKind.PlanningDay, Monday(start, 46).AddDays(4), Monday(start, 46).AddDays(4)));
        return year;

        void Free(string name, DateOnly from, int days) => Keep(year.AddFree(name, FreeKind.Holiday, from, from.AddDays(days - 1)));
    }

    private static void Keep<T>(Outcome<T> outcome) where T : notnull => _ = outcome.Value;

    private static DateOnly Monday(int year, int week) => DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday));
}
