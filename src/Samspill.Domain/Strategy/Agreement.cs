using Samspill.Domain.Shared;

namespace Samspill.Domain.Strategy;

/// <summary>Identifies an agreement.</summary>
public readonly record struct AgreementId(Guid Value) : IId<AgreementId>
{
    /// <summary>A new id.</summary>
    public static AgreementId New() => new(Guid.CreateVersion7());

    /// <inheritdoc/>
    public static AgreementId From(Guid value) => new(value);
}

/// <summary>What an agreement says.</summary>
/// <param name="Parties">Who the county has agreed with; at least one.</param>
/// <param name="From">The first day it holds.</param>
/// <param name="To">The last day; null when it runs until it is ended.</param>
/// <param name="ReviewMonths">Whole months from one review to the next.</param>
/// <param name="Measures">Keys of the measures it serves.</param>
/// <param name="Responsible">Who sees to it.</param>
public sealed record AgreementTerms(string Name, IReadOnlyList<string> Parties, DateOnly From, DateOnly? To, int ReviewMonths, IReadOnlyList<Guid> Measures, string Responsible);

/// <summary>What is to be done about an agreement.</summary>
public enum AgreementTask { Review, Renew }

/// <summary>Something to be done about an agreement by a day.</summary>
public readonly record struct AgreementDue(AgreementTask Task, DateOnly On);

/// <summary>What a county has agreed with others: a culture school, DKS, UKM, a college.</summary>
public sealed class Agreement
{
    /// <summary>Most characters of a name, of a party and of who is responsible.</summary>
    public const int NameLength = 200;

    /// <summary>Most parties beside the county.</summary>
    public const int MostParties = 20;

    /// <summary>Most months between two reviews.</summary>
    public const int MostMonths = 120;

    /// <summary>Days before a review on which it is proposed.</summary>
    public const int ReviewDays = 42;

    /// <summary>Days before the last day on which renewing is proposed.</summary>
    public const int RenewDays = 90;

    private Agreement() { }

    public AgreementId Id { get; private init; }

    /// <summary>Number of the county.</summary>
    public string County { get; private init; } = "";
    public string Name { get; private set; } = "";
    public IReadOnlyList<string> Parties { get; private set; } = [];
    public DateOnly From { get; private set; }
    public DateOnly? To { get; private set; }
    public int ReviewMonths { get; private set; }

    /// <summary>Keys of the measures it serves, in any version of a plan.</summary>
    public IReadOnlyList<Guid> Measures { get; private set; } = [];
    public string Responsible { get; private set; } = "";

    /// <summary>The day of the last review; null before the first.</summary>
    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>Counts the changes, so that the later of two writers is told.</summary>
    public int Revision { get; private set; }
    public string MadeBy { get; private init; } = "";
    public DateTimeOffset MadeAt { get; private init; }

    public AgreementTerms Terms => new(Name, Parties, From, To, ReviewMonths, Measures, Responsible);

    /// <summary>The parties on one line.</summary>
    public string Partner => string.Join(", ", Parties);

    /// <summary>An agreement. Refused when something of it is missing, too long or backwards.</summary>
    /// <param name="id">Of what was sent, so that the same sent twice is one; null for a new one.</param>
    public static Outcome<Agreement> Make(string county, AgreementTerms terms, string by, DateTimeOffset now, AgreementId? id = null)
    {
        var agreement = new Agreement { Id = id ?? AgreementId.New(), County = county, MadeBy = by, MadeAt = now };
        return agreement.Change(terms, 0).Refused(out var why) ? why : agreement;
    }

    /// <summary>Says it anew. Refused as when it is made, and when somebody has changed it meanwhile.</summary>
    /// <param name="revision">The revision when the writer opened it.</param>
    public Outcome<Done> Change(AgreementTerms terms, int revision)
    {
        if (revision != Revision) return AgreementRejections.ChangedMeanwhile;
        if (terms.Name.Length is 0 or > NameLength || terms.Responsible.Length is 0 or > NameLength) return AgreementRejections.Name;
        if (terms.Parties.Count is 0 or > MostParties || terms.Parties.Any(p => p.Length is 0 or > NameLength) || string.Join(", ", terms.Parties).Length > ActivityFacts.Length) return AgreementRejections.Parties;
        if (terms.To <= terms.From) return AgreementRejections.Backwards;
        if (terms.ReviewMonths is < 1 or > MostMonths) return new Rejection(AgreementRejections.Months.Code, MostMonths);
        (Name, Parties, From, To, ReviewMonths, Measures, Responsible) = (terms.Name, [.. terms.Parties], terms.From, terms.To, terms.ReviewMonths, [.. terms.Measures.Distinct()], terms.Responsible);
        Revision++;
        return new Done();
    }

    /// <summary>The parties have gone through it. Refused for a day on which it does not hold, before the last review, or in the future.</summary>
    public Outcome<Done> Review(DateOnly on, DateOnly today)
    {
        if (on > today || on < From || on > To || on < ReviewedOn) return AgreementRejections.ReviewDay;
        ReviewedOn = on;
        Revision++;
        return new Done();
    }

    /// <summary>Whether it holds on a day.</summary>
    public bool Holds(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>What is soon to be done about it, or should have been. Nothing once it is over.</summary>
    public IEnumerable<AgreementDue> Due(DateOnly today) => today > To ? [] :
        Comes(DateOnly.MinValue, today.AddDays(RenewDays)).Where(d => d.Task == AgreementTask.Renew || d.On <= today.AddDays(ReviewDays)).GroupBy(d => d.Task).Select(g => g.First());

    /// <summary>The reviews that come between two days, both included, and its end. The next review is reckoned from the last one, and those after it from the one before.</summary>
    public IEnumerable<AgreementDue> Comes(DateOnly from, DateOnly to)
    {
        var begin = ReviewedOn ?? From;
        for (var n = 1; begin.AddMonths(n * ReviewMonths) is var next && next <= to && !(next >= To); n++)
            if (next >= from) yield return new(AgreementTask.Review, next);
        if (To is { } last && last >= from && last <= to) yield return new(AgreementTask.Renew, last);
    }
}

/// <summary>Why an agreement refuses.</summary>
public static class AgreementRejections
{
    public static readonly Rejection NotFound = new("agreement.not-found");
    public static readonly Rejection Name = new("agreement.name");
    public static readonly Rejection Parties = new("agreement.parties");
    public static readonly Rejection Backwards = new("agreement.backwards");
    public static readonly Rejection Months = new("agreement.months");
    public static readonly Rejection ReviewDay = new("agreement.review-day");
    public static readonly Rejection ChangedMeanwhile = new("agreement.changed-meanwhile");
}
