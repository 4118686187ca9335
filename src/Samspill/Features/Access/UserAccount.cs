using Microsoft.AspNetCore.Identity;
using Samspill.Domain.Access;

namespace Samspill.Features.Access;

/// <summary>A way to sign in, for one person of this school. What it may do is reckoned at every request from its grants and from who its person is guardian of.</summary>
public sealed class UserAccount : IdentityUser<Guid>
{
    public UserAccount() => Id = Guid.CreateVersion7();

    /// <summary>The person who signs in; null for an invited employee who is not in the staff list.</summary>
    public PersonId? Person { get; set; }

    /// <summary>The name shown to the person and to the audit, kept for accounts without a person.</summary>
    public string DisplayName { get; set; } = "";
}

/// <summary>A role somebody has from a day to a day.</summary>
public sealed class RoleGrant
{
    private RoleGrant() { }

    public RoleGrant(Guid account, Role role, DateOnly from, DateOnly? to, string grantedBy) =>
        (Id, Account, Role, From, To, GrantedBy) = (Guid.CreateVersion7(), account, role, from, to, grantedBy);

    public Guid Id { get; private init; }
    public Guid Account { get; private init; }
    public Role Role { get; private init; }
    public DateOnly From { get; private init; }

    /// <summary>The last day; null until somebody ends it.</summary>
    public DateOnly? To { get; private set; }
    public string GrantedBy { get; private init; } = "";

    /// <summary>Ends the grant: it does not hold from this day on.</summary>
    public void End(DateOnly today) => To = today.AddDays(-1);
}

/// <summary>A letter of invitation to a role: its link works once, for two weeks.</summary>
public sealed class Invitation
{
    private Invitation() { }

    public Invitation(byte[] tokenHash, string name, string? email, Role role, string invitedBy, DateTimeOffset now) =>
        (Id, TokenHash, Name, Email, Role, InvitedBy, CreatedAt, ExpiresAt) = (Guid.CreateVersion7(), tokenHash, name, email, role, invitedBy, now, now.AddDays(14));

    public Guid Id { get; private init; }

    /// <summary>SHA-256 of the token in the link: the token itself is not kept.</summary>
    public byte[] TokenHash { get; private init; } = [];
    public string Name { get; private init; } = "";
    public string? Email { get; private init; }
    public Role Role { get; private init; }
    public string InvitedBy { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Uses the invitation, once.</summary>
    public Outcome<Done> Use(DateTimeOffset now)
    {
        if (UsedAt is not null) return InvitationRejections.Used;
        if (now > ExpiresAt) return InvitationRejections.Expired;
        UsedAt = now;
        return new Done();
    }
}

/// <summary>Why an invitation refuses.</summary>
public static class InvitationRejections
{
    public static readonly Rejection NotFound = new("invitation.not-found");
    public static readonly Rejection Used = new("invitation.used");
    public static readonly Rejection Expired = new("invitation.expired");
}

/// <summary>A one-time code sent to an e-mail address on record: ten minutes, five tries.</summary>
public sealed class SignInCode
{
    public const int MaxTries = 5;

    private SignInCode() { }

    public SignInCode(string email, byte[] codeHash, DateTimeOffset now) => (Id, Email, CodeHash, ExpiresAt) = (Guid.CreateVersion7(), email, codeHash, now.AddMinutes(10));

    public Guid Id { get; private init; }
    public string Email { get; private init; } = "";
    public byte[] CodeHash { get; private init; } = [];
    public DateTimeOffset ExpiresAt { get; private init; }
    public int Tries { get; private set; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Whether this is the code; a wrong one counts, the right one works once.</summary>
    public bool Use(ReadOnlySpan<byte> hash, DateTimeOffset now)
    {
        if (UsedAt is not null || now > ExpiresAt || Tries >= MaxTries) return false;
        Tries++;
        if (!System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(hash, CodeHash)) return false;
        UsedAt = now;
        return true;
    }
}
