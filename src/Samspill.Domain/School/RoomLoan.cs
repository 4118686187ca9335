using Samspill.Domain.Shared;

namespace Samspill.Domain.School;

/// <summary>Asked: waits for an answer. Approved: the room is theirs. Refused: it is not, or not any more. Withdrawn: they do not want it.</summary>
public enum LoanState { Asked, Approved, Refused, Withdrawn }

/// <summary>Somebody's wish to have a room for something other than lessons, for a time on one day.</summary>
public sealed class RoomLoan
{
    /// <summary>Most characters of what it is for, and of an answer.</summary>
    public const int PurposeLength = 200, AnswerLength = 500;

    /// <summary>How far ahead one may ask, in days.</summary>
    public const int DaysAhead = 400;

    private RoomLoan() { }

    public RoomLoanId Id { get; private init; }
    public RoomId Room { get; private init; }
    public DateOnly Date { get; private init; }
    public TimeOnly From { get; private init; }
    public TimeOnly To { get; private init; }
    public string Purpose { get; private init; } = "";

    /// <summary>The account that asked, and whom it belongs to; null for one that is no person here.</summary>
    public Guid Account { get; private init; }
    public PersonId? Person { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }
    public LoanState State { get; private set; }

    /// <summary>What the school said to it.</summary>
    public string Answer { get; private set; } = "";
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>Asks. Refused when the times are turned round, the day is over or too far off, or the time has come.</summary>
    /// <param name="wall">What the clock on the wall says.</param>
    public static Outcome<RoomLoan> Ask(RoomId room, DateOnly date, TimeOnly from, TimeOnly to, string purpose, Guid account, PersonId? person, DateTime wall, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(wall);
        if (to <= from) return RoomLoanRejections.Times;
        if (date < today || date > today.AddDays(DaysAhead)) return RoomLoanRejections.Day;
        if (date.ToDateTime(from) <= wall) return RoomLoanRejections.Past;
        return new RoomLoan { Id = RoomLoanId.New(), Room = room, Date = date, From = from, To = to, Purpose = purpose, Account = account, Person = person, AskedAt = now };
    }

    /// <summary>Whether it takes the room between two times.</summary>
    public bool Meets(TimeOnly from, TimeOnly to) => State == LoanState.Approved && From < to && from < To;

    /// <summary>They get it. Refused when it has been answered, and when it is over.</summary>
    /// <param name="wall">What the clock on the wall says.</param>
    public Outcome<Done> Approve(string answer, DateTime wall, DateTimeOffset now)
    {
        if (State != LoanState.Asked) return RoomLoanRejections.Answered;
        if (Date.ToDateTime(To) <= wall) return RoomLoanRejections.Past;
        (State, Answer, AnsweredAt) = (LoanState.Approved, answer, now);
        return new Done();
    }

    /// <summary>They do not get it, or lose it: the school needs the room.</summary>
    public Outcome<Done> Refuse(string answer, DateTimeOffset now)
    {
        if (State is not (LoanState.Asked or LoanState.Approved)) return RoomLoanRejections.Answered;
        (State, Answer, AnsweredAt) = (LoanState.Refused, answer, now);
        return new Done();
    }

    /// <summary>They do not want it. Twice is harmless.</summary>
    public void Withdraw()
    {
        if (State is LoanState.Asked or LoanState.Approved) State = LoanState.Withdrawn;
    }
}

/// <summary>What a site's owner asks of those who use its rooms: a primary school's own conditions, often.</summary>
public sealed class SiteTerms
{
    /// <summary>Most characters.</summary>
    public const int Length = 2000;

    private SiteTerms() { }

    public SiteTerms(SiteId site) => Site = site;

    public SiteId Site { get; private init; }
    public string Words { get; private set; } = "";

    public void Say(string words) => Words = words;
}

/// <summary>Why a loan of a room is refused.</summary>
public static class RoomLoanRejections
{
    public static readonly Rejection NotFound = new("room-loan.not-found");
    public static readonly Rejection Times = new("room-loan.times");
    public static readonly Rejection Day = new("room-loan.day");
    public static readonly Rejection Past = new("room-loan.past");
    public static readonly Rejection Answered = new("room-loan.answered");
    public static readonly Rejection Taken = new("room-loan.taken");
    public static readonly Rejection TooMany = new("room-loan.too-many");
}
