using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Host;
using Samspill.Jobs;
using Samspill.Planning.Problems;
using Samspill.Planning.Search;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>Takes up the run that has waited longest, or one whose node has died, and works on it to its end.</summary>
/// <remarks>One row is claimed with one update, so that only one node has it. What is found is saved as it goes: a node that dies loses some seconds.</remarks>
public sealed class WorkOnRuns(SamspillDb db, TimeProvider clock) : IClockJob
{
    /// <summary>A run without a sign of life for so long is nobody's.</summary>
    public static readonly TimeSpan Dead = TimeSpan.FromSeconds(30);

    /// <summary>How often it is told how a run stands.</summary>
    private static readonly TimeSpan Tell = TimeSpan.FromSeconds(1);

    /// <summary>How often the week itself is kept: so much is lost at most with the node.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(5);

    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var (now, dead) = (clock.GetUtcNow(), clock.GetUtcNow() - Dead);
        var waiting = db.TimetableRuns.Where(r => r.State == RunningState.Waiting || r.State == RunningState.Running && r.SeenAt < dead);
        if (await waiting.OrderBy(r => r.AskedAt).Select(r => (TimetableRunId?)r.Id).FirstOrDefaultAsync(ct) is not { } id) return;
        int claimed;
        await using (var work = await db.BeginAsync(ct))
        {
            claimed = await waiting.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.State, RunningState.Running).SetProperty(x => x.StartedAt, x => x.StartedAt ?? now).SetProperty(x => x.SeenAt, now), ct);
            await work.CommitAsync(ct);
        }
        if (claimed != 1) return;
        try { await WorkAsync(id, ct); }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            await FailAsync(id); // else it would be taken up again and again, before all others
            throw;
        }
    }

    private async Task WorkAsync(TimetableRunId id, CancellationToken ct)
    {
        var run = await db.TimetableRuns.AsNoTracking().SingleAsync(r => r.Id == id, ct);
        var problem = StartRun.ProblemOf(run);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var state = new Progress(run.Course);
        var left = Math.Max(1, run.Seconds - state.Seconds);
        var search = Task.Run(() => TimetableEngine.Solve(problem, new TimetableOptions
        {
            Limit = SearchLimit.OfTime(TimeSpan.FromSeconds(left)), Seed = run.Seed, Threads = Math.Min(2, Environment.ProcessorCount),
            From = run.Result is { } saved ? StartRun.Unpack(saved, TimetableResultJson.Read) : null,
        }, state.Report, stop.Token), CancellationToken.None);
        try
        {
            while (await Task.WhenAny(search, Task.Delay(Tell, clock, CancellationToken.None)) != search)
            {
                if (ct.IsCancellationRequested) break; // the program stops: another takes it up
                await UpdateAsync(id, state.Now(), ct);
                if (await db.TimetableRuns.AnyAsync(r => r.Id == id && r.StopAsked, ct)) await stop.CancelAsync();
            }
        }
        catch
        {
            await stop.CancelAsync(); // nobody waits for the week any more
            throw;
        }
        if (ct.IsCancellationRequested) await stop.CancelAsync();
        var result = await search;
        await EndAsync(id, result, state.Now().Course, ended: !ct.IsCancellationRequested);
    }

    private async Task UpdateAsync(TimetableRunId id, Standing standing, CancellationToken ct)
    {
        var (now, (cost, unplaced, course, week)) = (clock.GetUtcNow(), standing);
        await using var work = await db.BeginAsync(ct);
        await db.TimetableRuns.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Cost, cost).SetProperty(x => x.Unplaced, unplaced).SetProperty(x => x.Course, course).SetProperty(x => x.SeenAt, now), ct);
        if (week is not null)
        {
            var packed = StartRun.Pack(s => TimetableResultJson.Write(new TimetableResult(cost ?? 0, week, []), s));
            await db.TimetableRuns.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Result, packed), ct);
        }
        await work.CommitAsync(ct);
    }

    private async Task FailAsync(TimetableRunId id)
    {
        var now = clock.GetUtcNow();
        db.ChangeTracker.Clear();
        await using var work = await db.BeginAsync(CancellationToken.None);
        await db.TimetableRuns.Where(r => r.Id == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.State, RunningState.Failed).SetProperty(x => x.EndedAt, now));
        await work.CommitAsync(CancellationToken.None);
    }

    private async Task EndAsync(TimetableRunId id, TimetableResult result, string course, bool ended)
    {
        var (now, packed, unplaced) = (clock.GetUtcNow(), StartRun.Pack(s => TimetableResultJson.Write(result, s)), result.Unplaced.Count);
        await using var work = await db.BeginAsync(CancellationToken.None);
        var stopped = await db.TimetableRuns.AnyAsync(r => r.Id == id && r.StopAsked);
        var state = !ended ? RunningState.Waiting : stopped ? RunningState.Cancelled : RunningState.Done;
        await db.TimetableRuns.Where(r => r.Id == id).ExecuteUpdateAsync(r => r
            .SetProperty(x => x.State, state).SetProperty(x => x.Cost, result.Cost).SetProperty(x => x.Unplaced, unplaced).SetProperty(x => x.Course, course)
            .SetProperty(x => x.Result, packed).SetProperty(x => x.SeenAt, now).SetProperty(x => x.EndedAt, ended ? now : null));
        await work.CommitAsync(CancellationToken.None);
    }

    /// <param name="Week">Lessons placed, when it is time to keep them.</param>
    private sealed record Standing(long? Cost, int? Unplaced, string Course, IReadOnlyList<PlacedLesson>? Week);

    /// <summary>How the search has gone, as points to draw: never more than some hundred.</summary>
    private sealed class Progress
    {
        private const int MostPoints = 240;
        private readonly Lock turn = new();
        private readonly List<RunPoint> points;
        private readonly double before;
        private (long Cost, int Unplaced, double At) last;
        private IReadOnlyList<PlacedLesson>? week;
        private double keptAt;

        public Progress(string earlier)
        {
            points = RunPoint.Read(earlier);
            before = points.Count > 0 ? points[^1].Seconds : 0;
        }

        /// <summary>Whole seconds that an earlier node has searched already.</summary>
        public int Seconds => (int)before;

        public void Report(TimetableProgress progress)
        {
            var at = progress.Search.Elapsed.TotalSeconds;
            var found = at - keptAt >= Keep.TotalSeconds ? progress.Plan() : null; // asked where the search stands still
            lock (turn)
            {
                last = (progress.Search.Cost, progress.Unplaced, at);
                if (found is not null) (week, keptAt) = (found, at);
            }
        }

        public Standing Now()
        {
            lock (turn)
            {
                if (last.At == 0) return new(null, null, RunPoint.Write(points), null);
                var found = week;
                week = null;
                points.Add(new RunPoint(Math.Round(before + last.At, 1), last.Cost, last.Unplaced));
                if (points.Count > MostPoints) points.RemoveAll(p => points.IndexOf(p) % 2 == 1);
                return new(last.Cost, last.Unplaced, RunPoint.Write(points), found);
            }
        }
    }
}

/// <summary>How a run stood after some seconds.</summary>
public sealed record RunPoint(double Seconds, long Cost, int Unplaced)
{
    public static List<RunPoint> Read(string json) => [.. System.Text.Json.JsonSerializer.Deserialize<double[][]>(json)!.Select(p => new RunPoint(p[0], (long)p[1], (int)p[2]))];

    public static string Write(IEnumerable<RunPoint> points)
    {
        var text = new StringBuilder("[");
        foreach (var point in points)
        {
            if (text.Length > 1) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"[{point.Seconds},{point.Cost},{point.Unplaced}]");
        }
        return text.Append(']').ToString();
    }
}
