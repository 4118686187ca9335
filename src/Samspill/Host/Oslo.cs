namespace Samspill.Host;

/// <summary>School time: Europe/Oslo.</summary>
public static class Oslo
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    public static DateTimeOffset At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    public static DateOnly Today(TimeProvider clock) => DayOf(clock.GetUtcNow());

    /// <summary>What the clock on the wall says: date and time.</summary>
    public static DateTime Wall(this TimeProvider clock) => At(clock.GetUtcNow()).DateTime;

    /// <summary>The day it is in Oslo at a moment.</summary>
    public static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment).DateTime);

    /// <summary>When it is so much on a day in Oslo.</summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }

    /// <summary>The first moment of a day in Oslo.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => Moment(day, TimeOnly.MinValue);

    /// <summary>The last second of a day in Oslo.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => Moment(day, new TimeOnly(23, 59, 59));
}
