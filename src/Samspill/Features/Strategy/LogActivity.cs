using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>An activity as an adviser logs it.</summary>
public sealed record NewActivity(string County, ActivityKind Kind, ActivityTime Time, bool Planned, ActivityFacts Facts, IReadOnlyList<Guid> Measures, IReadOnlyList<Attended> Attended, IReadOnlyList<string> Municipalities, Money? Cost);

/// <summary>An adviser logs what the county has done or plans, corrects it, and takes it back.</summary>
public sealed class LogActivity(CouncilDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Logs it. Refused for another county than one's own, and for measures or municipalities that are not the county's. The same twice from the same form is once.</summary>
    public async Task<Outcome<ActivityId>> RunAsync(Guid form, NewActivity asked, CancellationToken ct)
    {
        var id = new ActivityId(FormId.Of($"{form} {actor.Account} {JsonSerializer.Serialize(asked)}"));
        if (await db.Activities.IgnoreQueryFilters().AnyAsync(a => a.Id == id, ct)) return id;
        if ((await ReadAsync(asked, [], id, ct)).Refused(out var why, out var activity)) return why;
        db.Activities.Add(activity);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { } // sent twice at once
        return id;
    }

    /// <summary>Says it anew, with a reason. What had been said is kept.</summary>
    /// <param name="number">One more than the changes the writer saw.</param>
    public async Task<Outcome<Done>> CorrectAsync(ActivityId id, NewActivity asked, int number, string reason, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } activity) return ActivityRejections.NotFound;
        if ((await ReadAsync(asked with { County = activity.County }, activity.Measures, null, ct)).Refused(out var why, out var said)) return why;
        return await ChangeAsync(id, number, activity.Correct(said, number, reason, actor.Name, clock.GetUtcNow()), ct);
    }

    /// <summary>Takes it back, with a reason: it counts no more.</summary>
    /// <param name="number">One more than the changes the writer saw.</param>
    public async Task<Outcome<Done>> WithdrawAsync(ActivityId id, int number, string reason, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } activity) return ActivityRejections.NotFound;
        return await ChangeAsync(id, number, activity.Withdraw(number, reason, actor.Name, clock.GetUtcNow()), ct);
    }

    /// <summary>What was planned has been done, and counts from now on.</summary>
    /// <param name="number">One more than the changes the writer saw.</param>
    /// <param name="reason">What stands in the log of changes.</param>
    public async Task<Outcome<Done>> HoldAsync(ActivityId id, int number, string reason, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } activity) return ActivityRejections.NotFound;
        return await ChangeAsync(id, number, activity.Hold(number, reason, Oslo.Today(clock), actor.Name, clock.GetUtcNow()), ct);
    }

    private Task<Activity?> FindAsync(ActivityId id, CancellationToken ct)
    {
        var own = actor.Counties.ToList();
        return db.Activities.SingleOrDefaultAsync(a => a.Id == id && own.Contains(a.County), ct);
    }

    /// <param name="had">Measures it served already: a plan may have left them out since.</param>
    private async Task<Outcome<Activity>> ReadAsync(NewActivity asked, IReadOnlyList<Guid> had, ActivityId? id, CancellationToken ct)
    {
        if (!actor.WorksFor(asked.County)) return ActivityRejections.OtherCounty;
        var numbers = asked.Municipalities.Distinct().ToList();
        if (await db.Municipalities.CountAsync(m => m.County == asked.County && numbers.Contains(m.Number), ct) != numbers.Count) return ActivityRejections.OtherCounty;
        var measures = (await db.MeasuresAsync(asked.County, Oslo.Today(clock), ct)).Select(m => m.Key).Concat(had).ToHashSet();
        if (!asked.Measures.All(measures.Contains)) return ActivityRejections.Measure;
        if (Activity.Log(asked.County, asked.Kind, asked.Time, asked.Planned, asked.Facts, asked.Measures, 0, actor.Name, clock.GetUtcNow(), id).Refused(out var why, out var activity)) return why;
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
    private const int MostRecurring = 5000, MostReports = 500, MostPlanned = 100;

    /// <summary>More than any county keeps, and all of them together.</summary>
    public const int MostAgreements = 1000;

    /// <summary>The measures of a county's plan, or of the nation's when it has none: the plan of today, adopted rather than a draft.</summary>
    public static async Task<IReadOnlyList<MeasureLine>> MeasuresAsync(this CouncilDb db, string county, DateOnly today, CancellationToken ct)
    {
        Task<Plan?> PlanAsync(string? of) => db.Plans.AsNoTracking().Where(p => p.County == of).OrderByDescending(p => p.From <= today && p.To >= today).ThenByDescending(p => p.State == PlanState.Adopted)
            .ThenByDescending(p => p.From).ThenByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        return [.. (await PlanAsync(county) ?? await PlanAsync(null))?.Goals.SelectMany(g => g.Measures.Select(m => new MeasureLine(m.Key, $"{g.Number}.{m.Number}", m.Words))) ?? []];
    }

    /// <summary>A county's log, or all counties', the newest first; what was told without a day comes last.</summary>
    public static IQueryable<Activity> Log(this CouncilDb db, string? county) => db.Activities.AsNoTracking().Where(a => county == null || a.County == county)
        .OrderBy(a => a.From == null).ThenByDescending(a => a.From).ThenBy(a => a.LoggedAt).ThenBy(a => a.Position).ThenBy(a => a.Id);

    /// <summary>All that was done or planned in some days. It is added up, so nothing is cut off.</summary>
    public static async Task<IReadOnlyList<Activity>> ActivitiesAsync(this CouncilDb db, string? county, Period period, CancellationToken ct)
    {
        var all = await db.Log(county).Where(a => a.From == null || a.From <= period.To && a.To >= period.From).ToListAsync(ct);
        if (all.TrueForAll(a => a.From is not null)) return all;
        var given = await db.Plans.AsNoTracking().Where(p => (county == null || p.County == county) && db.Reports.Any(r => r.Plan == p.Id)).OrderBy(p => p.From).Take(MostReports).ToListAsync(ct);
        var told = given.SelectMany(p => p.Goals.SelectMany(g => g.Measures.Select(m => (m.Key, p.Period)))).DistinctBy(m => m.Key).ToDictionary();
        Period Told(Activity activity) => activity.LoggedBy == ImportReport.By && activity.Measures.Where(told.ContainsKey).Select(m => (Period?)told[m]).FirstOrDefault() is { } days
            ? days : new Period(Oslo.DayOf(activity.LoggedAt), Oslo.DayOf(activity.LoggedAt));
        return [.. all.Where(a => a.IsIn(period, Told(a)))];
    }

    /// <summary>What comes again, with the day it last came; newest first.</summary>
    public static Task<List<Activity>> RecurringAsync(this CouncilDb db, IReadOnlyCollection<string> counties, CancellationToken ct) =>
        db.Activities.AsNoTracking().Where(a => counties.Contains(a.County) && a.Every != null && a.From != null).OrderByDescending(a => a.From).ThenBy(a => a.LoggedAt).Take(MostRecurring).ToListAsync(ct);

    /// <summary>What was planned for a day that is past, the oldest first: it counts once somebody says that it was held.</summary>
    public static Task<List<Activity>> PassedAsync(this CouncilDb db, IReadOnlyCollection<string> counties, DateOnly today, CancellationToken ct) =>
        db.Activities.AsNoTracking().Where(a => counties.Contains(a.County) && a.Planned && a.To < today).OrderBy(a => a.From).ThenBy(a => a.LoggedAt).Take(MostPlanned).ToListAsync(ct);
}
