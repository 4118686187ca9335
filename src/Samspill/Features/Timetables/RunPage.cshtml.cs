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

/// <summary>A run: how it goes, what its best week costs rule by rule, who is left out and why, and the way to a draft.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class RunPage(SamspillDb db, KeepRun keep, Disclosure disclosure, Texts texts) : PageModel
{
    private const int MostOut = 200;

    public TimetableRun Run { get; private set; } = null!;
    public IReadOnlyList<RunPoint> Points { get; private set; } = [];
    public IReadOnlyList<(CostRule Rule, long Count, long Cost)> Rules { get; private set; } = [];
    public IReadOnlyList<(string Name, string Course, string Why)> Out { get; private set; } = [];
    public bool IsLive => Run.State is RunningState.Waiting or RunningState.Running;
    public double Share => Points.Count == 0 ? 0 : Math.Min(1, Points[^1].Seconds / Run.Seconds);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostStoppAsync(Guid id, CancellationToken ct)
    {
        if ((await keep.StopAsync(new TimetableRunId(id), ct)).Refused(out _)) return NotFound();
        TempData["Notice"] = texts["weekrun.stop-asked"];
        return this.SeeOther($"~/timeplan/kjoring/{id}");
    }

    public async Task<IActionResult> OnPostUtkastAsync(Guid id, CancellationToken ct)
    {
        if (!(await keep.RunAsync(new TimetableRunId(id), ct)).Refused(out var why, out var plan)) return this.SeeOther($"~/timeplan/{plan.Value}");
        if (!await LoadAsync(id, ct)) return NotFound();
        return this.Refuse(why);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var key = new TimetableRunId(id);
        if (await db.TimetableRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == key, ct) is not { } run) return false;
        Run = run;
        Points = RunPoint.Read(run.Course);
        if (run.Result is not { } packed) return true;
        var (problem, result) = (StartRun.ProblemOf(run), StartRun.Unpack(packed, TimetableResultJson.Read));
        var explanation = Explanation.Of(problem, result.Placed);
        Rules = [.. Enum.GetValues<CostRule>().Select(r => (r, explanation.Count(r), explanation.Charges.Where(c => c.Rule == r).Sum(explanation.CostOf))).Where(r => r.Item2 > 0)];
        var names = await WeekNames.OfAsync(db, disclosure, run.SchoolYear, ct);
        Out = [.. result.Unplaced.Take(MostOut).Select(u => (new GroupId(Guid.Parse(u.Lesson)), u.Why)).Select(u => names.Lessons.TryGetValue(u.Item1, out var lesson) ? (lesson.Name, lesson.Course, u.Why) : ("", "", u.Why)).Select(u => (u.Item1, u.Item2, new EngineWords(texts, names).Of(u.Why)))];
        return true;
    }
}
