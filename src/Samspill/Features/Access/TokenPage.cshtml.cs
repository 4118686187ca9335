using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>One's own access tokens: made here, shown once, withdrawn here.</summary>
[Authorize(Policy = Can.BeSignedIn)]
public sealed class TokenPage(Tokens tokens, Actor actor, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    [BindProperty]
    public int Days { get; set; } = 90;

    public IReadOnlyList<AccessToken> Mine { get; private set; } = [];
    public FaceKind Face => actor.May(Can.SeeAdmission) ? FaceKind.Staff : actor.May(Can.SeeOwnPupils) ? FaceKind.Teacher : FaceKind.Family;
    public DateOnly Today => Oslo.Today(clock);

    /// <summary>The scopes that could let anything of this person's through.</summary>
    public IEnumerable<string> Offered => Scopes.All.Where(scope => Scopes.PermissionsOf([scope]).Any(p => p != Can.BeSignedIn && actor.May(p)));

    public async Task OnGetAsync(CancellationToken ct) => Mine = await tokens.MineAsync(ct);

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken ct)
    {
        var days = ModelState.IsValid ? Days : 0; // what cannot be read is no number of days
        ModelState.Clear();
        if ((await tokens.MakeAsync(PlainText.Line(Name), [.. Chosen.Distinct()], days, ct)).Refused(out var why, out var secret))
        {
            Mine = await tokens.MineAsync(ct);
            return this.Refuse(why, why.Field ?? "");
        }
        TempData["Secret"] = secret;
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct)
    {
        if ((await tokens.WithdrawAsync(id, ct)).Refused(out _)) return NotFound();
        TempData["Notice"] = texts["token.withdrawn"];
        return RedirectToPage();
    }
}
