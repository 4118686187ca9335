using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Gateways.OpenId;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>The identities at providers that open one's own account, and a way to tie another.</summary>
[Authorize(Policy = Can.BeSignedIn)]
public sealed class LinkedPage(SamspillDb db, Actor actor, Providers providers, IServiceProvider services, Texts texts) : PageModel
{
    public IReadOnlyList<LinkedLine> Rows { get; private set; } = [];
    public IReadOnlyList<ProviderSettings> Others { get; private set; } = [];
    public FaceKind Face => actor.May(Can.SeeAdmission) ? FaceKind.Staff : actor.May(Can.SeeOwnPupils) ? FaceKind.Teacher : FaceKind.Family;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var own = await db.Identities.AsNoTracking().Where(i => i.Account == actor.Account).OrderBy(i => i.Since).Take(20).ToListAsync(ct);
        Rows = [.. own.Select(i => new LinkedLine(i.Id, providers.OfIssuer(i.Issuer)?.Settings.Label ?? i.Issuer, i.Label, i.Since))];
        Others = [.. (await providers.OpenAsync(db, ct)).Where(p => own.All(i => i.Issuer != p.Issuer))];
    }

    public async Task<IActionResult> OnPostLinkAsync(string provider, CancellationToken ct)
    {
        if ((await providers.OpenAsync(db, ct)).FirstOrDefault(p => p.Name == provider) is not { } open) return NotFound();
        var proof = services.GetRequiredService<LinkProof>().Make(actor.Account!.Value);
        return OnwardPage.To(this, Url.Content($"~/logg-inn/med/{open.Name}") + QueryString.Create("kobling", proof), open.Label);
    }

    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken ct)
    {
        if (await db.Identities.SingleOrDefaultAsync(i => i.Id == id && i.Account == actor.Account, ct) is not { } own) return NotFound();
        db.Identities.Remove(own); // its sessions go with it
        await db.SaveChangesAsync(ct);
        TempData["Notice"] = texts["linked.dropped"];
        return RedirectToPage();
    }
}

/// <summary>One identity of one's own.</summary>
public sealed record LinkedLine(Guid Id, string Provider, string? Label, DateTimeOffset Since);
