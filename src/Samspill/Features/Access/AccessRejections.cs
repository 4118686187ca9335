namespace Samspill.Features.Access;

/// <summary>Why signing in and the roles refuse. Never whether an address is known.</summary>
public static class AccessRejections
{
    public static readonly Rejection TooMany = new("access.too-many");
    public static readonly Rejection WrongPassword = new("access.wrong-password");
    public static readonly Rejection WrongCode = new("access.wrong-code");
    public static readonly Rejection Passkey = new("access.passkey");
    public static readonly Rejection NameMissing = new("access.name-missing");
    public static readonly Rejection NoAccount = new("access.no-account");
    public static readonly Rejection OldPassword = new("access.old-password");
    public static readonly Rejection AccountNotFound = new("account.not-found");
    public static readonly Rejection NotGranted = new("access.not-granted");
    public static readonly Rejection EndsBefore = new("access.ends-before");
    public static readonly Rejection NotSure = new("access.not-sure");
    public static readonly Rejection LastPrincipal = new("access.last-principal");
    public static readonly Rejection LastNational = new("access.last-national");
}
