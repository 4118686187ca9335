using Microsoft.AspNetCore.Identity;

namespace Samspill.Features.Access;

/// <summary>A way to sign in, for one person of this school. What it may do is reckoned at every request from its grants and from who its person is guardian of.</summary>
public sealed class UserAccount : IdentityUser<Guid>
{
    public UserAccount() => Id = Guid.CreateVersion7();

    /// <summary>The person who signs in; null for an invited employee who is not in the staff list.</summary>
    public PersonId? Person { get; set; }

    /// <summary>The name shown to the person and to the audit, kept for accounts without a person.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>At the council: the language it last signed in with, <c>nb</c>, <c>nn</c> or <c>en</c>; null before that. At a school the person has one.</summary>
    public string? Language { get; set; }

    /// <summary>A new e-mail address. An account that was named by the old one is not any more: the address may become somebody else's.</summary>
    public void Reach(string email)
    {
        if (Email is not null && UserName == Email) (UserName, NormalizedUserName) = (Id.ToString("N"), Id.ToString("N").ToUpperInvariant());
        (Email, NormalizedEmail) = (email, email.ToUpperInvariant());
    }
}
