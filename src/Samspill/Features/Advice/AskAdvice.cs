using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Domain.Advice;
using Samspill.Features.Admission;
using Samspill.Host;

namespace Samspill.Features.Advice;

/// <summary>Asks an adviser. A clock job reckons the answer, which takes seconds; who asks while the same waits gets that one.</summary>
public sealed class AskAdvice(SamspillDb db, PlaceCentres centres, Actor actor, TimeProvider clock)
{
    /// <summary>Answers that are kept of each kind.</summary>
    private const int Kept = 20;

    /// <summary>Questions that may wait at once: each takes seconds, one after the other.</summary>
    private const int MostWaiting = 5;

    public async Task<Outcome<AdviceId>> HoursAsync(CancellationToken ct)
    {
        if (!await db.Applications.AnyAsync(a => a.State == ApplicationState.Waiting, ct)) return AdviceRejections.NobodyWaits;
        return await AskAsync(AdviceKind.Hours, "", ct);
    }

    public async Task<Outcome<AdviceId>> CentresAsync(CentreQuestion question, CancellationToken ct)
    {
        if ((await centres.ProblemAsync(question, ct)).Refused(out var why)) return why;
        return await AskAsync(AdviceKind.Centres, JsonSerializer.Serialize(question), ct);
    }

    private async Task<Outcome<AdviceId>> AskAsync(AdviceKind kind, string question, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        await db.TakeTurnAsync(ct);
        var same = await db.Advice.Where(a => a.Kind == kind && a.State == AdviceState.Waiting && a.Question == question).Select(a => (AdviceId?)a.Id).FirstOrDefaultAsync(ct);
        if (same is { } waiting) return waiting;
        if (await db.Advice.CountAsync(a => a.State == AdviceState.Waiting, ct) >= MostWaiting) return AdviceRejections.Busy;
        var old = await db.Advice.Where(a => a.Kind == kind && (a.State == AdviceState.Done || a.State == AdviceState.Failed)).OrderByDescending(a => a.AskedAt).Skip(Kept - 1).Select(a => a.Id).Take(1000).ToListAsync(ct);
        await db.Advice.Where(a => old.Contains(a.Id)).ExecuteDeleteAsync(ct);
        var asked = new AskedAdvice(AdviceId.New(), kind, question, actor.Name, clock.GetUtcNow());
        db.Advice.Add(asked);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return asked.Id;
    }
}

internal static class AdviceNow
{
    /// <summary>The newest answer of a kind, and the newest that was asked; either null when there is none.</summary>
    public static async Task<(AskedAdvice? Answered, AskedAdvice? Asked)> NewestAdviceAsync(this SamspillDb db, AdviceKind kind, CancellationToken ct) =>
        (await db.Advice.AsNoTracking().Where(a => a.Kind == kind && a.State == AdviceState.Done).OrderByDescending(a => a.AskedAt).FirstOrDefaultAsync(ct),
         await db.Advice.AsNoTracking().Where(a => a.Kind == kind).OrderByDescending(a => a.AskedAt).FirstOrDefaultAsync(ct));

    /// <summary>Whether somebody still waits for an answer.</summary>
    public static bool IsLive(this AskedAdvice? asked) => asked?.State is AdviceState.Waiting or AdviceState.Running;
}
