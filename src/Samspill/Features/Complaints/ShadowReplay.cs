using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Complaints;
using Samspill.Features.Admission;
using Samspill.Host;
using Samspill.Planning.Placement;

namespace Samspill.Features.Complaints;

/// <summary>One wish whose answer would have been another. Who it is, is not told: only the course and the numbers.</summary>
public sealed record ShadowChange(string Course, Outcome Before, int? QueueBefore, Outcome After, int? QueueAfter, bool IsTheirs);

/// <summary>What the run would have given with a correction. Nothing is kept, nothing is published.</summary>
/// <param name="Changes">The complaining family's own wish first, then everybody whose answer would change; at most <see cref="Most"/>.</param>
/// <param name="Moved">How many would only get another number in a queue.</param>
public sealed record Shadow(ShadowChange Own, IReadOnlyList<ShadowChange> Changes, int Moved)
{
    public const int Most = 100;

    /// <summary>Those who got a place and would not have got it.</summary>
    public int Displaced => Changes.Count(c => !c.IsTheirs && c.Before == Outcome.Placed);
}

/// <summary>Runs the kept problem of a decision again with a correction.</summary>
public static class ShadowReplays
{
    public static async Task<Shadow> ShadowAsync(this SamspillDb db, Complaint complaint, Correction correction, CancellationToken ct)
    {
        var run = await db.Runs.AsNoTracking().SingleAsync(r => r.Id == complaint.Run, ct);
        var closesAt = await db.Rounds.Where(r => r.Id == run.Round).Select(r => (DateTimeOffset?)r.ClosesAt).SingleOrDefaultAsync(ct);
        var rules = (await db.RuleSets.AsNoTracking().SingleAsync(s => s.Id == run.Rules, ct)).Rules;
        return Of(KeptRun.ProblemOf(run), KeptRun.ResultOf(run), PlacementProblems.Id(complaint.Application.Value), correction, closesAt, rules.SeniorityOf, ct);
    }

    public static Shadow Of(PlacementProblem problem, PlacementResult before, string application, Correction correction, DateTimeOffset? closesAt, Func<DateTimeOffset, DateTimeOffset> seniority, CancellationToken ct)
    {
        var after = PlacementEngine.Place(correction.Apply(problem, application, closesAt, seniority), ct).Decisions.ToDictionary(d => d.Application, StringComparer.Ordinal);
        var wishes = problem.Applications.ToDictionary(a => a.Id, StringComparer.Ordinal);
        var pupil = wishes[application].Pupil;
        var pairs = before.Decisions.Select(d => (Before: d, After: after[d.Application], Wish: wishes[d.Application])).ToList();
        ShadowChange Change((Decision Before, Decision After, PlacementApplication Wish) x) =>
            new(x.Wish.Course, x.Before.Outcome, x.Before.Queue, x.After.Outcome, x.After.Queue, x.Wish.Pupil == pupil);
        var others = pairs.Where(x => x.Before.Application != application).ToList();
        return new Shadow(Change(pairs.Single(x => x.Before.Application == application)),
            [.. others.Where(x => x.Before.Outcome != x.After.Outcome).Select(Change).OrderBy(c => !c.IsTheirs).ThenBy(c => c.Before).ThenBy(c => c.Course, StringComparer.Ordinal).ThenBy(c => c.QueueAfter).Take(Shadow.Most)],
            others.Count(x => x.Before.Outcome == x.After.Outcome && x.Before.Queue != x.After.Queue));
    }
}
