using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Surveys;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Surveys;

/// <summary>The office writes a survey: whom it asks, when, and what.</summary>
[Authorize(Policy = Can.RunSurveys)]
public sealed class EditSurveyPage(SamspillDb db, EditSurvey edit, Texts texts) : PageModel
{
    [BindProperty]
    public SurveyForm Input { get; set; } = new();

    /// <summary>The draft's revision when the form was opened.</summary>
    [BindProperty]
    public int Revision { get; set; }

    public Survey Survey { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        if (Survey.State != SurveyState.Draft) return this.SeeOther($"~/undersokelser/{id}");
        (Input, Revision) = (SurveyForm.Of(Survey), Survey.Revision);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        var content = Input.Read(new Typed(ModelState, texts, "Input."), texts);
        if (content is not null)
        {
            if (!(await edit.WriteAsync(Survey.Id, content, Revision, ct)).Refused(out var why))
            {
                TempData["Notice"] = texts["surveys.saved"];
                return this.SeeOther(Request.Form.ContainsKey("more") ? $"~/undersokelser/{id}/endre" : $"~/undersokelser/{id}");
            }
            if (why == SurveyRejections.ChangedMeanwhile) // what was typed stays; saving once more writes over what is there now
            {
                db.ChangeTracker.Clear();
                await LoadAsync(id, ct);
                ModelState.Remove(nameof(Revision));
                Revision = Survey.Revision;
            }
            Input.WithBlanks();
            return this.Refuse(why, why == SurveyRejections.Dates ? "Input.Closes" : why == SurveyRejections.Keep ? "Input.DeleteOn" : "");
        }
        Input.WithBlanks();
        return Page();
    }

    public async Task<IActionResult> OnPostDiscardAsync(Guid id, CancellationToken ct)
    {
        if ((await edit.DiscardAsync(new SurveyId(id), ct)).Refused(out var why))
        {
            if (!await LoadAsync(id, ct)) return NotFound();
            (Input, Revision) = (SurveyForm.Of(Survey), Survey.Revision);
            return this.Refuse(why);
        }
        TempData["Notice"] = texts["surveys.discarded"];
        return this.SeeOther("~/undersokelser");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var survey = new SurveyId(id);
        if (await db.Surveys.AsNoTracking().SingleOrDefaultAsync(s => s.Id == survey, ct) is not { } found) return false;
        Survey = found;
        return true;
    }
}
