using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Curriculum;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>One version of a curriculum to read, the other versions, and what differs from one of them.</summary>
[Authorize(Policy = Can.BeSignedIn)]
public sealed class CurriculumPage(SamspillDb db, Actor actor) : PageModel
{
    public LocalCurriculum Shown { get; private set; } = null!;
    public IReadOnlyList<CurriculumLine> Versions { get; private set; } = [];

    /// <summary>The version it is held against; null when none was asked for.</summary>
    public CurriculumLine? Against { get; private set; }
    public IReadOnlyList<LevelDifference> Differences { get; private set; } = [];
    public FaceKind Face => actor.CurriculumFace();
    public bool MayEdit => actor.May(Can.PlanWeek);
    public bool MayAdopt => actor.May(Can.DecideRules);

    public async Task<IActionResult> OnGetAsync(Guid id, int? mot, CancellationToken ct)
    {
        var key = new CurriculumId(id);
        if (await db.Curricula.AsNoTracking().SingleOrDefaultAsync(c => c.Id == key, ct) is not { } shown) return NotFound();
        if (shown.State == CurriculumState.Draft && !actor.SeesDrafts()) return NotFound();
        Shown = shown;
        Versions = await db.VersionsAsync(shown.Scope, actor.SeesDrafts(), ct);
        if (mot is not { } version) return Page();
        Against = Versions.FirstOrDefault(v => v.Version == version);
        if (Against is not { Id: var other }) return NotFound();
        var levels = await db.Curricula.Where(c => c.Id == other).Select(c => c.Levels).SingleAsync(ct);
        Differences = version < shown.Version ? CurriculumDifference.Between(levels, shown.Levels) : CurriculumDifference.Between(shown.Levels, levels);
        return Page();
    }
}
