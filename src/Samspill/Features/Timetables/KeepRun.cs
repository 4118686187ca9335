using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Planning.Problems;

namespace Samspill.Features.Timetables;

/// <summary>Makes a draft of what a run has found, once, and asks a run to stop.</summary>
public sealed class KeepRun(SamspillDb db, WeekDrafts drafts)
{
    public async Task<Outcome<WeekPlanId>> RunAsync(TimetableRunId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        // The row is held: of two who press at once the later finds the draft.
        if (await db.TimetableRuns.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Seed, x => x.Seed), ct) == 0) return TimetableRunRejections.NotFound;
        var run = await db.TimetableRuns.AsNoTracking().SingleAsync(r => r.Id == id, ct);
        if (run.Plan is { } made) return made;
        if (run is not { Result: { } packed, State: RunningState.Done or RunningState.Cancelled }) return TimetableRunRejections.NoResult;
        var minutes = await db.Groups.Where(g => g.SchoolYear == run.SchoolYear && g.ClosedOn == null).ToDictionaryAsync(g => g.Id, g => g.Minutes, ct);
        var plan = await drafts.KeepAsync(run.SchoolYear, run.Name, StartRun.Unpack(packed, TimetableResultJson.Read).Placed, minutes, ct);
        await db.TimetableRuns.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Plan, plan.Id), ct);
        db.Note("timetable-draft", $"WeekPlan {plan.Id.Value}", $"TimetableRun {id.Value}");
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        return plan.Id;
    }

    /// <summary>Asks a run to stop; what it has found by then is kept. Twice is harmless.</summary>
    public async Task<Outcome<Done>> StopAsync(TimetableRunId id, CancellationToken ct)
    {
        await using var work = await db.BeginAsync(ct);
        var asked = await db.TimetableRuns.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.StopAsked, true), ct);
        await db.TimetableRuns.Where(r => r.Id == id && r.State == RunningState.Waiting && r.StartedAt == null).ExecuteUpdateAsync(r => r.SetProperty(x => x.State, RunningState.Cancelled), ct);
        await work.CommitAsync(ct);
        return asked == 0 ? TimetableRunRejections.NotFound : new Done();
    }
}
