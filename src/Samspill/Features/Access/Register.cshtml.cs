using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
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
        var (given, family, email, phone) = (PersonName.Read(GivenName), PersonName.Read(FamilyName), EmailAddress.Read(Email), PhoneNumber.Read(Phone));
        if (given is null) ModelState.AddModelError(nameof(GivenName), texts["register.given-name.wrong"]);
        if (family is null) ModelState.AddModelError(nameof(FamilyName), texts["register.family-name.wrong"]);
        if (email is null) ModelState.AddModelError(nameof(Email), texts["sign-in.email.wrong"]);
        if (phone is null) ModelState.AddModelError(nameof(Phone), texts["register.phone.wrong"]);
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page();
        }
        if (!limits.MaySend(school, email!, HttpContext)) return this.Refuse(AccessRejections.TooMany);
        var code = await codes.SendAsync(email!, registering: true, ct);
        cookie.Write(new SignInUnderWay(code, email!, LocalPath.OrNull(ReturnTo), Newcomer: new Newcomer(given!, family!, phone)));
        return RedirectToPage("Code");
    }
}
