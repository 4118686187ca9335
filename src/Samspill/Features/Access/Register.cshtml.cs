using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Domain.People;
using Samspill.Features.People;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>A guardian the school does not know yet. Nothing is written down before the address is proven.</summary>
[OpenToAll("a family must be able to apply without having been here before")]
public sealed class RegisterPage(SignInCodes codes, SignInCookie cookie, Limits limits, OpenSchool school, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "til")]
    public string? ReturnTo { get; set; }

    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? FamilyName { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var typed = new Typed(ModelState, texts);
        var (given, family) = (typed.Name(nameof(GivenName), GivenName), typed.Name(nameof(FamilyName), FamilyName, PersonRejections.FamilyNameMissing));
        var (email, phone) = (typed.Email(nameof(Email), Email), typed.Phone(nameof(Phone), Phone));
        if (!typed.IsFine) return Page();
        if (!limits.MaySend(school, email!, HttpContext)) return this.Refuse(AccessRejections.TooMany);
        var code = await codes.SendAsync(email!, registering: true, ct);
        cookie.Write(new SignInUnderWay(code, email!, LocalPath.OrNull(ReturnTo), Newcomer: new Newcomer(given, family, phone)));
        return RedirectToPage("Code");
    }
}
