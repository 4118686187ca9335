using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Strategy;

/// <summary>An agreement that a county has made with others.</summary>
[At(Side.Council), Authorize(Policy = Can.WorkForCounty)]
public sealed class NewAgreementPage(CouncilDb db, KeepAgreements keep, Actor actor, Texts texts, TimeProvider clock) : AgreementForm(db, actor, texts, clock)
{
    public async Task OnGetAsync(CancellationToken ct)
    {
        (From, ReviewMonths, Responsible) = (Written(Today), "24", Actor.Name);
        await FillAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync([FromForm] Guid form, CancellationToken ct)
    {
        await FillAsync(ct);
        if (Read() is not { } terms) return Page();
        if ((await keep.MakeAsync(form, County ?? "", terms, ct)).Refused(out var why, out var id)) return this.Refuse(why);
        TempData["Notice"] = Texts["agreement.made"];
        return this.SeeOther($"~/avtaler/{id.Value}");
    }
}
