using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;

namespace Samspill.Features.Admission;

/// <summary>What the words of a decision are made from. Nothing of other children but how many they are.</summary>
/// <param name="Outcome">Null while nothing is decided.</param>
/// <param name="DecidedBy">round, reserved, capacity, id or a rule's name, as the run gave it.</param>
/// <param name="Placed">How many got a place on the course in the same run.</param>
/// <param name="Year">The calendar year that ages are reckoned in.</param>
/// <param name="Turns">The age that the child turns in that year.</param>
/// <param name="Requires">Flags that the course asks for.</param>
/// <param name="Rules">The version that was used; the one in force while nothing is decided.</param>
public sealed record DecisionFacts(
    string Child, string CourseCode, string Course, DecisionOutcome? Outcome, string? DecidedBy, string? Flag, int? Queue, int? OfWaiting, int Placed,
    int Year, int? Turns, DateOnly? Born, int? AgeFrom, int? AgeTo, IReadOnlyList<string> Requires, int? Minimum, DateTimeOffset AppliedAt, AdmissionRules Rules)
{
    private CourseRules? Exception => Rules.Of(CourseCode);

    /// <summary>The course's own order of priority, or the school's.</summary>
    public IReadOnlyList<PriorityRule> Order => Rules.OrderOf(CourseCode, Form);

    public TeachingForm Form { get; init; }

    /// <summary>Why the application was passed over, in the words of whoever did it.</summary>
    public string? PassedOverFor { get; init; }

    public IReadOnlyList<ReservedSeats> Reserved => Exception?.Reserved ?? [];

    /// <summary>Nobody gets a second place before everybody has had the chance of a first.</summary>
    public bool OneEachFirst => Rules is { Rounds: RoundsRule.OneEach, MaxPlacesPerPupil: not 1 };

    /// <summary>The child cannot have the course, whatever the queue.</summary>
    public bool IsRefused => Outcome is DecisionOutcome.TooYoung or DecisionOutcome.TooOld or DecisionOutcome.Missing or DecisionOutcome.AlreadyHeld;

    public bool Uses(PriorityBy by) => Order.Any(r => r.By == by);

    public bool UsesFlag(string flag) => Order.Any(r => r.Flag is { } asked && Fact.Parts(asked).Contains(flag)) || Reserved.Any(r => r.Flag == flag) || Requires.Contains(flag);
}
