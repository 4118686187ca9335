using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Samspill.Domain.Access;

namespace Samspill.Features.Access;

/// <summary>A letter of invitation to a role: its link works once, for two weeks.</summary>
public sealed class Invitation
{
    private Invitation() { }

    /// <param name="account">The account whose password it renews; null makes a new account.</param>
    /// <param name="person">The employee it is for, when the staff list has the address.</param>
    public Invitation(string token, string name, string? email, Role role, Guid? account, PersonId? person, string invitedBy, DateTimeOffset now, string? county = null) =>
        (Id, TokenHash, Name, Email, Role, Account, Person, InvitedBy, CreatedAt, ExpiresAt, County) =
        (Guid.CreateVersion7(), Hash(token), name, email, role, account, person, invitedBy, now, now.AddDays(14), county);

    public Guid Id { get; private init; }

    /// <summary>SHA-256 of the token in the link: the token itself is not kept.</summary>
    public byte[] TokenHash { get; private init; } = [];
    public string Name { get; private init; } = "";
    public string? Email { get; private init; }
    public Role Role { get; private init; }
    public Guid? Account { get; private init; }
    public PersonId? Person { get; private init; }
    public string InvitedBy { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>At the council: number of the county that the adviser is to advise.</summary>
    public string? County { get; private init; }

    /// <summary>Uses the invitation, once.</summary>
    public Outcome<Done> Use(DateTimeOffset now)
    {
        if (UsedAt is not null) return InvitationRejections.Used;
        if (now > ExpiresAt) return InvitationRejections.Expired;
        UsedAt = now;
        return new Done();
    }

    /// <summary>256 bits from the system's source, as they stand in the link.</summary>
    public static string NewToken() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>Why an invitation refuses.</summary>
public static class InvitationRejections
{
    public static readonly Rejection NotFound = new("invitation.not-found");
    public static readonly Rejection Used = new("invitation.used");
    public static readonly Rejection Expired = new("invitation.expired");
}
