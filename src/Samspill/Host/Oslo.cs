namespace Samspill.Host;

/// <summary>School time: Europe/Oslo.</summary>
public static class Oslo
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    public static DateTimeOffset At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(At(clock.GetUtcNow()).DateTime);

    /// <summary>The last second of a day in Oslo.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var local = day.ToDateTime(new TimeOnly(23, 59, 59));
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }
}
