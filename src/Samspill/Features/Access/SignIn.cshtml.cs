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

/// <summary>The one page to sign in: a code by e-mail for families, password or passkey for staff. At the council there are no families.</summary>
[At(Side.Both), OpenToAll("one must be able to come in")]
public sealed class SignInPage(
    OwnDb own, CurrentSchool current, Accounts accounts, SignInManager<UserAccount> signIn, Limits limits, Providers providers, Texts texts) : PageModel
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
    public async Task<IReadOnlyList<ProviderSettings>> ProvidersAsync() => own.Db is SamspillDb school ? await providers.OpenAsync(school, HttpContext.RequestAborted) : [];

    public bool OfSchool => current.IsSet;

    public bool IsDemo => current.Tenant is { Demo: true } && HttpContext.RequestServices.GetRequiredService<ServerOptions>().Demo;

    public async Task<IActionResult> OnPostCodeAsync(CancellationToken ct)
    {
        if (!OfSchool) return NotFound();
        if (new Typed(ModelState, texts).Email(nameof(Email), Email) is not { } email) return Page();
        if (!limits.MaySend(current.School, email, HttpContext)) return this.Refuse(AccessRejections.TooMany, nameof(Email));
        var (codes, cookie) = (HttpContext.RequestServices.GetRequiredService<SignInCodes>(), HttpContext.RequestServices.GetRequiredService<SignInCookie>());
        cookie.Write(new SignInUnderWay(await codes.SendAsync(email, registering: false, ct), email, LocalPath.OrNull(ReturnTo)));
        return RedirectToPage("Code");
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken ct)
    {
        if (new Typed(ModelState, texts).Email(nameof(StaffEmail), StaffEmail) is not { } email) return Page();
        if (!limits.MayTry(HttpContext)) return this.Refuse(AccessRejections.TooMany);
        var normalized = email.ToUpperInvariant();
        var known = await own.Db.Users.Where(u => u.NormalizedEmail == normalized && u.PasswordHash != null).OrderBy(u => u.Id).Take(3).ToListAsync(ct);
        foreach (var account in known)
            if ((await signIn.CheckPasswordSignInAsync(account, Password ?? "", lockoutOnFailure: true)).Succeeded) return await EnterAsync(account, "password", ct);

        // An unknown address costs as much time as a wrong password.
        if (known.Count == 0) signIn.UserManager.PasswordHasher.VerifyHashedPassword(new UserAccount(), Decoy.Value, Password ?? "");
        limits.Wrong(HttpContext);
        own.Db.Note("sign-in-failed", "password");
        await own.Db.SaveChangesAsync(ct);
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
