using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Several people share the address that was proven: who is it?</summary>
[OpenToAll("one must be able to come in")]
public sealed class WhoPage(SignInCodes codes, SignInCookie cookie, Accounts accounts) : PageModel
{
    public IReadOnlyList<Candidate> Candidates { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (cookie.Read() is not { Proven: true } under) return RedirectToPage("SignIn");
        Candidates = await codes.CandidatesAsync(under.Email, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid who, CancellationToken ct)
    {
        if (cookie.Read() is not { Proven: true } under) return RedirectToPage("SignIn");
        if ((await codes.CandidatesAsync(under.Email, ct)).FirstOrDefault(c => c.Id.Value == who) is not { } chosen) return RedirectToPage();
        cookie.Forget();
        var home = await accounts.SignInAsync(await accounts.OfAsync(chosen.Id, ct), "code", ct);
        return LocalRedirect(under.ReturnTo ?? home);
    }
}
