using System.Security.Cryptography;
using System.Text;
using Samspill.Host;

namespace Samspill.Features.Audit;

/// <summary>Who did or saw what, when. Written in the transaction of the act; the database lets nobody change or delete it.</summary>
public sealed class AuditEntry
{
    private AuditEntry() { }

    /// <summary>An entry. The detail names fields and states, never the content of a person's data.</summary>
    public AuditEntry(DateTimeOffset at, Actor actor, string action, string subject, string? detail)
    {
        // The database keeps microseconds (PostgreSQL); the chain is reckoned over what it will give back.
        At = new DateTimeOffset(at.Ticks - at.Ticks % TimeSpan.TicksPerMicrosecond, at.Offset).ToUniversalTime();
        (Id, Account, Actor, Action, Subject, Detail) = (Guid.CreateVersion7(at), actor.Account, actor.IsShielded ? "protected" : actor.Name, action, subject, detail);
    }

    public Guid Id { get; private init; }
    public DateTimeOffset At { get; private init; }
    public Guid? Account { get; private init; }
    public string Actor { get; private init; } = "";

    /// <summary>added, changed, deleted, or a word of its own: looked, imported, exported, signed-in …</summary>
    public string Action { get; private init; } = "";

    /// <summary>Kind and id: "Offer 0197…".</summary>
    public string Subject { get; private init; } = "";
    public string? Detail { get; private init; }

    /// <summary>SHA-256 over the hash before and everything in this entry.</summary>
    public byte[] HashAfter(byte[] before)
    {
        var text = string.Join('\u001f', Id, At.UtcTicks, Account, Actor, Action, Subject, Detail);
        return SHA256.HashData([.. before, .. Encoding.UTF8.GetBytes(text)]);
    }
}

/// <summary>One link of the chain: the entry's number and the hash of everything up to it.</summary>
/// <remarks>Beside the entries, not in them, so that both are insert-only, and so that writers never wait for each other's turn in the chain.</remarks>
public sealed class AuditSeal
{
    private AuditSeal() { }

    public AuditSeal(long number, Guid entry, byte[] hash) => (Number, Entry, Hash) = (number, entry, hash);

    /// <summary>1, 2, 3 … without a gap.</summary>
    public long Number { get; private init; }
    public Guid Entry { get; private init; }
    public byte[] Hash { get; private init; } = [];
}
