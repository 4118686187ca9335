using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Messages;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Messages;

/// <summary>How the school sends: how old an address may be for a decision, and how fast messages to many leave.</summary>
[Authorize(Policy = Can.EditSchool)]
public sealed class SetUpPage(SamspillDb db, Texts texts) : PageModel
{
    [BindProperty] public string? Months { get; set; }
    [BindProperty] public string? PerMinute { get; set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var settings = await db.MessageSettingsAsync(ct);
        (Months, PerMinute) = (Show.Number(settings.ContactMonths), Show.Number(settings.PerMinute));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts);
        var (months, perMinute) = (typed.Number(nameof(Months), Months, 0, 60), typed.Number(nameof(PerMinute), PerMinute, 10, 6000));
        if (typed.IsFine && months is null) typed.Wrong(nameof(Months), texts["form.missing"]);
        if (typed.IsFine && perMinute is null) typed.Wrong(nameof(PerMinute), texts["form.missing"]);
        if (!typed.IsFine)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        await using var work = await db.BeginAsync(ct);
        await db.Profile.ExecuteUpdateAsync(p => p.SetProperty(x => x.Name, x => x.Name), ct); // one at a time: the row is made once
        var settings = await db.MessageSettings.SingleOrDefaultAsync(ct);
        if (settings is null) db.MessageSettings.Add(settings = new MessageSettings());
        settings.Set(months!.Value, perMinute!.Value);
        await db.SaveChangesAsync(ct);
        await work.CommitAsync(ct);
        TempData["Notice"] = texts["message-setup.saved"];
        return RedirectToPage();
    }
}
