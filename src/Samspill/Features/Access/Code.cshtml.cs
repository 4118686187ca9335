using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>Where the code from the e-mail is typed.</summary>
[OpenToAll("one must be able to come in")]
public sealed class CodePage(SignInCodes codes, SignInCookie cookie, Accounts accounts, Limits limits, OpenSchool school, Texts texts) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    public string Email { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (cookie.Read() is not { } under) return RedirectToPage("SignIn");
        Email = under.Email;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (cookie.Read() is not { } under) return RedirectToPage("SignIn");
        Email = under.Email;
        if (!limits.MayTry(HttpContext)) return this.Refuse(AccessRejections.TooMany);
        if (await codes.UseAsync(under.Code, Code ?? "", ct) is not { } email)
        {
            limits.Wrong(HttpContext);
            return this.Refuse(AccessRejections.WrongCode, nameof(Code));
        }

        var candidates = await codes.CandidatesAsync(email, ct);
        if (candidates.Count > 1)
        {
            cookie.Write(under with { Proven = true });
            return RedirectToPage("Who");
        }
        if (candidates.Count == 0 && under.Newcomer is null) return this.Refuse(AccessRejections.NoAccount);

        cookie.Forget();
        var account = candidates is [var only] ? await accounts.OfAsync(only.Id, ct) : await accounts.RegisterAsync(under.Newcomer!, email, ct);
        var home = await accounts.SignInAsync(account, "code", ct);
        return LocalRedirect(under.ReturnTo ?? home);
    }

    public async Task<IActionResult> OnPostAgainAsync(CancellationToken ct)
    {
        if (cookie.Read() is not { } under) return RedirectToPage("SignIn");
        Email = under.Email;
        if (!limits.MaySend(school, under.Email, HttpContext)) return this.Refuse(AccessRejections.TooMany);
        cookie.Write(under with { Code = await codes.SendAsync(under.Email, under.Newcomer is not null, ct), Proven = false });
        TempData["Notice"] = texts["sign-in.code.sent-again"];
        return RedirectToPage();
    }
}
