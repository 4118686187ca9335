using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>An activity as an adviser logs it.</summary>
public sealed record NewActivity(string County, ActivityKind Kind, ActivityTime Time, bool Planned, ActivityFacts Facts, IReadOnlyList<Guid> Measures, IReadOnlyList<Attended> Attended, IReadOnlyList<string> Municipalities, Money? Cost);

/// <summary>An adviser logs what the county has done or plans.</summary>
public sealed class LogActivity(CouncilDb db, Actor actor, TimeProvider clock)
{
    /// <summary>Logs it. Refused for another county than one's own, and for measures or municipalities that are not the county's.</summary>
    public async Task<Outcome<ActivityId>> RunAsync(NewActivity asked, CancellationToken ct)
    {
        if (!actor.Counties.Contains(asked.County)) return ActivityRejections.OtherCounty;
        var numbers = asked.Municipalities.Distinct().ToList();
        if (await db.Municipalities.CountAsync(m => m.County == asked.County && numbers.Contains(m.Number), ct) != numbers.Count) return ActivityRejections.OtherCounty;
        var measures = (await db.MeasuresAsync(asked.County, ct)).Select(m => m.Key).ToHashSet();
        if (!asked.Measures.All(measures.Contains)) return ActivityRejections.Measure;
        if (Activity.Log(asked.County, asked.Kind, asked.Time, asked.Planned, asked.Facts, asked.Measures, 0, actor.Name, clock.GetUtcNow()).Refused(out var why, out var activity)) return why;
        if (activity.Count(asked.Attended, numbers, asked.Cost).Refused(out why)) return why;
        db.Activities.Add(activity);
        await db.SaveChangesAsync(ct);
        return activity.Id;
    }
}

/// <summary>A measure to choose among.</summary>
public sealed record MeasureLine(Guid Key, string Number, string Words);

internal static class StrategyLists
{
    private const int Most = 5000;

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
    public static string Word(ActivityKind kind) => string.Concat(kind.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
