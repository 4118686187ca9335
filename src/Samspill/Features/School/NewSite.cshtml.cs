using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Data;
using Samspill.Domain.School;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.School;

/// <summary>The office adds a site.</summary>
[Authorize(Policy = Can.EditSchool)]
public sealed class NewSitePage(SamspillDb db, Texts texts) : PageModel
{
    [BindProperty] public SiteForm Input { get; set; } = new();
    [BindProperty] public string? Code { get; set; }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts, "Input.");
        var code = new Typed(ModelState, texts).Code(nameof(Code), Code, Input.Name ?? "", texts);
        var site = new Site(SiteId.New(), code);
        Input.Record(site, typed);
        if (typed.IsFine)
        {
            db.Sites.Add(site);
            try
            {
                await db.SaveChangesAsync(ct);
                TempData["Notice"] = texts["site.saved", site.Name];
                return RedirectToPage("EditSite", new { code });
            }
            catch (Exception lost) when (lost.IsLostRace()) { ModelState.AddModelError(nameof(Code), texts["typed.code.taken", code]); }
        }
        return Page();
    }
}
