using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Features.Shared;
using Samspill.Gateways.OpenId;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>The one page to sign in: a code by e-mail for families, password or passkey for staff.</summary>
[OpenToAll("one must be able to come in")]
public sealed class SignInPage(
    SamspillDb db, OpenSchool school, Accounts accounts, SignInManager<UserAccount> signIn, Limits limits, Providers providers, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "til")]
    public string? ReturnTo { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? StaffEmail { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>What the authenticator answered, as JSON; filled in by the script.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>Asked for by the page itself, which is also shown when a post is refused.</summary>
    public Task<IReadOnlyList<ProviderSettings>> ProvidersAsync() => providers.OpenAsync(db, HttpContext.RequestAborted);

    public bool IsDemo => school.Demo && HttpContext.RequestServices.GetRequiredService<ServerOptions>().Demo;

    public async Task<IActionResult> OnPostCodeAsync([FromServices] SignInCodes codes, [FromServices] SignInCookie cookie, CancellationToken ct)
    {
        if (new Typed(ModelState, texts).Email(nameof(Email), Email) is not { } email) return Page();
        if (!limits.MaySend(school, email, HttpContext)) return this.Refuse(AccessRejections.TooMany, nameof(Email));
        cookie.Write(new SignInUnderWay(await codes.SendAsync(email, registering: false, ct), email, LocalPath.OrNull(ReturnTo)));
        return RedirectToPage("Code");
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken ct)
    {
        if (new Typed(ModelState, texts).Email(nameof(StaffEmail), StaffEmail) is not { } email) return Page();
        if (!limits.MayTry(HttpContext)) return this.Refuse(AccessRejections.TooMany);
        var normalized = email.ToUpperInvariant();
        var known = await db.Users.Where(u => u.NormalizedEmail == normalized && u.PasswordHash != null).OrderBy(u => u.Id).Take(3).ToListAsync(ct);
        foreach (var account in known)
            if ((await signIn.CheckPasswordSignInAsync(account, Password ?? "", lockoutOnFailure: true)).Succeeded) return await EnterAsync(account, "password", ct);

        // An unknown address costs as much time as a wrong password.
        if (known.Count == 0) signIn.UserManager.PasswordHasher.VerifyHashedPassword(new UserAccount(), Decoy.Value, Password ?? "");
        limits.Wrong(HttpContext);
        db.Note("sign-in-failed", "password");
        await db.SaveChangesAsync(ct);
        Password = null;
        return this.Refuse(AccessRejections.WrongPassword, nameof(StaffEmail));
    }

    /// <summary>What a script hands to the authenticator.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await signIn.MakePasskeyRequestOptionsAsync(user: null), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken ct)
    {
        if (await Passkeys.AssertAsync(signIn, Credential) is not { } account) return this.Refuse(AccessRejections.Passkey);
        return await EnterAsync(account, "passkey", ct);
    }

    private async Task<IActionResult> EnterAsync(UserAccount account, string how, CancellationToken ct) =>
        LocalRedirect(await accounts.SignInAsync(account, how, ct) is var home && LocalPath.OrNull(ReturnTo) is { } there ? there : home);

    private static readonly Lazy<string> Decoy = new(() => new PasswordHasher<UserAccount>().HashPassword(new UserAccount(), DateTime.UnixEpoch.ToString("O", CultureInfo.InvariantCulture)));
}
