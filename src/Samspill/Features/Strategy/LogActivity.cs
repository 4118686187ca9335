using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>An activity as an adviser logs it.</summary>
public sealed record NewActivity(string County, ActivityKind Kind, ActivityTime Time, bool Planned, ActivityFacts Facts, IReadOnlyList<Guid> Measures, IReadOnlyList<Attended> Attended, IReadOnlyList<string> Municipalities, Money? Cost);

/// <summary>An adviser logs what the county has done or plans, corrects it, and takes it back.</summary>
public sealed class LogActivity(CouncilDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Logs it. Refused for another county than one's own, and for measures or municipalities that are not the county's.</summary>
    public async Task<Outcome<ActivityId>> RunAsync(NewActivity asked, CancellationToken ct)
    {
        if ((await ReadAsync(asked, [], ct)).Refused(out var why, out var activity)) return why;
        db.Activities.Add(activity);
        await db.SaveChangesAsync(ct);
        return activity.Id;
    }

    /// <summary>Says it anew, with a reason. What had been said is kept.</summary>
    /// <param name="number">One more than the changes the writer saw.</param>
    public async Task<Outcome<Done>> CorrectAsync(ActivityId id, NewActivity asked, int number, string reason, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } activity) return ActivityRejections.NotFound;
        if ((await ReadAsync(asked with { County = activity.County }, activity.Measures, ct)).Refused(out var why, out var said)) return why;
        return await ChangeAsync(id, number, activity.Correct(said, number, reason, actor.Name, clock.GetUtcNow()), ct);
    }

    /// <summary>Takes it back, with a reason: it counts no more.</summary>
    /// <param name="number">One more than the changes the writer saw.</param>
    public async Task<Outcome<Done>> WithdrawAsync(ActivityId id, int number, string reason, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } activity) return ActivityRejections.NotFound;
        return await ChangeAsync(id, number, activity.Withdraw(number, reason, actor.Name, clock.GetUtcNow()), ct);
    }

    private Task<Activity?> FindAsync(ActivityId id, CancellationToken ct)
    {
        var own = actor.Counties.ToList();
        return db.Activities.SingleOrDefaultAsync(a => a.Id == id && own.Contains(a.County), ct);
    }

    /// <param name="had">Measures it served already: a plan may have left them out since.</param>
    private async Task<Outcome<Activity>> ReadAsync(NewActivity asked, IReadOnlyList<Guid> had, CancellationToken ct)
    {
        if (!actor.Counties.Contains(asked.County)) return ActivityRejections.OtherCounty;
        var numbers = asked.Municipalities.Distinct().ToList();
        if (await db.Municipalities.CountAsync(m => m.County == asked.County && numbers.Contains(m.Number), ct) != numbers.Count) return ActivityRejections.OtherCounty;
        var measures = (await db.MeasuresAsync(asked.County, ct)).Select(m => m.Key).Concat(had).ToHashSet();
        if (!asked.Measures.All(measures.Contains)) return ActivityRejections.Measure;
        if (Activity.Log(asked.County, asked.Kind, asked.Time, asked.Planned, asked.Facts, asked.Measures, 0, actor.Name, clock.GetUtcNow()).Refused(out var why, out var activity)) return why;
        return activity.Count(asked.Attended, numbers, asked.Cost).Refused(out why) ? why : activity;
    }

    private async Task<Outcome<Done>> ChangeAsync(ActivityId id, int number, Outcome<ActivityChange> made, CancellationToken ct)
    {
        if (made.Refused(out var why, out var change)) return why;
        if (await db.ActivityChanges.CountAsync(c => c.Activity == id, ct) != number - 1) return ActivityRejections.ChangedMeanwhile;
        db.ActivityChanges.Add(change);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return ActivityRejections.ChangedMeanwhile; }
        return new Done();
    }
}

/// <summary>A measure to choose among.</summary>
public sealed record MeasureLine(Guid Key, string Number, string Words);

internal static class StrategyLists
{
    private const int Most = 5000;

    /// <summary>More than any county keeps, and all of them together.</summary>
    public const int MostAgreements = 1000;

    /// <summary>The measures of a county's newest plan, and of the nation's that it is under.</summary>
    public static async Task<IReadOnlyList<MeasureLine>> MeasuresAsync(this CouncilDb db, string county, CancellationToken ct)
    {
        var own = await db.Plans.AsNoTracking().Where(p => p.County == county).OrderByDescending(p => p.From).ThenByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        var nation = own is null ? await db.Plans.AsNoTracking().Where(p => p.County == null).OrderByDescending(p => p.From).ThenByDescending(p => p.Version).FirstOrDefaultAsync(ct) : null;
        return [.. (own ?? nation)?.Goals.SelectMany(g => g.Measures.Select(m => new MeasureLine(m.Key, $"{g.Number}.{m.Number}", m.Words))) ?? []];
    }

    /// <summary>What counties did between two days, or that was told without a day; newest first.</summary>
    public static Task<List<Activity>> ActivitiesAsync(this CouncilDb db, string? county, Period? period, CancellationToken ct)
    {
        var all = db.Activities.AsNoTracking();
        if (county is not null) all = all.Where(a => a.County == county);
        if (period is { } days) all = all.Where(a => a.From == null || a.From <= days.To && a.To >= days.From);
        return all.OrderByDescending(a => a.From).ThenBy(a => a.LoggedAt).ThenBy(a => a.Position).Take(Most).ToListAsync(ct);
    }

    /// <summary>What comes again, with the day it last came; newest first.</summary>
    public static Task<List<Activity>> RecurringAsync(this CouncilDb db, IReadOnlyCollection<string> counties, CancellationToken ct) =>
        db.Activities.AsNoTracking().Where(a => counties.Contains(a.County) && a.Every != null && a.From != null).OrderByDescending(a => a.From).ThenBy(a => a.LoggedAt).Take(Most).ToListAsync(ct);

    /// <summary>The figures that the log gives: how many of each kind, who came, and which municipalities were reached.</summary>
    public static Dictionary<string, decimal> Figures(IReadOnlyCollection<Activity> done, int municipalities)
    {
        var figures = Enum.GetValues<ActivityKind>().ToDictionary(Word, kind => (decimal)done.Where(a => a.Kind == kind && !a.Planned).Sum(a => a.Facts.Count ?? 1));
        figures["attended"] = done.SelectMany(a => a.Attended).Sum(a => a.Count);
        figures["municipalities-reached"] = done.SelectMany(a => a.Municipalities).Distinct().Count();
        figures["municipalities"] = municipalities;
        return figures;
    }

    /// <summary>municipal-visit</summary>
    public static string Word(ActivityKind kind) => ActivityWords.Of(kind);
}
