using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Samspill.Host;

namespace Samspill.Features.Access;

/// <summary>What the browser carries, encrypted, between asking for a code and being signed in.</summary>
/// <param name="Proven">The right code was given: the address is the person's own.</param>
/// <param name="Newcomer">What a new guardian wrote of itself; written down only when the address is proven.</param>
public sealed record SignInUnderWay(Guid Code, string Email, string? ReturnTo, bool Proven = false, Newcomer? Newcomer = null);

/// <summary>A guardian the school does not know yet.</summary>
public sealed record Newcomer(string GivenName, string FamilyName, string? Phone);

/// <summary>Keeps <see cref="SignInUnderWay"/> in a cookie of this school, for a quarter of an hour.</summary>
public sealed class SignInCookie(IDataProtectionProvider protection, OpenSchool school, ServerOptions options, IHttpContextAccessor http)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("samspill.sign-in", school.Slug).ToTimeLimitedDataProtector();
    private readonly string name = options.Secure ? "__Secure-samspill-kode" : "samspill-kode";

    private HttpContext Context => http.HttpContext!;

    public SignInUnderWay? Read()
    {
        if (Context.Request.Cookies[name] is not { Length: > 0 } cookie) return null;
        try { return JsonSerializer.Deserialize<SignInUnderWay>(protector.Unprotect(cookie)); }
        catch (CryptographicException) { return null; } // too old, or not ours
    }

    public void Write(SignInUnderWay state) => Context.Response.Cookies.Append(name, protector.Protect(JsonSerializer.Serialize(state), Lifetime), Kept(Lifetime));

    public void Forget() => Context.Response.Cookies.Delete(name, Kept(null));

    private CookieOptions Kept(TimeSpan? age) => new()
    {
        Path = Context.Request.PathBase, MaxAge = age, HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = options.Secure,
    };
}
