using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Letters;
using Samspill.Features.Admission;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Letters;

/// <summary>The school's own words in the letter, in three languages, with a look at how the letter becomes.</summary>
[Authorize(Policy = Can.PrintLetters)]
public sealed class TemplatePage(SamspillDb db, Disclosure disclosure, SaveLetterTemplate save, WriteLetters write, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty] public TemplateForm Input { get; set; } = new();

    /// <summary>Whose decision to look at the letter with; a made-up one when empty.</summary>
    [BindProperty] public string? Code { get; set; }

    /// <summary>Which language to look at.</summary>
    [BindProperty] public string? Language { get; set; }

    public LetterTemplate? Saved { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Saved = await db.LetterTemplateAsync(ct);
        Input = TemplateForm.Of(Saved?.Texts ?? texts.StandardLetter(), Saved?.Version ?? 0);
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        Saved = await db.LetterTemplateAsync(ct);
        var typed = Input.Read(new Typed(ModelState, texts, "Input."));
        if (!ModelState.IsValid) return Page();
        if (await save.RunAsync(typed, Input.Seen, ct) is null)
        {
            // What was typed stays; saving again is then a choice made with the other's version in sight.
            ModelState.Remove("Input.Seen");
            Input.Seen = Saved?.Version ?? 0;
            ModelState.AddModelError("", texts["letter.template.changed", Saved?.SavedBy, Show.Moment(Saved?.SavedAt)]);
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        TempData["Notice"] = texts["letter.template.saved"];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken ct)
    {
        Saved = await db.LetterTemplateAsync(ct);
        var typed = Input.Read(new Typed(ModelState, texts, "Input."));
        var language = Languages.Known(Language);
        var found = string.IsNullOrWhiteSpace(Code)
            ? LetterSheets.MadeUpCase(clock.GetUtcNow(), language, await db.Profile.Select(p => p.ComplaintBody).SingleAsync(ct))
            : await CaseAsync(Code.Trim(), ct);
        if (found is null) ModelState.AddModelError("Code", texts["letter.preview.none", Code]);
        if (!ModelState.IsValid) return Page();
        return Content(await write.HtmlAsync([found!], typed[language], language, Url.Content("~/dist/letter.css"), ct), "text/html; charset=utf-8");
    }

    /// <summary>The decision on an application; null when there is none, or when this reader may not see the child.</summary>
    private async Task<LetterCase?> CaseAsync(string code, CancellationToken ct)
    {
        var id = await db.Applications.Where(a => a.Code == code).Select(a => (ApplicationId?)a.Id).SingleOrDefaultAsync(ct);
        if (id is null || await db.DecidedRunAsync(id.Value, ct) is not { Run: var run }) return null;
        var found = (await db.LetterCasesAsync(run, [id.Value], ct))[0];
        if (disclosure.Show(found.Child.Id, found.Child.Shield, "") is null) return null;
        db.Note("looked", $"Application {id.Value.Value}", "letter");
        await db.SaveChangesAsync(ct);
        return found;
    }
}
