using Samspill.Domain.Admission;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Yearly;

/// <summary>Away: the place waits. Back: the pupil has come back or will. Over: nobody said so in time, and the place ended.</summary>
public enum LeaveState { Away, Back, Over }

/// <summary>A time without lessons in which the pupil keeps the place, as long as the rules say.</summary>
public sealed class LeaveOfAbsence
{
    private LeaveOfAbsence() { }

    public LeaveId Id { get; private init; }
    public PlaceId Place { get; private init; }
    public PersonId Pupil { get; private init; }
    public DateOnly From { get; private init; }

    /// <summary>The last day of the leave by the rule. Who has not said by then that the pupil comes back, gives up the place.</summary>
    public DateOnly To { get; private init; }
    public LeaveState State { get; private set; }
    public string AskedBy { get; private init; } = "";
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>When the family was reminded to say whether the pupil comes back.</summary>
    public DateTimeOffset? RemindedAt { get; private init; }

    /// <summary>The last day of a leave that begins on a day; null when the rules give none.</summary>
    public static DateOnly? LastDay(Leave rule, DateOnly from) => rule switch
    {
        Leave.ToEndOfTerm => HalfYear.Of(from).To,
        Leave.ToEndOfSchoolYear => new DateOnly(School.SchoolYear.Of(from) + 1, 7, 31),
        _ => null,
    };

    /// <summary>Leave from a day, at most one school year ahead. Refused when the rules give none, the day has passed, or the place ends before it.</summary>
    public static Outcome<LeaveOfAbsence> Take(Place place, Leave rule, DateOnly from, DateOnly today, string by, DateTimeOffset now)
    {
        if (place.State == PlaceState.Ended) return PlaceRejections.Ended;
        if (LastDay(rule, from) is not { } to) return LeaveRejections.NotGiven;
        if (from < today || from > today.AddYears(1)) return LeaveRejections.Day;
        if (from < place.From || place.To <= from) return LeaveRejections.OutsidePlace;
        return new LeaveOfAbsence { Id = LeaveId.New(), Place = place.Id, Pupil = place.Pupil, From = from, To = to, AskedBy = by, AskedAt = now };
    }

    /// <summary>The pupil comes back. Twice is harmless.</summary>
    public Outcome<Done> Return()
    {
        if (State == LeaveState.Over) return PlaceRejections.Ended;
        State = LeaveState.Back;
        return new Done();
    }

    /// <summary>The last day has passed and nobody said that the pupil comes back.</summary>
    /// <returns>Whether the place is given up by that.</returns>
    public bool Expire(DateOnly today)
    {
        if (State != LeaveState.Away || today <= To) return false;
        State = LeaveState.Over;
        return true;
    }
}

/// <summary>Why leave is refused.</summary>
public static class LeaveRejections
{
    public static readonly Rejection NotGiven = new("leave.not-given");
    public static readonly Rejection Day = new("leave.day");
    public static readonly Rejection OutsidePlace = new("leave.outside-place");
    public static readonly Rejection Already = new("leave.already");
}
