using Samspill.Domain.Shared;

namespace Samspill.Domain.Admission;

/// <summary>An admission with dates: who applied before it closes is on time; its runs decide who gets a place.</summary>
public sealed class AdmissionRound
{
    private AdmissionRound() { }

    /// <summary>A round for places from a date.</summary>
    /// <param name="date">The date of the decision: ages are reckoned in its calendar year.</param>
    /// <param name="placesFrom">First day of the places it gives.</param>
    /// <param name="seed">The lottery's seed, 0 or more, fixed before the round closes.</param>
    public AdmissionRound(RoundId id, string name, DateTimeOffset closesAt, DateOnly date, DateOnly placesFrom, long seed, RuleSetId rules) =>
        (Id, Name, ClosesAt, Date, PlacesFrom, Seed, Rules) = (id, name, closesAt, date, placesFrom, seed, rules);

    public RoundId Id { get; private init; }
    public string Name { get; private set; } = "";

    /// <summary>Applications received up to this moment are on time (the flag onTime).</summary>
    public DateTimeOffset ClosesAt { get; private set; }
    public DateOnly Date { get; private set; }
    public DateOnly PlacesFrom { get; private set; }
    public long Seed { get; private init; }
    public RuleSetId Rules { get; private set; }

    /// <summary>The run that was published; null until then.</summary>
    public RunId? Published { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Changes the dates or the rules. Refused once a run is published.</summary>
    public Outcome<Done> Change(string name, DateTimeOffset closesAt, DateOnly date, DateOnly placesFrom, RuleSetId rules)
    {
        if (Published is not null) return RoundRejections.AlreadyPublished;
        (Name, ClosesAt, Date, PlacesFrom, Rules) = (name, closesAt, date, placesFrom, rules);
        return new Done();
    }

    /// <summary>Makes a run the round's result. The same run twice is harmless; another is refused.</summary>
    public Outcome<Done> Publish(RunId run, DateTimeOffset now)
    {
        if (Published == run) return new Done();
        if (Published is not null) return RoundRejections.AlreadyPublished;
        if (now < ClosesAt) return RoundRejections.StillOpen;
        (Published, PublishedAt) = (run, now);
        return new Done();
    }
}

/// <summary>Why a round refuses.</summary>
public static class RoundRejections
{
    public static readonly Rejection NotFound = new("round.not-found");
    public static readonly Rejection AlreadyPublished = new("round.already-published");
    public static readonly Rejection StillOpen = new("round.still-open");
    public static readonly Rejection RunOutdated = new("round.run-outdated");
    public static readonly Rejection NoRules = new("round.no-rules");
}
