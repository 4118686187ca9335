using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>The session had expired when a form was sent. Signed in again, its sender sends it, or lets it be.</summary>
[At(Side.Both), Authorize(Policy = Can.BeSignedIn)]
public sealed class GoOnPage(KeptForms forms) : PageModel
{
    public string Address { get; private set; } = "";
    public IReadOnlyList<KeptField> Fields { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken ct)
    {
        if (await forms.FindAsync(key, ct) is not { } kept) return NotFound();
        (Address, Fields) = kept;
        return Page();
    }
}
