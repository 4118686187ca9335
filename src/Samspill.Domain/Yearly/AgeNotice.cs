using Samspill.Domain.Shared;

namespace Samspill.Domain.Yearly;

/// <summary>What a birthday changes: at 18 one acts alone, at the school's highest age the right to a place ends.</summary>
public enum AgeChange { ComesOfAge, TooOld }

/// <summary>That a family was told beforehand of what a birthday changes. Once for each pupil and change.</summary>
public sealed class AgeNotice
{
    private AgeNotice() { }

    /// <param name="on">The first day alone, or the last day with a place.</param>
    public AgeNotice(PersonId pupil, AgeChange change, DateOnly on, DateTimeOffset toldAt) => (Pupil, Change, On, ToldAt) = (pupil, change, on, toldAt);

    public PersonId Pupil { get; private init; }
    public AgeChange Change { get; private init; }
    public DateOnly On { get; private init; }
    public DateTimeOffset ToldAt { get; private init; }
}
