using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Host;
using Samspill.Planning.Problems;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>A run that was asked for.</summary>
/// <param name="LeftOut">Locked lessons, by name, that break rules where they stand or stand between the five minutes: they are placed anew.</param>
public sealed record StartedRun(TimetableRunId Id, IReadOnlyList<string> LeftOut);

/// <summary>Asks for a run: the problem is made of the data as it is now, and kept. The clock's job does the work.</summary>
public sealed class StartRun(SamspillDb db, Actor actor, Disclosure disclosure, TimeProvider clock)
{
    /// <param name="basis">A plan whose locked lessons stay where they can; null for none.</param>
    public async Task<Outcome<StartedRun>> RunAsync(int schoolYear, string name, int seconds, WeekPlanId? basis, CancellationToken ct)
    {
        if (seconds is < 1 or > 3600) return TimetableRunRejections.Seconds;
        var known = await db.WeekPlans.Where(p => p.SchoolYear == schoolYear && p.State == PlanState.Published).Select(p => (WeekPlanId?)p.Id).SingleOrDefaultAsync(ct);
        var problem = await db.WeekProblemAsync(schoolYear, known, basis, ct);
        if (problem.Lessons.Count == 0) return TimetableRunRejections.NothingToPlace;
        if (problem.Faults() is [var fault, ..]) return new Rejection(TimetableRunRejections.Faulty.Code, fault.ToString());
        var run = new TimetableRun(TimetableRunId.New(), schoolYear, name, Pack(s => TimetableProblemJson.Write(problem, s)), problem.Lessons.Count, seconds, seed: 1, actor.Name, clock.GetUtcNow());
        db.TimetableRuns.Add(run);
        await db.SaveChangesAsync(ct);
        return new StartedRun(run.Id, await LeftOutAsync(problem, schoolYear, basis, ct));
    }

    private async Task<IReadOnlyList<string>> LeftOutAsync(TimetableProblem problem, int schoolYear, WeekPlanId? basis, CancellationToken ct)
    {
        if (basis is not { } plan) return [];
        var free = problem.Lessons.Where(l => l.Fixed is null).Select(l => l.Id).ToHashSet();
        var left = (await db.PlannedLessons.Where(l => l.Plan == plan && l.Locked).Select(l => l.Group).ToListAsync(ct)).FindAll(g => free.Contains(WeekProblem.Code(g.Value)));
        if (left.Count == 0) return [];
        var names = await WeekNames.OfAsync(db, disclosure, schoolYear, ct);
        return [.. left.Select(names.Lesson).Order(StringComparer.CurrentCulture)];
    }

    internal static byte[] Pack(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest)) write(brotli);
        return packed.ToArray();
    }

    internal static T Unpack<T>(byte[] packed, Func<ReadOnlyMemory<byte>, Reading<T>> read) where T : class
    {
        using var plain = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress)) brotli.CopyTo(plain);
        return read(plain.ToArray()).Value ?? throw new InvalidOperationException("What was kept cannot be read.");
    }

    internal static TimetableProblem ProblemOf(TimetableRun run) => Unpack(run.Problem, TimetableProblemJson.Read);
}
