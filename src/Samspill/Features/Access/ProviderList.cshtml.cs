using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Gateways.OpenId;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Which of the installation's providers this school takes. The principal switches them on and off; off holds from the next sign-in.</summary>
[Authorize(Policy = Can.InviteStaff)]
public sealed class ProviderListPage(SamspillDb db, Providers providers, ServerOptions options, OpenSchool school, Texts texts) : PageModel
{
    public IReadOnlyList<ProviderLine> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var open = await providers.OpenAsync(db, ct);
        Rows = [.. providers.All.Select(p => p.Settings).Select(s => new ProviderLine(s.Name, s.Label, s.Issuer, open.Contains(s),
            $"{options.PublicUrl}/{school.Slug}{ProviderModule.CallbackOf(s.Name)}", $"{options.PublicUrl}/{school.Slug}/logg-inn"))];
    }

    public async Task<IActionResult> OnPostAsync(string provider, bool on, CancellationToken ct)
    {
        if (providers.Find(provider) is not { } known) return NotFound();
        var row = await db.OpenProviders.SingleOrDefaultAsync(p => p.Name == provider, ct);
        if (on && row is null) db.OpenProviders.Add(new OpenProvider(provider));
        if (!on && row is not null) db.OpenProviders.Remove(row);
        try { await db.SaveChangesAsync(ct); }
        catch (DbUpdateException same) when (same.IsLostRace() || same is DbUpdateConcurrencyException) { } // somebody did the same
        TempData["Notice"] = texts[on ? "providers.on.done" : "providers.off.done", known.Settings.Label];
        return RedirectToPage();
    }
}

/// <summary>One provider, and what must be registered with it for this school.</summary>
public sealed record ProviderLine(string Name, string Label, string Issuer, bool On, string Callback, string AfterSignOut);
