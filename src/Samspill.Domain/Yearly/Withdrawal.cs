using Samspill.Domain.Admission;

namespace Samspill.Domain.Yearly;

/// <summary>Half a school year by the calendar: autumn from 1 August, spring from 1 January.</summary>
public readonly record struct HalfYear(int Year, bool Autumn)
{
    public DateOnly From => new(Year, Autumn ? 8 : 1, 1);

    /// <summary>The last day.</summary>
    public DateOnly To => Autumn ? new(Year, 12, 31) : new(Year, 7, 31);

    public HalfYear Next => Autumn ? new(Year + 1, false) : new(Year, true);

    /// <summary>The half-year that a day lies in.</summary>
    public static HalfYear Of(DateOnly day) => new(day.Year, day.Month >= 8);

    /// <summary>The last day to give up a place for this half-year; null when the rules say none.</summary>
    /// <remarks>A deadline for the spring in July or later lies in the year before.</remarks>
    public DateOnly? Deadline(YearRules rules) =>
        Autumn ? rules.WithdrawAutumn?.In(Year) : rules.WithdrawSpring is { } day ? day.In(day.Month >= 7 ? Year - 1 : Year) : null;
}

/// <summary>What giving up a place means, if it is done on a day: said beforehand.</summary>
/// <param name="LastDay">The pupil's last day with the place.</param>
/// <param name="Bound">Half-years that are used and paid for, the present one first.</param>
/// <param name="Until">The last day on which it means just this; null when the rules set no deadline.</param>
public sealed record Withdrawal(DateOnly LastDay, IReadOnlyList<HalfYear> Bound, DateOnly? Until)
{
    /// <summary>The first half-year whose deadline has not passed is free; all before it are bound. Without deadlines the place ends the same day.</summary>
    public static Withdrawal On(DateOnly day, YearRules rules)
    {
        if (rules.WithdrawAutumn is null && rules.WithdrawSpring is null) return new(day, [], null);
        var bound = new List<HalfYear>();
        var half = HalfYear.Of(day);
        while (day > Deadline(half, rules))
        {
            bound.Add(half);
            half = half.Next;
        }
        return new(half.From.AddDays(-1), bound, Deadline(half, rules));
    }

    private static DateOnly Deadline(HalfYear half, YearRules rules) => half.Deadline(rules) ?? half.From.AddDays(-1);
}

/// <summary>Why giving up a place is refused.</summary>
public static class WithdrawalRejections
{
    /// <summary>A deadline has passed, or the rules have changed, since the family was told what it means.</summary>
    public static readonly Samspill.Domain.Shared.Rejection Changed = new("withdrawal.changed");
}
