using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;

namespace Samspill.Features.Strategy;

/// <summary>Something that comes again, and should have come by now or soon.</summary>
public sealed record Proposal(Activity Last, DateOnly Due);

/// <summary>An agreement about which something is to be done.</summary>
public sealed record AgreementReminder(Agreement Agreement, AgreementDue Due);

/// <summary>What an adviser is reminded of: activities that come again, agreements to review or renew.</summary>
/// <param name="Passed">What was planned for a day that is past, and nobody has said was held.</param>
public sealed record Reminders(IReadOnlyList<Proposal> Activities, IReadOnlyList<AgreementReminder> Agreements, IReadOnlyList<Activity> Passed)
{
    /// <summary>Days before something that comes again on which it is proposed.</summary>
    private const int Ahead = 42;

    private const int Most = 10;

    public static Reminders None { get; } = new([], [], []);
    public bool Any => Activities.Count > 0 || Agreements.Count > 0 || Passed.Count > 0;

    /// <summary>For counties on a day; the most urgent first.</summary>
    public static async Task<Reminders> OfAsync(CouncilDb db, IReadOnlySet<string> counties, DateOnly today, CancellationToken ct)
    {
        if (counties.Count == 0) return None;
        var own = counties.ToList();
        var recurring = await db.RecurringAsync(own, ct);
        return new(
            [.. Next(recurring).Where(p => p.Due <= today.AddDays(Ahead)).OrderBy(p => p.Due).Take(Most)],
            [.. (await AgreementsAsync(db, counties, today, ct)).Take(Most)],
            [.. (await db.PassedAsync(own, today, ct)).Take(Most)]);
    }

    /// <summary>What is to be done about counties' agreements; the most urgent first.</summary>
    public static async Task<IReadOnlyList<AgreementReminder>> AgreementsAsync(CouncilDb db, IReadOnlyCollection<string> counties, DateOnly today, CancellationToken ct)
    {
        var own = counties.ToList();
        var agreements = await db.Agreements.AsNoTracking().Where(a => own.Contains(a.County) && (a.To == null || a.To >= today)).OrderBy(a => a.From).Take(StrategyLists.MostAgreements).ToListAsync(ct);
        return [.. agreements.SelectMany(a => a.Due(today).Select(d => new AgreementReminder(a, d))).OrderBy(r => r.Due.On)];
    }

    /// <summary>The last of each that comes again, with the day on which it should come next.</summary>
    public static IEnumerable<Proposal> Next(IReadOnlyList<Activity> recurring) =>
        recurring.GroupBy(a => (a.County, a.Kind, a.Facts.Name, a.Facts.Subject, a.Facts.Partner)).Select(g => g.MaxBy(a => a.From)!)
            .Select(last => new Proposal(last, last.Every!.Value.After(last.From!.Value)));
}
