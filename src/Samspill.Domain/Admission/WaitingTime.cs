namespace Samspill.Domain.Admission;

/// <summary>How a course's queue has moved in the year before a moment.</summary>
/// <param name="Given">When places were given to those who waited.</param>
/// <param name="Left">How many left the queue without a place.</param>
/// <param name="Waited">How long all who waited have waited together in that year, in years: the queue's average length.</param>
public sealed record QueueYear(IReadOnlyCollection<DateTimeOffset> Given, int Left, double Waited)
{
    /// <summary>A queue that nobody leaves but for a place.</summary>
    public static QueueYear Of(params IEnumerable<DateTimeOffset> given) => new([.. given], 0, 0);

    /// <summary>The share of those who wait that leaves in a year, as a rate: 0 nobody.</summary>
    public double Leaving => Left == 0 || Waited <= 0 ? 0 : Left / Waited;
}

/// <summary>How long it may take from a number in a queue, if the coming year moves as the last one did.</summary>
/// <param name="Given">Places the queue gave in the last year.</param>
/// <param name="Left">How many left it without a place in the last year.</param>
/// <param name="From">Months, rounded down: one in ten comes in sooner. Null when too few places were given to say anything.</param>
/// <param name="To">Months, rounded up: one in ten waits longer. Null together with <paramref name="From"/>.</param>
public sealed record WaitingTime(int Given, int Left, int? From, int? To)
{
    /// <summary>Fewer places than this in a year say nothing about the next.</summary>
    public const int Fewest = 8;

    /// <summary>From this many months and up a range would promise more than anybody knows.</summary>
    public const int Longest = 36;

    private const int FarthestYears = 10;
    private const double DaysInYear = 365.2425;

    /// <summary>Four in five of what varies by chance lie within so many standard deviations to each side.</summary>
    private const double FourInFive = 1.2816;

    /// <summary>The wait is three years or more.</summary>
    public bool IsLong => From >= Longest;

    /// <summary>The wait has a beginning that can be told, but its end is too far off.</summary>
    public bool IsOpen => !IsLong && To > Longest;

    /// <summary>
    /// Lets the last year happen again, place by place on the same dates, over and over, and looks when the queue comes to the number.
    /// Those ahead leave meanwhile at the rate they did. The range leaves room for chance: how many places the coming years give varies,
    /// and the last year, which the pace is taken from, varied too (a count's variance is the count itself).
    /// </summary>
    /// <param name="number">The number in the queue, 1 is first.</param>
    /// <param name="year">How the queue moved; places outside the year before <paramref name="now"/> do not count.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public static WaitingTime Reckon(int number, QueueYear year, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var days = year.Given.Select(moment => DaysInYear - (now - moment).TotalDays).Where(day => day is >= 0 and <= DaysInYear).Order().ToList();
        if (days.Count < Fewest) return new WaitingTime(days.Count, year.Left, null, null);

        var spread = FourInFive * Math.Sqrt(number + (double)number * number / days.Count);
        return new WaitingTime(days.Count, year.Left, (int)Math.Floor(MonthsUntil(Math.Max(1, number - spread))), Math.Max(1, (int)Math.Ceiling(MonthsUntil(number + spread))));

        // Who is ahead gets thinner between the places, and each place takes the first away.
        double MonthsUntil(double place)
        {
            var (ahead, at) = (place - 1, 0.0);
            for (var given = 0; given < FarthestYears * days.Count; given++)
            {
                var day = given / days.Count * DaysInYear + days[given % days.Count];
                (ahead, at) = (ahead * Math.Exp(-year.Leaving * (day - at) / DaysInYear), day);
                if (ahead < 0.5) return day / (DaysInYear / 12);
                ahead--;
            }
            return 12.0 * FarthestYears;
        }
    }
}
