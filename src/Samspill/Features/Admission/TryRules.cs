using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;
using Samspill.Planning.Placement;
using Outcome = Samspill.Planning.Placement.Outcome;

namespace Samspill.Features.Admission;

/// <summary>How many at a course.</summary>
public sealed record CourseCount(string Course, int Placed, int Waiting);

/// <summary>What other rules would give, beside today's.</summary>
/// <param name="Round">The admission it was tried on; null when none is coming, and the seats that are free today were used.</param>
/// <param name="Rows">The courses where anything differs, with how many wishes fare differently.</param>
/// <param name="Same">Courses where nothing differs.</param>
public sealed record TriedRules(string? Round, int Children, IReadOnlyList<CourseCount> Before, IReadOnlyList<CourseCount> After, IReadOnlyList<(CourseCount Before, CourseCount After, int Changed)> Rows, int Same);

/// <summary>Tries rules on those who wait now. Keeps nothing and tells nobody.</summary>
public sealed class TryRules(SamspillDb db, TimeProvider clock)
{
    public async Task<TriedRules?> RunAsync(AdmissionRules rules, CancellationToken ct)
    {
        var round = await db.Rounds.AsNoTracking().Where(r => r.Published == null).OrderBy(r => r.ClosesAt).FirstOrDefaultAsync(ct);
        var frame = round is null ? await db.FrameOfTodayAsync(Oslo.Today(clock), ct) : PlacementFrame.Of(round, await db.RuleSets.AsNoTracking().SingleAsync(s => s.Id == round.Rules, ct), clock.GetUtcNow());
        frame ??= new PlacementFrame(default, AdmissionRules.Default, Oslo.Today(clock), 0, null, Oslo.Today(clock), null);
        var (before, after) = (await PlaceAsync(frame, ct), await PlaceAsync(frame with { Rules = rules }, ct));
        var counts = (Before: Count(before), After: Count(after));
        var later = counts.After.ToDictionary(c => c.Course);
        var placed = after.Result.Placed.Select(p => p.Application).ToHashSet(StringComparer.Ordinal);
        placed.SymmetricExceptWith(before.Result.Placed.Select(p => p.Application));
        var changed = before.Problem.Applications.Where(a => placed.Contains(a.Id)).CountBy(a => a.Course).ToDictionary();
        var rows = counts.Before.Select(c => (c, later[c.Course], changed.GetValueOrDefault(c.Course))).Where(r => r.c != r.Item2 || r.Item3 > 0).OrderByDescending(r => r.Item3).ThenBy(r => r.c.Course, StringComparer.Ordinal).Take(200).ToList();
        return new TriedRules(round?.Name, before.Problem.Pupils.Count, counts.Before, counts.After, rows, counts.Before.Count - rows.Count);
    }

    private async Task<(PlacementProblem Problem, PlacementResult Result)> PlaceAsync(PlacementFrame frame, CancellationToken ct)
    {
        var problem = (await db.ForRoundAsync(frame, ct)).Without(await db.PassedOverAsync(frame.Round, ct));
        return (problem, (await db.PlaceTogetherAsync(problem, frame.Rules, ct)).Result);
    }

    private static List<CourseCount> Count((PlacementProblem Problem, PlacementResult Result) run)
    {
        var courses = run.Problem.Applications.ToDictionary(a => a.Id, a => a.Course, StringComparer.Ordinal);
        var outcomes = run.Result.Decisions.CountBy(d => (courses[d.Application], d.Outcome)).ToDictionary();
        return [.. run.Problem.Courses.Select(c => new CourseCount(c.Id, outcomes.GetValueOrDefault((c.Id, Outcome.Placed)), outcomes.GetValueOrDefault((c.Id, Outcome.Waiting))))];
    }
}
