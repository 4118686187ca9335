using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>Plans are made, written, adopted and followed by others: the nation's by the council, a county's by its adviser, a school's own by its principal.</summary>
public sealed class EditPlans(OwnDb own, Actor actor, TimeProvider clock)
{
    private readonly TenantDb db = own.Db;
    private DbSet<Plan> Plans => db.Set<Plan>();

    /// <summary>Whether the actor writes this plan.</summary>
    public bool MayWrite(string? county) => county is null ? actor.May(Can.SetStrategy) : actor.WorksFor(county);

    /// <summary>An empty draft of the nation's, or a school's, plan for a period.</summary>
    public async Task<Outcome<PlanId>> BeginAsync(string name, Period period, CancellationToken ct)
    {
        if (!MayWrite(null)) return PlanRejections.OtherCounty;
        if (Plan.National(name, period, actor.Name, clock.GetUtcNow()).Refused(out var why, out var plan)) return why;
        return await AddAsync(plan, ct);
    }

    /// <summary>A draft of a county's plan for the nation's goals.</summary>
    public async Task<Outcome<PlanId>> BeginForCountyAsync(PlanId nation, string county, CancellationToken ct)
    {
        if (!MayWrite(county)) return PlanRejections.OtherCounty;
        if (await FindAsync(nation, ct) is not { } over) return PlanRejections.NotFound;
        if (over.ForCounty(county, over.Name, actor.Name, clock.GetUtcNow()).Refused(out var why, out var plan)) return why;
        return await AddAsync(plan, ct);
    }

    /// <summary>A draft of the version after the newest; the one that is there already, if there is one.</summary>
    public async Task<Outcome<PlanId>> NextAsync(PlanId id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } plan) return PlanRejections.NotFound;
        if (!MayWrite(plan.County)) return PlanRejections.OtherCounty;
        var newest = await Plans.AsNoTracking().Where(p => p.County == plan.County && p.From == plan.From && p.To == plan.To).OrderByDescending(p => p.Version).FirstAsync(ct);
        return newest.State == PlanState.Draft ? newest.Id : await AddAsync(plan.Next(newest.Version, actor.Name, clock.GetUtcNow()), ct);
    }

    /// <summary>A draft for another period, which begins as a copy.</summary>
    public async Task<Outcome<PlanId>> ForPeriodAsync(PlanId id, Period period, string name, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } plan) return PlanRejections.NotFound;
        if (!MayWrite(plan.County)) return PlanRejections.OtherCounty;
        var under = plan.County is null ? null : await Plans.AsNoTracking().Where(p => p.County == null && p.From == period.From && p.To == period.To).OrderByDescending(p => p.Version).FirstOrDefaultAsync(ct);
        if (plan.For(period, name, under, actor.Name, clock.GetUtcNow()).Refused(out var why, out var next)) return why;
        return await AddAsync(next, ct);
    }

    /// <summary>Writes a draft anew from its text.</summary>
    public Task<Outcome<Done>> WriteAsync(PlanId id, string text, int revision, CancellationToken ct) =>
        ChangeAsync(id, plan => Outline.Read(text, plan.Areas).Refused(out var why, out var areas) ? why : plan.Write(areas, revision), ct);

    public Task<Outcome<Done>> AdoptAsync(PlanId id, string by, DateOnly on, CancellationToken ct) => ChangeAsync(id, plan => plan.Adopt(by, on), ct);

    /// <summary>Answers for an indicator's number. The same number as was just answered that day is the same answer.</summary>
    public async Task<Outcome<Done>> AnswerAsync(PlanId id, Guid indicator, decimal value, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } plan || plan.Goals.SelectMany(g => g.Indicators).FirstOrDefault(i => i.Key == indicator) is not { AnsweredBy: not null }) return PlanRejections.NotFound;
        if (!MayWrite(plan.County)) return PlanRejections.OtherCounty;
        var (today, last) = (Oslo.Today(clock), await db.Set<IndicatorAnswer>().AsNoTracking().Where(a => a.Indicator == indicator).OrderByDescending(a => a.At).FirstOrDefaultAsync(ct));
        if (last is not null && last.On == today && last.Value == value) return new Done();
        db.Add(new IndicatorAnswer(indicator, today, value, actor.Name, clock.GetUtcNow()) { Id = FormId.Of($"{indicator} {last?.Id} {value}") });
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { } // sent twice at once
        return new Done();
    }

    private Task<Plan?> FindAsync(PlanId id, CancellationToken ct) => Plans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);

    private async Task<Outcome<PlanId>> AddAsync(Plan plan, CancellationToken ct)
    {
        Plans.Add(plan);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException fault) when (fault.IsLostRace()) { return PlanRejections.There; }
        return plan.Id;
    }

    private async Task<Outcome<Done>> ChangeAsync(PlanId id, Func<Plan, Outcome<Done>> change, CancellationToken ct)
    {
        if (await Plans.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan) return PlanRejections.NotFound;
        if (!MayWrite(plan.County)) return PlanRejections.OtherCounty;
        var done = change(plan);
        if (done.Refused(out _)) return done;
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateConcurrencyException) { return PlanRejections.ChangedMeanwhile; }
        return done;
    }
}
