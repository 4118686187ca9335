namespace Samspill.Features.Access;

/// <summary>An identity at a provider, and the account it opens. Issuer and subject are the identity: no e-mail address, no name.</summary>
public sealed class LinkedIdentity
{
    private LinkedIdentity() { }

    public LinkedIdentity(string issuer, string subject, Guid account, string? label, DateTimeOffset now) =>
        (Id, Issuer, Subject, Account, Label, Since) = (Guid.CreateVersion7(), issuer, subject, account, label, now);

    public Guid Id { get; private init; }
    public string Issuer { get; private init; } = "";

    /// <summary>What the issuer calls the person; at most 255 letters of ASCII.</summary>
    public string Subject { get; private init; } = "";
    public Guid Account { get; private init; }

    /// <summary>What the provider calls it, shown to its owner only.</summary>
    public string? Label { get; private init; }
    public DateTimeOffset Since { get; private init; }
}

/// <summary>A sign-in through a provider. The ticket is somebody's only as long as this has not ended.</summary>
public sealed class ProviderSession
{
    /// <summary>However busy one is: after a long day one signs in again.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private ProviderSession() { }

    public ProviderSession(Guid identity, byte[]? sidIndex, DateTimeOffset now) =>
        (Id, Identity, SidIndex, StartedAt, ExpiresAt) = (Guid.CreateVersion7(), identity, sidIndex, now, now + Longest);

    public Guid Id { get; private init; }
    public Guid Identity { get; private init; }

    /// <summary>Keyed hash of the issuer and its id of the session; null when it gave none.</summary>
    public byte[]? SidIndex { get; private init; }
    public DateTimeOffset StartedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>What a session's id is kept as.</summary>
    public static byte[] IndexOf(Host.FieldCipher cipher, string issuer, string sid) => cipher.Index($"session {issuer} {sid}");
}

/// <summary>A provider that this school has switched on.</summary>
public sealed class OpenProvider
{
    private OpenProvider() { }

    public OpenProvider(string name) => Name = name;

    public string Name { get; private init; } = "";
}
