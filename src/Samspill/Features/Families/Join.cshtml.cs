using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.Families;
using Samspill.Host;

namespace Samspill.Features.Families;

/// <summary>Where a guardian's invitation leads: who invites, and what one will see.</summary>
[Authorize(Policy = Can.BeSignedIn)]
public sealed class JoinPage(SamspillDb db, JoinFamily join, Texts texts) : PageModel
{
    public GuardianInvitation Invitation { get; private set; } = null!;
    public string Inviter { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct) => await ShowAsync(token, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        var joined = await join.RunAsync(token, ct);
        if (!joined.Refused(out var why))
        {
            TempData["Notice"] = texts["family.joined"];
            return this.SeeOther("~/min-side");
        }
        return await ShowAsync(token, ct) ? this.Refuse(why) : why == GuardianInvitationRejections.Used ? StatusCode(StatusCodes.Status409Conflict) : NotFound();
    }

    /// <summary>A used, an old and an invented link are told apart to nobody who only looks.</summary>
    private async Task<bool> ShowAsync(string token, CancellationToken ct)
    {
        if (await join.FindAsync(token, ct) is not { } found) return false;
        Invitation = found;
        Inviter = await db.People.Where(p => p.Id == found.By).Select(p => p.GivenName + " " + p.FamilyName).SingleAsync(ct);
        return true;
    }
}
