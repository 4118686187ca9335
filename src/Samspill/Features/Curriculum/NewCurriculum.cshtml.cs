using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Curriculum;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Curriculum;

/// <summary>A draft for a subject that has none, or the starter set for the whole school.</summary>
[Authorize(Policy = Can.PlanWeek)]
public sealed class NewCurriculumPage(SamspillDb db, EditCurriculum edit, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public Discipline? Discipline { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public Programme? Programme { get; set; }

    [BindProperty]
    public Guid? From { get; set; }

    public IReadOnlyList<CurriculumLine> Others { get; private set; } = [];

    /// <summary>Subjects that the school's courses have.</summary>
    public IReadOnlyList<string> Subjects { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts);
        var (discipline, programme) = (typed.Choice(nameof(Discipline), Discipline), typed.Choice(nameof(Programme), Programme));
        var subject = typed.Optional(nameof(Subject), PlainText.Line(Subject), CurriculumScope.SubjectLength)?.ToLowerInvariant() ?? "";
        await LoadAsync(ct);
        if (!typed.IsFine) return Page();
        if ((await edit.BeginAsync(new CurriculumScope(discipline, subject, programme), From is { } from ? new CurriculumId(from) : null, ct)).Refused(out var why, out var id)) return this.Refuse(why);
        return this.SeeOther($"~/laereplan/{id.Value}/endre");
    }

    public async Task<IActionResult> OnPostStarterAsync(CancellationToken ct)
    {
        TempData["Notice"] = texts["curriculum.starter.done", await edit.TakeStarterAsync(ct)];
        return this.SeeOther("~/laereplan");
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Others = await db.CurriculaAsync(drafts: true, Oslo.Today(clock), ct);
        Subjects = await db.Courses.Where(c => c.Subject != null && c.Subject != "").Select(c => c.Subject!).Distinct().OrderBy(s => s).Take(300).ToListAsync(ct);
    }
}
