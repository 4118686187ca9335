using Samspill.Planning.Problems;

namespace Samspill.Planning.Placement;

/// <summary>Gives places to pupils by deferred acceptance, and says for every application what became of it and why.</summary>
/// <remarks>
/// Depends on nothing but the problem: no clock, no chance but the problem's seed. Time grows as n log n in the number of
/// applications, and once more for every course with pupils that closes. Thread-safe: nothing is shared between calls.
/// </remarks>
public static class PlacementEngine
{
    /// <summary>Runs the placement.</summary>
    /// <exception cref="ArgumentException">The problem has faults; ask <see cref="PlacementProblem.Faults"/> first.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; nothing is kept.</exception>
    public static PlacementResult Place(PlacementProblem problem, CancellationToken cancellation = default)
    {
        var standing = new Standing(Index(problem));
        var rules = problem.Rules;
        var first = new Acceptance(standing, round: 1);
        for (var pupil = 0; pupil < problem.Pupils.Count; pupil++) first.Enter(pupil, Quota(standing, rules, pupil));

        // When a course closes, its pupils go on from where the first round stood: those turned down stay turned down, so the
        // outcome is that of a run from the beginning without the course. The rounds after the first begin again.
        while (true)
        {
            first.Run(cancellation);
            var placed = standing.Settle(first, 1);
            for (var round = 2; rules.Rounds == Rounds.OneEach && placed.Count > 0; round++)
                placed = RunLater(standing, round, placed, cancellation);
            var closing = standing.CloseTheShortest();
            if (closing < 0) return Explanation.Of(standing);
            standing.Restart();
            first.TurnOut(closing);
        }
    }

    /// <summary>
    /// Those who may be considered for a course and have no place there, in the course's order as things stand: places held are
    /// those of the problem, and nobody is placed.
    /// </summary>
    /// <exception cref="ArgumentException">The problem has faults, or no such course.</exception>
    public static IReadOnlyList<PlacementApplication> Queue(PlacementProblem problem, string courseId)
    {
        var course = problem.Courses.FirstOrDefault(c => c.Id == courseId)
            ?? throw new ArgumentException($"There is no course {courseId}.", nameof(courseId));
        var applications = problem.Applications.Where(a => a.Course == courseId).ToArray();
        var applicants = applications.Select(a => a.Pupil).ToHashSet(StringComparer.Ordinal);
        var standing = new Standing(Index(problem with
        {
            Courses = [course],
            Pupils = [.. problem.Pupils.Where(p => applicants.Contains(p.Id))],
            Applications = applications,
        }));
        var order = standing.OrderOf(0);
        return [.. Enumerable.Range(0, applications.Length).Where(standing.IsOpen).Select(order.Contend).Order(order)
            .Select(c => standing.Index.Applications[c.Application])];
    }

    // Only those who just got a place and may have one more can gain: the others have been turned down by every course they
    // want, and a course that turns anybody down is full.
    private static List<int> RunLater(Standing standing, int round, List<int> placed, CancellationToken cancellation)
    {
        var acceptance = new Acceptance(standing, round);
        var any = false;
        foreach (var pupil in placed)
        {
            if (standing.MayGet(pupil) == 0) continue;
            acceptance.Enter(pupil, 1);
            any = true;
        }
        if (!any) return [];
        acceptance.Run(cancellation);
        return standing.Settle(acceptance, round);
    }

    private static int Quota(Standing standing, PlacementRules rules, int pupil) =>
        rules.Rounds == Rounds.Together ? standing.MayGet(pupil) : Math.Min(1, standing.MayGet(pupil));

    private static PlacementIndex Index(PlacementProblem problem)
    {
        var faults = new FaultList();
        return PlacementIndex.Build(problem, faults)
            ?? throw new ArgumentException($"The problem cannot be run. {faults.ToList()[0]}", nameof(problem));
    }
}
