using System.Globalization;
using Samspill.Domain.School;

namespace Samspill.Domain.WorkingTime;

/// <summary>Done: it counts. Unmarked: a lesson whose day has passed and that nobody marked as given. Foreseen: still to come.</summary>
public enum WorkState { Done, Unmarked, Foreseen }

/// <summary>Minutes of a kind on a day, before the rules make them working time. Of a sum of several days, the day is the first.</summary>
public readonly record struct WorkFact(DateOnly Day, WorkKind Kind, long Minutes, WorkState State);

/// <summary>A week of somebody's working time, in minutes.</summary>
/// <param name="Owed">What the position owes in the week.</param>
public sealed record WorkWeek(DateOnly Monday, long Owed, WorkSum Done, WorkSum Unmarked, WorkSum Foreseen)
{
    public int Number => ISOWeek.GetWeekOfYear(Monday.ToDateTime(default));
    public WorkSum Whole => Done + Unmarked + Foreseen;
}

/// <summary>How big a position is, day by day.</summary>
/// <param name="Otherwise">Percent before the first change, and when there is none; null is 0.</param>
public sealed record Positions(int? Otherwise, IReadOnlyList<(DateOnly From, int Percent)> Changes)
{
    public int On(DateOnly day)
    {
        var (percent, since) = (Otherwise ?? 0, DateOnly.MinValue);
        foreach (var change in Changes)
        {
            if (change.From <= day && change.From >= since) (percent, since) = (change.Percent, change.From);
        }
        return percent;
    }
}

/// <summary>A teacher's working time in a school year: owed and done week by week, and foreseen to its end.</summary>
/// <remarks>The year's hours fall evenly on the working days of the school's calendar: Monday to Friday in the terms, planning days too, holidays not. So a change of the position counts from its day.</remarks>
public sealed class WorkYear
{
    private WorkYear(IReadOnlyList<WorkWeek> weeks, long owedNow, long owed, long teachingOwed) => (Weeks, OwedNow, Owed, TeachingOwed) = (weeks, owedNow, owed, teachingOwed);

    /// <summary>Weeks in which something is owed or done, in order.</summary>
    public IReadOnlyList<WorkWeek> Weeks { get; }

    /// <summary>Owed to and with today.</summary>
    public long OwedNow { get; }

    /// <summary>Owed in the whole year.</summary>
    public long Owed { get; }

    /// <summary>What of it is to be taught.</summary>
    public long TeachingOwed { get; }
    public WorkSum Done => Weeks.Aggregate(default(WorkSum), (sum, week) => sum + week.Done);
    public WorkSum Unmarked => Weeks.Aggregate(default(WorkSum), (sum, week) => sum + week.Unmarked);
    public WorkSum Foreseen => Weeks.Aggregate(default(WorkSum), (sum, week) => sum + week.Foreseen);

    /// <summary>Ahead (above 0) or behind today.</summary>
    public long BalanceNow => Done.Total - OwedNow;

    /// <summary>Too much (above 0) or too little at the year's end, if what is planned is given.</summary>
    public long BalanceAtEnd => (Done + Unmarked + Foreseen).Total - Owed;

    /// <param name="days">The year's working days, in order.</param>
    /// <param name="rules">The rules on a day.</param>
    public static WorkYear Of(IReadOnlyList<DateOnly> days, Func<DateOnly, WorkRules> rules, Positions position, IEnumerable<WorkFact> facts, DateOnly today)
    {
        var weeks = new SortedDictionary<DateOnly, WorkWeek>();
        var (owed, taught, now, parts) = (0L, 0L, 0L, 100L * Math.Max(1, days.Count)); // owed and taught in such parts of a minute, so that the weeks add up to the year
        foreach (var day in days)
        {
            var (before, figures, percent) = (Whole(owed, parts), rules(day), position.On(day));
            owed += (long)figures.YearMinutes * percent;
            taught += (long)figures.TeachingMinutes * percent;
            if (day <= today) now = owed;
            var week = Week(weeks, day);
            weeks[week.Monday] = week with { Owed = week.Owed + Whole(owed, parts) - before };
        }
        foreach (var fact in facts)
        {
            var (week, sum) = (Week(weeks, fact.Day), rules(fact.Day).Count(fact.Kind, fact.Minutes));
            weeks[week.Monday] = fact.State switch
            {
                WorkState.Done => week with { Done = week.Done + sum },
                WorkState.Unmarked => week with { Unmarked = week.Unmarked + sum },
                _ => week with { Foreseen = week.Foreseen + sum },
            };
        }
        return new WorkYear([.. weeks.Values], Whole(now, parts), Whole(owed, parts), Whole(taught, parts));
    }

    /// <summary>The working days of a school year; every weekday that is no public holiday while the calendar has no terms.</summary>
    public static IReadOnlyList<DateOnly> WorkingDays(int start, SchoolYear? calendar)
    {
        var (days, last) = (new List<DateOnly>(), SchoolYear.LastDayOf(start));
        for (var day = new DateOnly(start, 8, 1); day <= last; day = day.AddDays(1))
        {
            if (PublicHolidays.IsDayOff(day)) continue;
            if (calendar is { Terms.Count: > 0 } && (!calendar.Terms.Any(t => t.From <= day && day <= t.To) || calendar.Free.Any(f => f.Kind == FreeKind.Holiday && f.From <= day && day <= f.To))) continue;
            days.Add(day);
        }
        return days;
    }

    private static WorkWeek Week(SortedDictionary<DateOnly, WorkWeek> weeks, DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return weeks.GetValueOrDefault(monday) ?? new WorkWeek(monday, 0, default, default, default);
    }

    private static long Whole(long owed, long parts) => (owed + parts / 2) / parts;
}
