using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>Two runs of a round side by side: who gains and who loses.</summary>
[Authorize(Policy = Can.SeeAdmission)]
public sealed class ComparePage(SamspillDb db, Actor actor, OpenedRuns opened, Texts texts) : PageModel
{
    public AdmissionRound Round { get; private set; } = null!;
    public (Run Run, string? Scenario) First { get; private set; }
    public (Run Run, string? Scenario) Second { get; private set; }

    /// <summary>Null while the round has no two runs.</summary>
    public RunComparison? Comparison { get; private set; }
    public IReadOnlyList<FareTable> Tables { get; private set; } = [];
    public int CoursesAsBefore { get; private set; }
    public bool MayRun => actor.May(Can.RunAdmission);

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? a, Guid? b, CancellationToken ct)
    {
        if (await db.Rounds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == new RoundId(id), ct) is not { } found) return NotFound();
        Round = found;
        var round = found.Id;
        if ((await db.TwoRunsAsync(round, a, b, ct)).Refused(out var why, out var runs)) return why == RunRejections.NotFound ? NotFound() : Page();
        var names = await db.Scenarios.Where(s => s.Round == round).Select(s => new { s.Id, s.Name }).ToDictionaryAsync(s => s.Id, s => s.Name, ct);
        (First, Second) = (Named(runs.First), Named(runs.Second));
        Comparison = RunComparison.Of(opened.Open(First.Run), opened.Open(Second.Run));
        (Tables, CoursesAsBefore) = await db.FareTablesAsync(Comparison, texts, ct);
        return Page();

        (Run, string?) Named(Run run) => (run, run.Scenario is { } tried ? names.GetValueOrDefault(tried) : null);
    }
}
