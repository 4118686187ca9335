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

    /// <summary>A round whose lottery is drawn from a secret that nobody can guess.</summary>
    public AdmissionRound(RoundId id, string name, DateTimeOffset closesAt, DateOnly date, DateOnly placesFrom, LotteryDraw draw, RuleSetId rules)
        : this(id, name, closesAt, date, placesFrom, draw.Seed, rules) => Secret = draw.Secret;

    public RoundId Id { get; private init; }
    public string Name { get; private set; } = "";

    /// <summary>Applications received up to this moment are on time (the flag onTime).</summary>
    public DateTimeOffset ClosesAt { get; private set; }
    public DateOnly Date { get; private set; }
    public DateOnly PlacesFrom { get; private set; }

    /// <summary>The lottery's seed. The database refuses to change it.</summary>
    public long Seed { get; private init; }

    /// <summary>What the seed comes from, 32 bytes: shown when the result is. Null for a round that came with a seed of its own.</summary>
    public byte[]? Secret { get; private init; }
    public RuleSetId Rules { get; private set; }

    /// <summary>The run that was published; null until then.</summary>
    public RunId? Published { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Why this run and not another, in the words of whoever published it.</summary>
    public string? Reason { get; private set; }

    /// <summary>What is made known of the lottery from the first day: of the secret, or of the seed where there is none.</summary>
    public string Commitment => Secret is { } secret ? new LotteryDraw(secret).Commitment : LotteryDraw.CommitmentOf(Seed);

    /// <summary>The seed of a run made at a moment: the lottery's own from the deadline on. A trial before it gets none of it, so that nobody knows the draw while people apply.</summary>
    public long SeedAt(DateTimeOffset now) => now < ClosesAt ? 0 : Seed;

    /// <summary>Changes the dates or the rules. Refused once a run is published; when the deadline has passed, it, the date and the rules stand: the draw may be known.</summary>
    public Outcome<Done> Change(string name, DateTimeOffset closesAt, DateOnly date, DateOnly placesFrom, RuleSetId rules, DateTimeOffset now)
    {
        if (Published is not null) return RoundRejections.AlreadyPublished;
        if (now >= ClosesAt && (closesAt, date, rules) != (ClosesAt, Date, Rules)) return RoundRejections.Closed;
        if (now < ClosesAt && closesAt < now) return RoundRejections.ClosesInThePast;
        (Name, ClosesAt, Date, PlacesFrom, Rules) = (name, closesAt, date, placesFrom, rules);
        return new Done();
    }

    /// <summary>Makes a run the round's result. The same run twice is harmless; another is refused.</summary>
    /// <param name="reason">Why this run; null when there is nothing to say.</param>
    public Outcome<Done> Publish(RunId run, DateTimeOffset now, string? reason = null)
    {
        if (Published == run) return new Done();
        if (Published is not null) return RoundRejections.AlreadyPublished;
        if (now < ClosesAt) return RoundRejections.StillOpen;
        (Published, PublishedAt, Reason) = (run, now, reason);
        return new Done();
    }
}

/// <summary>Why a round refuses.</summary>
public static class RoundRejections
{
    public static readonly Rejection NotFound = new("round.not-found");
    public static readonly Rejection AlreadyPublished = new("round.already-published");
    public static readonly Rejection StillOpen = new("round.still-open");

    /// <summary>The deadline has passed, so it, the date and the rules stand.</summary>
    public static readonly Rejection Closed = new("round.closed");

    /// <summary>Nobody could apply after the draw was made.</summary>
    public static readonly Rejection ClosesInThePast = new("round.closes-in-the-past");
    public static readonly Rejection RunOutdated = new("round.run-outdated");
    public static readonly Rejection NoRules = new("round.no-rules");

    /// <summary>A run that tried something else is chosen for a reason.</summary>
    public static readonly Rejection NoReason = new("round.no-reason");
    public static readonly Rejection ReasonTooLong = new("round.reason-too-long");

    /// <summary>A run by rules that nobody has adopted cannot be the result.</summary>
    public static readonly Rejection RulesNotAdopted = new("round.rules-not-adopted");
}
