using Samspill.Domain.Shared;

namespace Samspill.Domain.Advice;

/// <summary>Identifies something the school asked an adviser.</summary>
public readonly record struct AdviceId(Guid Value) : IId<AdviceId>
{
    /// <summary>A new id.</summary>
    public static AdviceId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static AdviceId From(Guid value) => new(value);
}

/// <summary>Which hours give most; where a centre should open.</summary>
public enum AdviceKind { Hours, Centres }

/// <summary>Waiting: nobody works on it yet. Running: some node does. Done: it has an answer. Failed: nothing came of it.</summary>
public enum AdviceState { Waiting, Running, Done, Failed }

/// <summary>Something the school asked, and what it was told. The answer is of the moment it was reckoned, and is kept as it was said.</summary>
public sealed class AskedAdvice
{
    private AskedAdvice() { }

    /// <param name="question">What was asked, as JSON; empty when there is nothing to choose.</param>
    public AskedAdvice(AdviceId id, AdviceKind kind, string question, string by, DateTimeOffset now) =>
        (Id, Kind, Question, AskedBy, AskedAt) = (id, kind, question, by, now);

    public AdviceId Id { get; private init; }
    public AdviceKind Kind { get; private init; }
    public string Question { get; private init; } = "";
    public string AskedBy { get; private init; } = "";
    public DateTimeOffset AskedAt { get; private init; }
    public AdviceState State { get; private set; }

    /// <summary>When somebody took it up: one whose node died is taken up again.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When the answer was ready.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The answer as JSON, without anybody's name or id; null before there is one.</summary>
    public string? Answer { get; private set; }
}

/// <summary>Why an adviser refuses.</summary>
public static class AdviceRejections
{
    public static readonly Rejection NobodyWaits = new("advice.nobody-waits");
    public static readonly Rejection NoCandidates = new("advice.no-candidates");
    public static readonly Rejection TooMany = new("advice.too-many");
    public static readonly Rejection Busy = new("advice.busy");
    public static readonly Rejection NobodyThere = new("advice.nobody-there");
    public static readonly Rejection Place = new("advice.place");
    public static readonly Rejection PlaceTwice = new("advice.place-twice");
    public static readonly Rejection TooManyPlaces = new("advice.too-many-places");
}
