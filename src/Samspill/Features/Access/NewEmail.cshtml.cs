using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>The code that proves a new address of one's own.</summary>
[Authorize(Policy = Can.BeSignedIn)]
public sealed class NewEmailPage(SamspillDb db, Actor actor, SignInCodes codes, SignInCookie cookie, Limits limits, Texts texts) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public string Email { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (cookie.Read() is not { } under) return RedirectToPage("Profile");
        Email = under.Email;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (cookie.Read() is not { } under || actor.Person is not { } id) return RedirectToPage("Profile");
        Email = under.Email;
        if (!limits.MayTry(HttpContext)) return this.Refuse(AccessRejections.TooMany);
        if (await codes.UseAsync(under.Code, Code ?? "", ct) is not { } email)
        {
            limits.Wrong(HttpContext);
            return this.Refuse(AccessRejections.WrongCode, nameof(Code));
        }
        cookie.Forget();
        var person = await db.People.SingleAsync(p => p.Id == id, ct);
        person.Reach(email, person.Phone);
        var account = await db.Users.SingleAsync(u => u.Id == actor.Account, ct);
        account.Reach(email);
        await db.SaveChangesAsync(ct);
        TempData["Notice"] = texts["profile.saved"];
        return RedirectToPage("Profile");
    }
}
