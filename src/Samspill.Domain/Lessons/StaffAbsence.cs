using Samspill.Domain.Shared;

namespace Samspill.Domain.Lessons;

/// <summary>Days on which somebody who teaches is away.</summary>
public sealed class StaffAbsence
{
    private StaffAbsence() { }

    private StaffAbsence(StaffId staff, DateOnly from, DateOnly to, CancelCause cause, string by, DateTimeOffset now) =>
        (Id, Staff, From, To, Cause, SaidBy, SaidAt) = (StaffAbsenceId.New(), staff, from, to, cause, by, now);

    public StaffAbsenceId Id { get; private init; }
    public StaffId Staff { get; private init; }
    public DateOnly From { get; private init; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; private set; }
    public CancelCause Cause { get; private init; }
    public string SaidBy { get; private init; } = "";
    public DateTimeOffset SaidAt { get; private init; }

    /// <summary>Away from a day to a day, at most 60 days. Refused when turned round, too long, or over.</summary>
    public static Outcome<StaffAbsence> Of(StaffId staff, DateOnly from, DateOnly to, CancelCause cause, DateOnly today, string by, DateTimeOffset now)
    {
        if (to < from || to.DayNumber - from.DayNumber > 60) return StaffAbsenceRejections.Days;
        if (to < today) return StaffAbsenceRejections.Over;
        return new StaffAbsence(staff, from, to, cause, by, now);
    }

    /// <summary>Lasts to a later day; an earlier one changes nothing.</summary>
    public void LastTo(DateOnly day) => To = day > To ? day : To;

    /// <summary>Back from a day on: the absence lasts to the day before. Refused for days that are over, and when it is over itself.</summary>
    /// <returns>Whether any of it is left: one that would not have begun is nothing.</returns>
    public Outcome<bool> BackFrom(DateOnly day, DateOnly today)
    {
        if (day < today || To < today) return StaffAbsenceRejections.Over;
        if (day <= From) return false;
        To = day > To ? To : day.AddDays(-1);
        return true;
    }
}

/// <summary>Why an absence is refused.</summary>
public static class StaffAbsenceRejections
{
    public static readonly Rejection Days = new("staff-absence.days");
    public static readonly Rejection Over = new("staff-absence.over");
    public static readonly Rejection NotFound = new("staff-absence.not-found");
}
