using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Signs out.</summary>
/// <remarks>Asks for no token, since the token of an expired session would refuse the very one who wants to be out. Another site cannot do it: the cookie does not come along from there, and without it nothing is cleared.</remarks>
[OpenToAll("one whose session has expired must not be refused to leave")]
[IgnoreAntiforgeryToken]
public sealed class SignOutPage(SignInManager<UserAccount> signIn, Texts texts) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        if (User.Identity?.IsAuthenticated == true) await signIn.SignOutAsync();
        TempData["Notice"] = texts["sign-out.done"];
        return RedirectToPage("SignIn");
    }
}
