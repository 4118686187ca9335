using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Strategy;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>An agreement is said anew, or ended by a last day. Another county's has no such page.</summary>
[At(Side.Council), Authorize(Policy = Can.WorkForCounty)]
public sealed class EditAgreementPage(CouncilDb db, KeepAgreements keep, Actor actor, Texts texts, TimeProvider clock) : AgreementForm(db, actor, texts, clock)
{
    [BindProperty]
    public int Revision { get; set; }

    public Agreement Kept { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        Recall(Kept);
        Revision = Kept.Revision;
        await FillAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct)) return NotFound();
        County = Kept.County;
        await FillAsync(ct);
        if (Read() is not { } terms) return Page();
        if ((await keep.ChangeAsync(Kept.Id, terms, Revision, ct)).Refused(out var why)) return this.Refuse(why);
        TempData["Notice"] = Texts["agreement.changed"];
        return this.SeeOther($"~/avtaler/{id}");
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var (key, own) = (new AgreementId(id), Actor.Counties.ToList());
        if (await Db.Agreements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == key && own.Contains(a.County), ct) is not { } kept) return false;
        Kept = kept;
        return true;
    }
}
