namespace Samspill.Domain.Catalogue;

/// <summary>How long those who lately got a place on a course had waited for it.</summary>
/// <param name="Got">How many got one.</param>
/// <param name="From">A quarter had waited at most this many months, rounded down.</param>
/// <param name="To">Three quarters had waited at most this many months, rounded up.</param>
/// <param name="Half">Half had waited at most this many months, rounded up.</param>
public sealed record QueueMovement(int Got, int From, int To, int Half)
{
    /// <summary>Fewer than this say nothing about those who come after.</summary>
    public const int Fewest = 8;

    private const double DaysInMonth = 365.2425 / 12;

    /// <summary>The movement, or null when too few got a place for a range to mean anything.</summary>
    /// <param name="waits">How long each of them waited, in any order.</param>
    public static QueueMovement? Of(IEnumerable<TimeSpan> waits)
    {
        var months = waits.Select(wait => Math.Max(0, wait.TotalDays) / DaysInMonth).Order().ToList();
        if (months.Count < Fewest) return null;
        double At(double share) => months[(int)Math.Ceiling(share * months.Count) - 1];
        return new QueueMovement(months.Count, (int)Math.Floor(At(0.25)), (int)Math.Ceiling(At(0.75)), (int)Math.Ceiling(At(0.5)));
    }
}
