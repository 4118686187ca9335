using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Signs out, at the provider too when that is where one came from.</summary>
/// <remarks>Asks for no token, since the token of an expired session would refuse the very one who wants to be out. Another site cannot do it: the cookie does not come along from there, and without it nothing is cleared.</remarks>
[At(Side.Both), OpenToAll("one whose session has expired must not be refused to leave")]
[IgnoreAntiforgeryToken]
public sealed class SignOutPage(SignInManager<UserAccount> signIn, CurrentSchool current, Texts texts) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var provider = current.IsSet ? await HttpContext.RequestServices.GetRequiredService<OwnSession>().EndAsync(User, ct) : null;
        if (User.Identity?.IsAuthenticated == true) await signIn.SignOutAsync();
        TempData["Notice"] = texts["sign-out.done"];
        return provider is var (address, label) ? OnwardPage.To(this, address, label) : RedirectToPage("SignIn");
    }
}
