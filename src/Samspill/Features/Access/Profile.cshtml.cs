using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Samspill.Data;
using Samspill.Domain.People;
using Samspill.Features.People;
using Samspill.Features.Shared;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>One's own name, how to be reached, language, passkeys, password, and the way out everywhere.</summary>
[At(Side.Both), Authorize(Policy = Can.BeSignedIn)]
public sealed class ProfilePage(OwnDb own, Actor actor, UserManager<UserAccount> users, SignInManager<UserAccount> signIn, Limits limits, CurrentSchool current, Texts texts) : PageModel
{
    private const int MaxPasskeys = 10;

    [BindProperty]
    public string? GivenName { get; set; }

    [BindProperty]
    public string? FamilyName { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    [BindProperty]
    public string? OldPassword { get; set; }

    [BindProperty]
    public string? NewOne { get; set; }

    [BindProperty]
    public string? PasskeyName { get; set; }

    [BindProperty]
    public string? Credential { get; set; }

    public bool HasPerson { get; private set; }
    public bool HasPassword { get; private set; }
    public IList<UserPasskeyInfo> Passkeys { get; private set; } = [];
    public bool OfSchool => current.IsSet;
    public FaceKind Face => !OfSchool || actor.May(Can.SeeAdmission) ? FaceKind.Staff : actor.May(Can.SeeOwnPupils) ? FaceKind.Teacher : FaceKind.Family;

    public Task OnGetAsync(CancellationToken ct) => FillAsync(ct);

    public async Task<IActionResult> OnPostContactAsync(CancellationToken ct)
    {
        if (await PersonAsync(ct) is not { } person) return NotFound();
        var typed = new Typed(ModelState, texts);
        var (given, family) = (typed.Name(nameof(GivenName), GivenName), typed.Name(nameof(FamilyName), FamilyName, PersonRejections.FamilyNameMissing));
        var (email, phone) = (typed.Email(nameof(Email), Email), typed.Phone(nameof(Phone), Phone, optional: true));
        if (!typed.IsFine) return await WrongAsync(ct);
        var moves = !string.Equals(person.Email, email, StringComparison.OrdinalIgnoreCase);
        if (moves && !limits.MaySend(current.School, email!, HttpContext)) return await RefuseAsync(AccessRejections.TooMany, nameof(Email), ct);

        if ((person.GivenName, person.FamilyName) != (given, family)) person.Rename(given, family);
        person.Reach(person.Email, phone);
        person.Speak(Languages.Known(Language));
        Languages.Remember(HttpContext, Languages.Known(Language));
        await own.Db.SaveChangesAsync(ct);
        if (!moves)
        {
            TempData["Notice"] = texts.In(Languages.Known(Language))["profile.saved"];
            return RedirectToPage();
        }

        // A new address is one's own when its code comes back.
        var (codes, cookie) = (HttpContext.RequestServices.GetRequiredService<SignInCodes>(), HttpContext.RequestServices.GetRequiredService<SignInCookie>());
        cookie.Write(new SignInUnderWay(await codes.SendAsync(email!, registering: true, ct), email!, null));
        return RedirectToPage("NewEmail");
    }

    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken ct)
    {
        var account = await AccountAsync();
        if (account.PasswordHash is null) return NotFound();
        if (!limits.MayTry(HttpContext)) return await RefuseAsync(AccessRejections.TooMany, nameof(OldPassword), ct);
        if (NewPassword.Fault(NewOne, account.Email) is { } weak) return await RefuseAsync(weak, nameof(NewOne), ct);
        if (!(await signIn.CheckPasswordSignInAsync(account, OldPassword ?? "", lockoutOnFailure: true)).Succeeded)
        {
            limits.Wrong(HttpContext);
            return await RefuseAsync(AccessRejections.OldPassword, nameof(OldPassword), ct);
        }
        account.PasswordHash = users.PasswordHasher.HashPassword(account, NewOne!);
        return await RenewedAsync(account, "profile.password.changed");
    }

    public async Task<IActionResult> OnPostPasskeyOptionsAsync()
    {
        var account = await AccountAsync();
        return Content(await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Email ?? actor.Name, DisplayName = actor.Name }), "application/json");
    }

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken ct)
    {
        var account = await AccountAsync();
        if ((await users.GetPasskeysAsync(account)).Count >= MaxPasskeys) return await RefuseAsync(new Rejection("access.passkeys-many", MaxPasskeys), "", ct);
        var name = PasskeyName?.Trim() is { Length: > 0 and <= 60 } given ? given : texts["profile.passkey.unnamed"];
        if (!await Access.Passkeys.AttestAsync(signIn, account, Credential, name)) return await RefuseAsync(AccessRejections.Passkey, "", ct);
        TempData["Notice"] = texts["profile.passkey.added", name];
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDropPasskeyAsync(string id, CancellationToken ct)
    {
        var account = await AccountAsync();
        var passkey = (await users.GetPasskeysAsync(account)).FirstOrDefault(p => Convert.ToHexStringLower(p.CredentialId) == id);
        if (passkey is null) return NotFound();
        await users.RemovePasskeyAsync(account, passkey.CredentialId);
        own.Db.Note("passkey-removed", $"UserAccount {account.Id}");
        await own.Db.SaveChangesAsync(ct);
        TempData["Notice"] = texts["profile.passkey.dropped"];
        return RedirectToPage();
    }

    /// <summary>A new stamp: every other ticket of this account is nobody's from its next request.</summary>
    public async Task<IActionResult> OnPostEverywhereAsync([FromServices] Tokens tokens, CancellationToken ct)
    {
        await tokens.WithdrawAllAsync(ct);
        await users.UpdateSecurityStampAsync(await AccountAsync());
        await signIn.SignOutAsync();
        TempData["Notice"] = texts["sign-out.everywhere.done"];
        return RedirectToPage("SignIn");
    }

    private async Task<IActionResult> RenewedAsync(UserAccount account, string notice)
    {
        await users.UpdateSecurityStampAsync(account);
        await signIn.SignInWithClaimsAsync(account, isPersistent: false, User.FindAll(TicketOfAccount.Session));
        TempData["Notice"] = texts[notice];
        return RedirectToPage();
    }

    private async Task<IActionResult> RefuseAsync(Rejection why, string field, CancellationToken ct)
    {
        await FillAsync(ct);
        return this.Refuse(why, field);
    }

    private async Task<IActionResult> WrongAsync(CancellationToken ct)
    {
        await FillAsync(ct);
        return Page();
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var account = await AccountAsync();
        HasPassword = account.PasswordHash is not null;
        HasPerson = actor.Person is not null;
        Passkeys = await users.GetPasskeysAsync(account);
        if (HasPerson && GivenName is null && await PersonAsync(ct) is { } person)
            (GivenName, FamilyName, Email, Phone, Language) = (person.GivenName, person.FamilyName, person.Email, person.Phone, Languages.Known(person.Language));
    }

    private async Task<UserAccount> AccountAsync() => (await users.FindByIdAsync(actor.Account!.Value.ToString()))!;

    private async Task<Person?> PersonAsync(CancellationToken ct) => actor.Person is { } id ? await ((SamspillDb)own.Db).People.SingleOrDefaultAsync(p => p.Id == id, ct) : null;
}
