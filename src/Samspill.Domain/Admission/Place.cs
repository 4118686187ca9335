using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>Whether a place is in use. An ended one is history.</summary>
public enum PlaceState { Live, Ended }

/// <summary>A pupil's seat on a course from a date. It comes from an offer, an import or another place that it follows on, never from nowhere.</summary>
public sealed class Place
{
    private Place() { }

    /// <summary>A place, live unless its last day has passed.</summary>
    public Place(PlaceId id, PersonId pupil, CourseId course, DateOnly from, DateOnly? to, StaffId? teacher, OfferId? offer, DateOnly today) =>
        (Id, Pupil, Course, From, To, Teacher, Offer, State) = (id, pupil, course, from, to, teacher, offer, to < today ? PlaceState.Ended : PlaceState.Live);

    /// <summary>The place that an accepted offer gives.</summary>
    /// <param name="born">The pupil's birth date: the rules may give an adult a school year at a time.</param>
    public static Place Of(Offer offer, AdmissionRules rules, DateOnly? born, DateOnly today) =>
        new(PlaceId.New(), offer.Pupil, offer.Course, offer.PlaceFrom, rules.LastDayOf(offer.PlaceFrom, born), teacher: null, offer.Id, today);

    /// <summary>The place on another course that follows on this one, from the day after its last day: the pupil moves up, or the school grants a change.</summary>
    /// <param name="lastDay">Of the new place; null for no end.</param>
    /// <exception cref="InvalidOperationException">This one has no last day.</exception>
    public Place FollowedBy(CourseId course, DateOnly? lastDay, DateOnly today) =>
        new(PlaceId.New(), Pupil, course, (To ?? throw new InvalidOperationException("The place has no last day.")).AddDays(1), lastDay, teacher: null, offer: null, today);

    public PlaceId Id { get; private init; }
    public PersonId Pupil { get; private init; }
    public CourseId Course { get; private init; }
    public DateOnly From { get; private init; }

    /// <summary>The last day; null while nobody has said.</summary>
    public DateOnly? To { get; private set; }
    public StaffId? Teacher { get; private set; }
    public OfferId? Offer { get; private init; }
    public PlaceState State { get; private set; }

    /// <summary>The pupil has it to its last day, and the seat counts as free from then already: the school year has been turned.</summary>
    public bool Released { get; private set; }

    /// <summary>Corrects what an import says of the place.</summary>
    public void Correct(DateOnly? to, StaffId? teacher, DateOnly today) =>
        (Released, To, Teacher, State) = (Released && to <= To, to, teacher, to < today ? PlaceState.Ended : PlaceState.Live);

    /// <summary>The place ends on a day. A day that has passed ends it now.</summary>
    public void End(DateOnly lastDay, DateOnly today) => Correct(lastDay, Teacher, today);

    /// <summary>The pupil gives it up, or loses it. One that would end before it began ends now. A day already set that is earlier stays.</summary>
    /// <returns>Whether the seat is free from now.</returns>
    public Outcome<bool> GiveUp(DateOnly lastDay, DateOnly today)
    {
        if (State == PlaceState.Ended) return PlaceRejections.Ended;
        if (To <= lastDay) return false;
        var never = lastDay < From;
        (To, State) = (never ? From : lastDay, never || lastDay < today ? PlaceState.Ended : PlaceState.Live);
        return State == PlaceState.Ended && !Released;
    }

    /// <summary>The seat of a place that ends by a day is counted as free, for somebody who begins after that day.</summary>
    /// <returns>Whether it is free by this: once.</returns>
    public bool Release(DateOnly by)
    {
        if (State == PlaceState.Ended || Released || !(To <= by)) return false;
        return Released = true;
    }
}

/// <summary>Why a place refuses.</summary>
public static class PlaceRejections
{
    public static readonly Rejection NotFound = new("place.not-found");
    public static readonly Rejection Ended = new("place.ended");
}
