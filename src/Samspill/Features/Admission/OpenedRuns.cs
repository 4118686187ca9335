using Samspill.Domain.Admission;

namespace Samspill.Features.Admission;

/// <summary>What a run decided about one application, with what is known of the wish. Ids only, no names.</summary>
public sealed record RunRow(ApplicationId Application, PersonId Pupil, string Course, DecisionOutcome Outcome, int? Queue, string? DecidedBy, string? Flag, int Rank, DateTimeOffset AppliedAt, int Age);

/// <summary>A kept run, opened.</summary>
/// <param name="Rows">One for each application, by course and then as the run left them: placed, waiting in order, the rest.</param>
/// <param name="Seats">Free seats before the run, by course code.</param>
public sealed record OpenedRun(IReadOnlyList<RunRow> Rows, IReadOnlyList<string> Closed, IReadOnlyDictionary<string, int> Seats)
{
    public static OpenedRun Of(Run run)
    {
        var problem = KeptRun.ProblemOf(run);
        var result = KeptRun.ResultOf(run);
        var wishes = problem.Applications.ToDictionary(a => a.Id, StringComparer.Ordinal);
        var born = problem.Pupils.ToDictionary(p => p.Id, p => p.BirthDate.Year, StringComparer.Ordinal);
        var rows = result.Decisions.Select(d => (d, wish: wishes[d.Application])).Select(x => new RunRow(
            new ApplicationId(Guid.Parse(x.d.Application)), new PersonId(Guid.Parse(x.wish.Pupil)), x.wish.Course, (DecisionOutcome)(int)x.d.Outcome,
            x.d.Queue, x.d.DecidedBy is { } by ? Words.Rule(by) : null, x.d.Flag, x.wish.Rank, x.wish.AppliedAt, problem.Date.Year - born[x.wish.Pupil]));
        return new OpenedRun([.. rows.OrderBy(r => r.Course, StringComparer.Ordinal).ThenBy(r => r.Outcome).ThenBy(r => r.Queue).ThenBy(r => r.AppliedAt).ThenBy(r => r.Application.Value)],
            result.Closed, problem.Courses.ToDictionary(c => c.Id, c => c.Capacity, StringComparer.Ordinal));
    }
}

/// <summary>The runs that were looked at last. A run never changes, so opening it once is enough.</summary>
public sealed class OpenedRuns
{
    private const int Most = 4;
    private readonly Lock turn = new();
    private readonly List<(RunId Id, OpenedRun Run)> last = [];

    public OpenedRun Open(Run run)
    {
        lock (turn)
        {
            if (last.Find(r => r.Id == run.Id) is { Run: { } known }) return known;
        }
        var opened = OpenedRun.Of(run);
        lock (turn)
        {
            last.Add((run.Id, opened));
            if (last.Count > Most) last.RemoveAt(0);
        }
        return opened;
    }
}
