using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Where an invitation leads: the invited chooses a password and is in.</summary>
[At(Side.Both), OpenToAll("the link is the key; it works once")]
public sealed class InvitedPage(AcceptInvitation invitations, Accounts accounts, Limits limits, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public Invitation Invitation { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is { } refused) return refused;
        Email = Invitation.Email;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        if (await FindAsync(token, ct) is { } refused) return refused;
        if (new Typed(ModelState, texts).Email(nameof(Email), Email) is not { } email) return Page();
        var used = await invitations.UseAsync(token, email, Password ?? "", ct);
        if (used.Refused(out var why)) return this.Refuse(why, nameof(Password));
        return LocalRedirect(await accounts.SignInAsync(used.Value, "invitation", ct));
    }

    /// <summary>A used, an old and an invented link are told apart to nobody.</summary>
    private async Task<IActionResult?> FindAsync(string token, CancellationToken ct)
    {
        if (!limits.MayTry(HttpContext)) return StatusCode(StatusCodes.Status429TooManyRequests);
        if (await invitations.FindAsync(token, ct) is { UsedAt: null } found && clock.GetUtcNow() <= found.ExpiresAt)
        {
            Invitation = found;
            return null;
        }
        limits.Wrong(HttpContext);
        return NotFound();
    }
}
