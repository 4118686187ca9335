namespace Samspill.Domain.Admission;

/// <summary>Why somebody who waits has no number in the queue now: cannot have the course as things stand.</summary>
/// <param name="Why">AlreadyHeld, TooYoung, TooOld, Missing or AtMaximum, the first that applies, in the order of the placement.</param>
/// <param name="Flag">Which requirement is missing.</param>
/// <param name="Full">At maximum: has as many places as a pupil can have; else has got as many as was asked for.</param>
public sealed record Hindrance(DecisionOutcome Why, string? Flag = null, bool Full = false)
{
    /// <summary>Finds the hindrance of a wish that the queue has left out.</summary>
    /// <param name="heldHere">The pupil has a place, or an open offer, on this very course.</param>
    /// <param name="turns">The age it turns in the calendar year; null when unknown.</param>
    /// <param name="requires">Flags that the course asks for.</param>
    /// <param name="flags">Flags of the application and the pupil.</param>
    /// <param name="held">Places and open offers in all.</param>
    /// <param name="most">Places a pupil may have; null for no limit.</param>
    public static Hindrance Of(bool heldHere, int? turns, int? ageFrom, int? ageTo, IEnumerable<string> requires, IReadOnlySet<string> flags, int held, int? most) =>
        heldHere ? new(DecisionOutcome.AlreadyHeld)
        : turns < ageFrom ? new(DecisionOutcome.TooYoung)
        : turns > ageTo ? new(DecisionOutcome.TooOld)
        : requires.FirstOrDefault(flag => !flags.Contains(flag)) is { } missing ? new(DecisionOutcome.Missing, missing)
        : new(DecisionOutcome.AtMaximum, Full: held >= most);
}
