using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Curriculum;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>The principal records that a draft is adopted: by whom, and from when.</summary>
[Authorize(Policy = Can.DecideRules)]
public sealed class AdoptCurriculumPage(SamspillDb db, EditCurriculum edit, Texts texts, TimeProvider clock) : PageModel
{
    public LocalCurriculum Draft { get; private set; } = null!;

    /// <summary>The version in force now; null when this is the first.</summary>
    public LocalCurriculum? Before { get; private set; }
    public IReadOnlyList<LevelDifference> Differences { get; private set; } = [];

    [BindProperty]
    public string? AdoptedBy { get; set; }

    [BindProperty]
    public string? InForceFrom { get; set; }

    /// <summary>The draft's revision when it was read here.</summary>
    [BindProperty]
    public int Revision { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (Draft.State != CurriculumState.Draft) return this.SeeOther($"~/laereplan/{id}");
        Revision = Draft.Revision;
        InForceFrom = Oslo.Today(clock).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var typed = new Typed(ModelState, texts);
        var by = typed.Text(nameof(AdoptedBy), PlainText.Line(AdoptedBy), LocalCurriculum.AdoptedByLength);
        var from = typed.Date(nameof(InForceFrom), InForceFrom);
        if (typed.IsFine && Math.Abs(from.Year - Oslo.Today(clock).Year) > 5) typed.Wrong(nameof(InForceFrom), texts["curriculum.from.far"]);
        if (!typed.IsFine) return Page();
        if ((await edit.AdoptAsync(Draft.Id, by, from, Revision, ct)).Refused(out var why))
        {
            if (why == CurriculumRejections.ChangedMeanwhile) // what is shown below is the draft as it is now
            {
                db.ChangeTracker.Clear();
                if (!await LoadAsync(id, ct)) return NotFound();
                ModelState.Remove(nameof(Revision));
                Revision = Draft.Revision;
            }
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["curriculum.adopted.done", Draft.Version, Show.Date(from)];
        return this.SeeOther($"~/laereplan/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var key = new CurriculumId(id);
        if (await db.Curricula.AsNoTracking().SingleOrDefaultAsync(c => c.Id == key, ct) is not { } draft) return false;
        Draft = draft;
        Before = await db.Curricula.AsNoTracking().Where(c => c.Discipline == draft.Discipline && c.Subject == draft.Subject && c.Programme == draft.Programme && c.State == CurriculumState.Adopted).OrderByDescending(c => c.Version).FirstOrDefaultAsync(ct);
        if (Before is { } before) Differences = CurriculumDifference.Between(before.Levels, draft.Levels);
        return true;
    }
}
