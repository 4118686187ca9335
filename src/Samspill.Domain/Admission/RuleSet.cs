using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>One version of the school's admission rules: the order of priority and the limits. Never changed, only followed by a new version.</summary>
public sealed class RuleSet
{
    private RuleSet() { }

    /// <summary>A new version, in force from a date by somebody's decision.</summary>
    public RuleSet(RuleSetId id, int version, DateOnly inForceFrom, string adoptedBy, DateTimeOffset recordedAt, AdmissionRules rules) =>
        (Id, Version, InForceFrom, AdoptedBy, RecordedAt, Rules) = (id, version, inForceFrom, adoptedBy, recordedAt, rules);

    public RuleSetId Id { get; private init; }

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; private init; }
    public DateOnly InForceFrom { get; private init; }

    /// <summary>Who decided, in words: "Bystyret 12. mars 2026, sak 31/26".</summary>
    public string AdoptedBy { get; private init; } = "";
    public DateTimeOffset RecordedAt { get; private init; }
    public AdmissionRules Rules { get; private init; } = AdmissionRules.Default;
}

/// <summary>What an order of priority may go by (the rules of the placement problem).</summary>
public enum PriorityBy { Flag, PlacesHeld, AppliedAt, BirthDate, BirthYear, Distance, Lottery }

/// <summary>One rule of the order: the first rule in which two applications differ decides.</summary>
/// <param name="Flag">Which flag goes first, for <see cref="PriorityBy.Flag"/>.</param>
/// <param name="YoungestFirst">Turns birth date and birth year round.</param>
public sealed record PriorityRule(PriorityBy By, string? Flag = null, bool YoungestFirst = false);

/// <summary>How pupils get more than one place: one each in turn, or all at once.</summary>
public enum RoundsRule { OneEach, Together }

/// <summary>Seats that go first to those with a flag, if any ask; unused ones go to the rest.</summary>
public sealed record ReservedSeats(string Flag, int Places);

/// <summary>Exceptions from the school's rules for one course.</summary>
/// <param name="Course">The course's code.</param>
/// <param name="Order">An order of its own; null for the school's.</param>
public sealed record CourseRules(string Course, IReadOnlyList<PriorityRule>? Order, IReadOnlyList<ReservedSeats> Reserved);

/// <summary>The order of priority and the limits of a school's admission.</summary>
/// <param name="MaxPlacesPerPupil">Places a pupil may have in all; null for no limit.</param>
/// <param name="MaxWishes">Wishes a child may have waiting at once.</param>
/// <param name="AnswerDays">Days a family has to answer an offer; it is open to the end of the last day.</param>
/// <param name="KeepQueueWhenDeclining">Whether a family may decline and keep its place in the queue.</param>
public sealed record AdmissionRules(
    IReadOnlyList<PriorityRule> Order, RoundsRule Rounds, int? MaxPlacesPerPupil, int MaxWishes, int AnswerDays, bool KeepQueueWhenDeclining,
    IReadOnlyList<CourseRules> Courses)
{
    /// <summary>Trondheim's published order: without a place before those with one, then the date of the application; the older first when all else is equal.</summary>
    public static readonly AdmissionRules Default = new(
        [new(PriorityBy.PlacesHeld), new(PriorityBy.AppliedAt), new(PriorityBy.BirthDate)], RoundsRule.OneEach, MaxPlacesPerPupil: 2, MaxWishes: 6, AnswerDays: 7,
        KeepQueueWhenDeclining: true, Courses: []);

    /// <summary>Says what is wrong with the rules; nothing when they can be used.</summary>
    public IEnumerable<Rejection> Faults()
    {
        if (Order.Count == 0) yield return RuleRejections.NoOrder;
        if (MaxPlacesPerPupil < 1) yield return RuleRejections.MaxPlaces;
        if (MaxWishes is < 1 or > 20) yield return RuleRejections.MaxWishes;
        if (AnswerDays is < 1 or > 60) yield return RuleRejections.AnswerDays;
        foreach (var order in Courses.Select(c => c.Order).OfType<IReadOnlyList<PriorityRule>>().Append(Order))
        {
            foreach (var rule in order.Where(r => r.By == PriorityBy.Flag && string.IsNullOrWhiteSpace(r.Flag))) yield return RuleRejections.FlagMissing;
            if (order.GroupBy(r => (r.By, r.Flag)).FirstOrDefault(g => g.Count() > 1) is { } twice) yield return new Rejection(RuleRejections.Twice.Code, twice.Key.By);
            if (order.TakeWhile(r => r.By != PriorityBy.Lottery).Count() < order.Count - 1) yield return RuleRejections.LotteryLast;
        }
        if (Courses.SelectMany(c => c.Reserved).Any(r => r.Places < 1 || string.IsNullOrWhiteSpace(r.Flag))) yield return RuleRejections.Reserved;
    }
}

/// <summary>Why rules cannot be used.</summary>
public static class RuleRejections
{
    public static readonly Rejection NoOrder = new("rules.no-order");
    public static readonly Rejection MaxPlaces = new("rules.max-places");
    public static readonly Rejection MaxWishes = new("rules.max-wishes");
    public static readonly Rejection AnswerDays = new("rules.answer-days");
    public static readonly Rejection FlagMissing = new("rules.flag-missing");
    public static readonly Rejection Twice = new("rules.twice");
    public static readonly Rejection LotteryLast = new("rules.lottery-last");
    public static readonly Rejection Reserved = new("rules.reserved");
}
