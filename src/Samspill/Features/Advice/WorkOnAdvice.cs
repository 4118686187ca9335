using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Advice;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Advice;

/// <summary>Reckons the answer that has been waited for longest, or one whose node has died.</summary>
/// <remarks>One row is claimed with one update, so that only one node has it.</remarks>
public sealed class WorkOnAdvice(SamspillDb db, WeighHours hours, PlaceCentres centres, TimeProvider clock) : IClockJob
{
    /// <summary>No answer takes so long.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromMinutes(5);

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var (now, dead) = (clock.GetUtcNow(), clock.GetUtcNow() - Dead);
        var waiting = db.Advice.Where(a => a.State == AdviceState.Waiting || a.State == AdviceState.Running && a.StartedAt < dead);
        if (await waiting.AsNoTracking().OrderBy(a => a.AskedAt).FirstOrDefaultAsync(ct) is not { } asked) return;
        int claimed;
        await using (var work = await db.BeginAsync(ct))
        {
            claimed = await waiting.Where(a => a.Id == asked.Id).ExecuteUpdateAsync(a => a.SetProperty(x => x.State, AdviceState.Running).SetProperty(x => x.StartedAt, now), ct);
            await work.CommitAsync(ct);
        }
        if (claimed != 1) return;
        string? answer = null;
        try { answer = asked.Kind == AdviceKind.Hours ? await hours.AnswerAsync(ct) : await centres.AnswerAsync(asked.Question, ct); }
        finally
        {
            if (answer is not null || !ct.IsCancellationRequested) await EndAsync(asked.Id, answer); // else it would be taken up again and again, before all others
        }
    }

    private async Task EndAsync(AdviceId id, string? answer)
    {
        var (now, state) = (clock.GetUtcNow(), answer is null ? AdviceState.Failed : AdviceState.Done);
        db.ChangeTracker.Clear();
        await using var work = await db.BeginAsync(CancellationToken.None);
        await db.Advice.Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.State, state).SetProperty(x => x.Answer, answer).SetProperty(x => x.EndedAt, now));
        await work.CommitAsync(CancellationToken.None);
    }
}
