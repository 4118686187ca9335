using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.Curriculum;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>The school's curricula in force, and for those who work with them the drafts.</summary>
[Authorize(Policy = Can.BeSignedIn)]
public sealed class CurriculaPage(SamspillDb db, Actor actor, TimeProvider clock) : PageModel
{
    public IReadOnlyList<CurriculumLine> Lines { get; private set; } = [];
    public FaceKind Face => actor.CurriculumFace();
    public bool MayEdit => actor.May(Can.PlanWeek);

    public async Task OnGetAsync(CancellationToken ct) => Lines = await db.CurriculaAsync(actor.SeesDrafts(), Oslo.Today(clock), ct);

    /// <summary>What a version is, in the texts' key: in force, to come, or a draft.</summary>
    public static (Tone Tone, string Word) StateOf(CurriculumLine line, DateOnly today) => line switch
    {
        { State: CurriculumState.Draft } => (Tone.Trial, "draft"),
        { InForceFrom: { } from } when from > today => (Tone.Waiting, "coming"),
        _ => (Tone.Good, "in-force"),
    };

    public DateOnly Today => Oslo.Today(clock);
}
