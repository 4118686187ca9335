using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>One agreement: what it says, what was done about it, and when the parties meet again.</summary>
[At(Side.Council), Authorize(Policy = Can.SeeStrategy)]
public sealed class AgreementPage(CouncilDb db, KeepAgreements keep, Texts texts, TimeProvider clock) : PageModel
{
    private const int MostLogged = 200;

    [BindProperty]
    public string? ReviewedOn { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Agreement Agreement { get; private set; } = null!;
    public string CountyName { get; private set; } = "";
    public IReadOnlyList<MeasureLine> Measures { get; private set; } = [];

    /// <summary>That it was signed and reviewed, as the log has it; newest first.</summary>
    public IReadOnlyList<Activity> Log { get; private set; } = [];
    public IReadOnlyList<AgreementDue> Due { get; private set; } = [];
    public DateOnly? Next => Agreement.Comes(DateOnly.MinValue, Today.AddMonths(Agreement.MostMonths)).Select(d => (DateOnly?)d.On).FirstOrDefault();
    public DateOnly Today => Oslo.Today(clock);
    public bool MayKeep => keep.MayKeep(Agreement.County);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await FillAsync(id, ct)) return NotFound();
        ReviewedOn = Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostReviewAsync(Guid id, [FromForm] Guid form, CancellationToken ct)
    {
        if (!await FillAsync(id, ct)) return NotFound();
        if (!MayKeep) return StatusCode(StatusCodes.Status403Forbidden);
        var typed = new Typed(ModelState, texts);
        var (on, note) = (typed.Date(nameof(ReviewedOn), ReviewedOn), typed.Optional(nameof(Note), Note, ActivityFacts.Length));
        if (!typed.IsFine) return Page();
        if ((await keep.ReviewAsync(form, Agreement.Id, on, note, ct)).Refused(out var why)) return this.Refuse(why, nameof(ReviewedOn));
        TempData["Notice"] = texts["agreement.reviewed"];
        return this.SeeOther($"~/avtaler/{id}");
    }

    private async Task<bool> FillAsync(Guid id, CancellationToken ct)
    {
        var key = new AgreementId(id);
        if (await db.Agreements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == key, ct) is not { } agreement) return false;
        Agreement = agreement;
        Due = [.. agreement.Due(Today)];
        CountyName = await db.Counties.Where(c => c.Number == agreement.County).Select(c => c.Name).SingleAsync(ct);
        Measures = [.. (await db.MeasuresAsync(agreement.County, Today, ct)).Where(m => agreement.Measures.Contains(m.Key))];
        Log = await db.Log(agreement.County).Where(a => a.Agreement == key).Take(MostLogged).ToListAsync(ct);
        return true;
    }
}
