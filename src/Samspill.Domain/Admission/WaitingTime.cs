namespace Samspill.Domain.Admission;

/// <summary>How long it may take from a number in a queue, if the coming year moves as the last one did.</summary>
/// <param name="Given">Places the queue gave in the last year.</param>
/// <param name="From">Months, rounded down; null when too few places were given to say anything.</param>
/// <param name="To">Months, rounded up; null together with <paramref name="From"/>.</param>
public sealed record WaitingTime(int Given, int? From, int? To)
{
    /// <summary>Fewer places than this in a year say nothing about the next.</summary>
    public const int Fewest = 8;

    /// <summary>From this many months and up a range would promise more than anybody knows.</summary>
    public const int Longest = 36;

    private const double DaysInYear = 365.2425;

    /// <summary>The wait is three years or more.</summary>
    public bool IsLong => From >= Longest;

    /// <summary>
    /// Lets the last year happen again, place by place on the same dates, over and over, and looks when the queue comes to the number.
    /// The range is one standard deviation of a count that varies by chance to both sides: some ahead withdraw, some come in between.
    /// </summary>
    /// <param name="number">The number in the queue, 1 is first.</param>
    /// <param name="given">When places were given; those outside the year before <paramref name="now"/> do not count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static WaitingTime Reckon(int number, IEnumerable<DateTimeOffset> given, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var days = given.Select(moment => DaysInYear - (now - moment).TotalDays).Where(day => day is >= 0 and <= DaysInYear).Order().ToList();
        if (days.Count < Fewest) return new WaitingTime(days.Count, null, null);

        var spread = Math.Sqrt(number);
        var soonest = Math.Max(1, (int)Math.Floor(number - spread));
        var latest = (int)Math.Ceiling(number + spread);
        return new WaitingTime(days.Count, (int)Math.Floor(MonthsUntil(soonest)), Math.Max(1, (int)Math.Ceiling(MonthsUntil(latest))));

        double MonthsUntil(int place) => ((place - 1) / days.Count * DaysInYear + days[(place - 1) % days.Count]) / (DaysInYear / 12);
    }
}
