using Microsoft.AspNetCore.Identity;

namespace Samspill.Features.Access;

/// <summary>What the framework's passkeys leave to us: an answer without a question is a refusal, not a fault.</summary>
internal static class Passkeys
{
    /// <summary>The account whose passkey signed; null when none did, or nothing was asked (a replay).</summary>
    public static async Task<UserAccount?> AssertAsync(SignInManager<UserAccount> signIn, string? credential)
    {
        if (string.IsNullOrWhiteSpace(credential)) return null;
        try { return await signIn.PerformPasskeyAssertionAsync(credential) is { Succeeded: true } right && await KeepAsync(signIn, right.User!, right.Passkey!) ? right.User : null; }
        catch (InvalidOperationException) { return null; }
    }

    /// <summary>Adds the passkey that the browser made to the account.</summary>
    public static async Task<bool> AttestAsync(SignInManager<UserAccount> signIn, UserAccount account, string? credential, string name)
    {
        if (string.IsNullOrWhiteSpace(credential)) return false;
        try
        {
            if (await signIn.PerformPasskeyAttestationAsync(credential) is not { Succeeded: true, Passkey: { } passkey }) return false;
            passkey.Name = name;
            return await KeepAsync(signIn, account, passkey);
        }
        catch (InvalidOperationException) { return false; }
    }

    private static async Task<bool> KeepAsync(SignInManager<UserAccount> signIn, UserAccount account, UserPasskeyInfo passkey) =>
        (await signIn.UserManager.AddOrUpdatePasskeyAsync(account, passkey)).Succeeded;
}
