using Samspill.Domain.Admission;
using Samspill.Domain.Shared;

namespace Samspill.Domain.Yearly;

/// <summary>What became of a family's wish to change.</summary>
public enum PlaceChangeState { Asked, Granted, Refused, TakenBack }

/// <summary>A family that has a place asks for another course instead, or for another length of the lesson. The place is kept until the new one is certain.</summary>
public sealed class PlaceChange
{
    /// <summary>The longest text, in characters.</summary>
    public const int TextLength = 1000;

    /// <summary>The shortest and the longest lesson that can be asked for, in minutes.</summary>
    public const int LeastMinutes = 10, MostMinutes = 120;

    private PlaceChange() { }

    public PlaceChangeId Id { get; private init; }
    public PlaceId Place { get; private init; }
    public PersonId Pupil { get; private init; }

    /// <summary>The course that is wanted instead; null when it is about the length only.</summary>
    public CourseId? Course { get; private init; }

    /// <summary>The length that is wanted, in minutes; null when it is about the course.</summary>
    public int? Minutes { get; private init; }

    /// <summary>What the family says of it.</summary>
    public string? Words { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }
    public string AskedBy { get; private init; } = "";
    public PlaceChangeState State { get; private set; }

    /// <summary>The first day of what was granted.</summary>
    public DateOnly? From { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public string? DecidedBy { get; private set; }

    /// <summary>Asks. Refused when nothing else is asked for than what there is, or the place has ended.</summary>
    /// <param name="course">Another course; null for the same.</param>
    /// <param name="minutes">Another length; null for the same.</param>
    public static Outcome<PlaceChange> Ask(Place place, CourseId? course, int? minutes, string? words, string by, DateTimeOffset now)
    {
        if (place.State == PlaceState.Ended) return PlaceRejections.Ended;
        if (course is null && minutes is null) return PlaceChangeRejections.Nothing;
        if (course is not null && minutes is not null) return PlaceChangeRejections.OneThing;
        if (course == place.Course) return PlaceChangeRejections.SameCourse;
        if (minutes is < LeastMinutes or > MostMinutes) return new Rejection(PlaceChangeRejections.Minutes.Code, LeastMinutes, MostMinutes);
        if (words?.Length > TextLength) return new Rejection(PlaceChangeRejections.TooLong.Code, TextLength);
        return new PlaceChange { Id = PlaceChangeId.New(), Place = place.Id, Pupil = place.Pupil, Course = course, Minutes = minutes, Words = words, AskedBy = by, AskedAt = now };
    }

    /// <summary>Granted from a day after today, at most a year ahead and inside the place.</summary>
    public Outcome<Done> Grant(Place place, DateOnly from, DateOnly today, string by, DateTimeOffset now)
    {
        if (State != PlaceChangeState.Asked) return PlaceChangeRejections.NotOpen;
        if (place.State == PlaceState.Ended) return PlaceRejections.Ended;
        if (from <= today || from > today.AddYears(1) || from <= place.From || place.To < from) return PlaceChangeRejections.Day;
        (State, From, DecidedBy, DecidedAt) = (PlaceChangeState.Granted, from, by, now);
        return new Done();
    }

    /// <summary>Refused for a reason that the family is told.</summary>
    public Outcome<Done> Refuse(string? reason, string by, DateTimeOffset now)
    {
        if (State != PlaceChangeState.Asked) return PlaceChangeRejections.NotOpen;
        if (string.IsNullOrWhiteSpace(reason)) return PlaceChangeRejections.NoReason;
        if (reason.Length > TextLength) return new Rejection(PlaceChangeRejections.TooLong.Code, TextLength);
        (State, Reason, DecidedBy, DecidedAt) = (PlaceChangeState.Refused, reason, by, now);
        return new Done();
    }

    /// <summary>The family takes it back. Twice is harmless; what is decided stays.</summary>
    public Outcome<Done> TakeBack(string by, DateTimeOffset now)
    {
        if (State == PlaceChangeState.TakenBack) return new Done();
        if (State != PlaceChangeState.Asked) return PlaceChangeRejections.NotOpen;
        (State, DecidedBy, DecidedAt) = (PlaceChangeState.TakenBack, by, now);
        return new Done();
    }
}

/// <summary>Why a change is refused by itself.</summary>
public static class PlaceChangeRejections
{
    public static readonly Rejection NotFound = new("place-change.not-found");

    /// <summary>Neither another course nor another length was asked for.</summary>
    public static readonly Rejection Nothing = new("place-change.nothing");

    /// <summary>Both at once: the length on another course is settled there.</summary>
    public static readonly Rejection OneThing = new("place-change.one-thing");
    public static readonly Rejection SameCourse = new("place-change.same-course");
    public static readonly Rejection Minutes = new("place-change.minutes");
    public static readonly Rejection TooLong = new("place-change.too-long");

    /// <summary>One is asked for already.</summary>
    public static readonly Rejection Already = new("place-change.already");
    public static readonly Rejection NotOpen = new("place-change.not-open");
    public static readonly Rejection Day = new("place-change.day");
    public static readonly Rejection NoReason = new("place-change.no-reason");

    /// <summary>No seat is free at the course; the wish stays open.</summary>
    public static readonly Rejection NoSeat = new("place-change.no-seat");

    /// <summary>The pupil has the course already, or is not of its age.</summary>
    public static readonly Rejection CannotHave = new("place-change.cannot-have");
}
