using Samspill.Domain.Shared;

namespace Samspill.Domain.Families;

/// <summary>A guardian's invitation to the other guardian of the same children: its link works once, for two weeks.</summary>
public sealed class GuardianInvitation
{
    /// <summary>How many days the link works.</summary>
    public const int Days = 14;

    private readonly List<InvitedPupil> pupils = [];

    private GuardianInvitation() { }

    /// <param name="tokenHash">SHA-256 of the token in the link: the token itself is not kept.</param>
    /// <param name="pupils">The children it is about; at least one.</param>
    public GuardianInvitation(byte[] tokenHash, PersonId by, string email, IEnumerable<PersonId> pupils, DateTimeOffset now)
    {
        (Id, TokenHash, By, Email, CreatedAt, ExpiresAt) = (GuardianInvitationId.New(), tokenHash, by, email, now, now.AddDays(Days));
        this.pupils.AddRange(pupils.Distinct().Select(pupil => new InvitedPupil(Id, pupil)));
    }

    public GuardianInvitationId Id { get; private init; }
    public byte[] TokenHash { get; private init; } = [];

    /// <summary>The guardian who invites.</summary>
    public PersonId By { get; private init; }

    /// <summary>Where the link was sent.</summary>
    public string Email { get; private init; } = "";
    public IReadOnlyList<InvitedPupil> Pupils => pupils;
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Who became a guardian by it.</summary>
    public PersonId? UsedBy { get; private set; }

    /// <summary>When the one who invited took it back.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Whether the link works at a moment.</summary>
    public bool IsOpen(DateTimeOffset now) => UsedAt is null && WithdrawnAt is null && now <= ExpiresAt;

    /// <summary>Uses it, once. The one who invited cannot use it.</summary>
    public Outcome<Done> Use(PersonId by, DateTimeOffset now)
    {
        if (UsedAt is not null) return GuardianInvitationRejections.Used;
        if (WithdrawnAt is not null || now > ExpiresAt) return GuardianInvitationRejections.Expired;
        if (by == By) return GuardianInvitationRejections.Own;
        (UsedAt, UsedBy) = (now, by);
        return new Done();
    }

    /// <summary>Takes it back. Twice is harmless; what was used stays used.</summary>
    public Outcome<Done> Withdraw(DateTimeOffset now)
    {
        if (UsedAt is not null) return GuardianInvitationRejections.Used;
        WithdrawnAt ??= now;
        return new Done();
    }
}

/// <summary>One of the children an invitation is about.</summary>
public sealed class InvitedPupil
{
    private InvitedPupil() { }

    internal InvitedPupil(GuardianInvitationId invitation, PersonId pupil) => (Invitation, Pupil) = (invitation, pupil);

    public GuardianInvitationId Invitation { get; private init; }
    public PersonId Pupil { get; private init; }
}

/// <summary>Why an invitation of a guardian refuses.</summary>
public static class GuardianInvitationRejections
{
    public static readonly Rejection NotFound = new("guardian-invitation.not-found");
    public static readonly Rejection Used = new("guardian-invitation.used");
    public static readonly Rejection Expired = new("guardian-invitation.expired");
    public static readonly Rejection Own = new("guardian-invitation.own");
    public static readonly Rejection NoChildren = new("guardian-invitation.no-children");

    /// <summary>A family with a protected address is changed by the school only.</summary>
    public static readonly Rejection Protected = new("guardian-invitation.protected");

    /// <summary>More open invitations than anybody needs.</summary>
    public static readonly Rejection TooMany = new("guardian-invitation.too-many");

    /// <summary>The account belongs to nobody the school knows as a person.</summary>
    public static readonly Rejection NoPerson = new("guardian-invitation.no-person");
}
