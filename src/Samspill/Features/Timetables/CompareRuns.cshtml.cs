using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Timetables;
using Samspill.Host;
using Samspill.Planning.Problems;
using Samspill.Planning.Timetable;

namespace Samspill.Features.Timetables;

/// <summary>A run beside others: what its week costs, rule by rule.</summary>
public sealed record ComparedRun(TimetableRunId Id, string Name, int Seconds, int Lessons, int Unplaced, long Cost, IReadOnlyDictionary<CostRule, long> Rules);

/// <summary>The newest runs that have come to a week, side by side.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class CompareRunsPage(SamspillDb db, TimeProvider clock) : PageModel
{
    private const int Most = 4;

    [BindProperty(SupportsGet = true, Name = "ar")]
    public int? Year { get; set; }

    public int SchoolYear => Year ?? Domain.School.SchoolYear.Of(Oslo.Today(clock));
    public IReadOnlyList<ComparedRun> Runs { get; private set; } = [];

    /// <summary>Rules that any of them pays for, the dearest first.</summary>
    public IReadOnlyList<CostRule> Rules { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var year = SchoolYear;
        var runs = await db.TimetableRuns.AsNoTracking().Where(r => r.SchoolYear == year && r.Result != null && (r.State == RunningState.Done || r.State == RunningState.Cancelled)).OrderByDescending(r => r.AskedAt).Take(Most).ToListAsync(ct);
        Runs = runs.ConvertAll(run =>
        {
            var result = StartRun.Unpack(run.Result!, TimetableResultJson.Read);
            var explanation = Explanation.Of(StartRun.ProblemOf(run), result.Placed);
            return new ComparedRun(run.Id, run.Name, run.Seconds, run.Lessons, run.Unplaced ?? 0, explanation.Cost, explanation.Charges.GroupBy(c => c.Rule).ToDictionary(c => c.Key, c => c.Sum(explanation.CostOf)));
        });
        Rules = [.. Runs.SelectMany(r => r.Rules).GroupBy(r => r.Key).OrderByDescending(r => r.Max(x => x.Value)).Select(r => r.Key)];
    }
}
