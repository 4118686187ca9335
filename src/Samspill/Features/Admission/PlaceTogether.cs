using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Planning.Placement;

namespace Samspill.Features.Admission;

/// <summary>What was placed in the end.</summary>
/// <param name="Problem">What the result belongs to: without what was set aside.</param>
/// <param name="SetAside">Wishes left out because not all the children of the submission could get a place.</param>
internal sealed record Placing(PlacementProblem Problem, PlacementResult Result, IReadOnlyList<string> SetAside);

/// <summary>Places for all the children or none, beside the engine, which knows nothing of it.</summary>
internal static class PlacingTogether
{
    /// <summary>Places; while some family has a place for one child and not for another, and wants none then, leaves out that family's wishes and places again.</summary>
    /// <remarks>One family at a time, the one that applied last first, since each that is left out makes room for others. What is left out only grows, so it ends.</remarks>
    public static async Task<Placing> PlaceTogetherAsync(this SamspillDb db, PlacementProblem problem, AdmissionRules rules, CancellationToken ct)
    {
        var families = rules.MayAskTogether ? await db.FamiliesAsync(ct) : [];
        return Place(problem, families, ct);
    }

    internal static Placing Place(PlacementProblem problem, IReadOnlyList<Family> families, CancellationToken ct)
    {
        var (left, aside) = (families.ToList(), new HashSet<string>(StringComparer.Ordinal));
        while (true)
        {
            var without = problem.Without(aside);
            var result = PlacementEngine.Place(without, ct);
            var placed = result.Placed.Select(p => p.Application).ToHashSet(StringComparer.Ordinal);
            if (left.Where(f => f.IsSplit(placed)).MaxBy(f => (f.AskedAt, f.Submission)) is not { } split)
                return new Placing(without, result, [.. problem.Applications.Select(a => a.Id).Where(aside.Contains)]);
            left.Remove(split);
            aside.UnionWith(split.Children.SelectMany(wishes => wishes));
        }
    }

    /// <summary>Who asked for it, with the waiting wishes of each child that has got nothing of the submission yet.</summary>
    private static async Task<IReadOnlyList<Family>> FamiliesAsync(this SamspillDb db, CancellationToken ct)
    {
        var rows = await (from b in db.BothOrNone
                          where b.RegrettedAt == null
                          join a in db.Applications on (SubmissionId?)b.Submission equals a.Submission
                          where a.State == ApplicationState.Waiting
                              && !db.Applications.Any(x => x.Submission == a.Submission && x.Pupil == a.Pupil && (x.State == ApplicationState.Offered || x.State == ApplicationState.Placed))
                          select new { b.Submission, b.AskedAt, a.Pupil, a.Id }).ToListAsync(ct);
        return [.. rows.GroupBy(r => (r.Submission, r.AskedAt)).Select(f => new Family(f.Key.Submission.Value, f.Key.AskedAt,
            [.. f.GroupBy(r => r.Pupil).Select(c => c.Select(r => PlacementProblems.Id(r.Id.Value)).ToList())]))];
    }

    /// <summary>The wishes of each child of a submission.</summary>
    internal sealed record Family(Guid Submission, DateTimeOffset AskedAt, IReadOnlyList<IReadOnlyList<string>> Children)
    {
        /// <summary>Whether one child has a place and another has none.</summary>
        public bool IsSplit(IReadOnlySet<string> placed) => Children.Any(wishes => wishes.Any(placed.Contains)) && !Children.All(wishes => wishes.Any(placed.Contains));
    }
}
