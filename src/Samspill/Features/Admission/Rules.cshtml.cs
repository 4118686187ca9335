using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Admission;
using Samspill.Host;

namespace Samspill.Features.Admission;

/// <summary>A version in the list.</summary>
public sealed record RuleSetLine(int Version, DateOnly InForceFrom, string AdoptedBy, DateTimeOffset RecordedAt);

/// <summary>The rules in sentences, and every version there has been.</summary>
[Authorize(Policy = Can.SeeAdmission)]
public sealed class RulesPage(SamspillDb db, Actor actor, TimeProvider clock) : PageModel
{
    public RuleSet? Shown { get; private set; }
    public int? InForce { get; private set; }
    public IReadOnlyList<RuleSetLine> Versions { get; private set; } = [];
    public IReadOnlyDictionary<string, string> CourseNames { get; private set; } = new Dictionary<string, string>();
    public bool MayDecide => actor.May(Can.DecideRules);

    public async Task<IActionResult> OnGetAsync(int? versjon, CancellationToken ct)
    {
        Versions = await db.RuleSets.AsNoTracking().OrderByDescending(r => r.Version).Take(100).Select(r => new RuleSetLine(r.Version, r.InForceFrom, r.AdoptedBy, r.RecordedAt)).ToListAsync(ct);
        var today = await db.RuleSetInForceAsync(Oslo.Today(clock), ct);
        InForce = today?.Version;
        Shown = versjon is null ? today : await db.RuleSets.AsNoTracking().SingleOrDefaultAsync(r => r.Version == versjon, ct);
        if (versjon is not null && Shown is null) return NotFound();
        var codes = Shown?.Rules.Courses.Select(c => c.Course).Concat(Shown.Rules.Preparatory).ToList() ?? [];
        CourseNames = await db.Courses.Where(c => codes.Contains(c.Code)).ToDictionaryAsync(c => c.Code, c => c.Name, ct);
        return Page();
    }
}
