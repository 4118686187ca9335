using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A person leaves an application out of a round, or of the next seat that comes free, because of the group's composition; the family is told why when the result is.</summary>
public sealed class PassOverApplication(SamspillDb db, Actor actor, TimeProvider clock)
{
    /// <param name="round">The round; null for the next free seat.</param>
    /// <param name="reason">In words that the family reads.</param>
    public async Task<Outcome<PassOver>> RunAsync(ApplicationId id, RoundId? round, string? reason, CancellationToken ct)
    {
        var said = PlainText.Block(reason);
        if (said.Length is < PassOver.ReasonLeast or > PassOver.ReasonLength) return new Rejection(PassOverRejections.Reason.Code, PassOver.ReasonLeast, PassOver.ReasonLength);
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var form = await (from a in db.Applications join c in db.Courses on a.Course equals c.Id where a.Id == id && a.State == ApplicationState.Waiting select (TeachingForm?)c.Form).SingleOrDefaultAsync(ct);
        if (form is null) return ApplicationRejections.NotLive;
        if (form == TeachingForm.Individual) return PassOverRejections.NoGroup;
        if (!await MayAsync(round, ct)) return PassOverRejections.NotInRules;
        if (await db.PassOvers.AnyAsync(p => p.Application == id && p.Run == null && p.RegrettedAt == null, ct)) return PassOverRejections.Already;
        var passOver = new PassOver(PassOverId.New(), id, round, said, actor.Name, clock.GetUtcNow());
        db.PassOvers.Add(passOver);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return passOver;
    }

    private async Task<bool> MayAsync(RoundId? id, CancellationToken ct)
    {
        if (id is null) return (await db.RulesInForceAsync(Oslo.Today(clock), ct)).MayPassOver;
        return (await db.RuleSets.AsNoTracking().SingleOrDefaultAsync(s => db.Rounds.Any(r => r.Id == id && r.Published == null && r.Rules == s.Id), ct))?.Rules.MayPassOver == true;
    }
}

/// <summary>Takes it back, as long as no result has been made without the application.</summary>
public sealed class RegretPassOver(SamspillDb db, TimeProvider clock)
{
    public async Task<Outcome<Done>> RunAsync(PassOverId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        if (await db.PassOvers.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } passOver) return PassOverRejections.NotFound;
        if (passOver.Regret(clock.GetUtcNow()).Refused(out var why)) return why;
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return new Done();
    }
}

internal static class PassedOver
{
    /// <summary>Applications that a run of this round, or the next free seat, leaves out; by their ids in problems.</summary>
    public static async Task<HashSet<string>> PassedOverAsync(this SamspillDb db, RoundId? round, CancellationToken ct) =>
        [.. (await db.PassOvers.Where(p => p.Round == round && p.Run == null && p.RegrettedAt == null).Select(p => p.Application).ToListAsync(ct)).Select(a => PlacementProblems.Id(a.Value))];
}
