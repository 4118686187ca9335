using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Data;
using Samspill.Features.Audit;
using Samspill.Host;
using Samspill.Jobs;

namespace Samspill.Features.Api;

/// <summary>What was answered to a request with an Idempotency-Key: written with what the request did, so that both are there or neither.</summary>
public sealed class KeptReply
{
    public const int KeyLength = 200;

    /// <summary>Longer than any round is open.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    private KeptReply() { }

    public KeptReply(Guid account, string key, byte[] asked, DateTimeOffset at) => (Id, Account, Key, Asked, At) = (Guid.CreateVersion7(), account, key, asked, at);

    public Guid Id { get; private init; }
    public Guid Account { get; private init; }
    public string Key { get; private init; } = "";

    /// <summary>Keyed hash of the method, the address and the body.</summary>
    public byte[] Asked { get; private init; } = [];
    public DateTimeOffset At { get; private init; }
    public int Status { get; private set; }
    public string? Location { get; private set; }

    /// <summary>The body of the answer, encrypted; null when it had none.</summary>
    public byte[]? Body { get; private set; }
}

internal sealed class KeptReplyTable : IEntityTypeConfiguration<KeptReply>
{
    public void Configure(EntityTypeBuilder<KeptReply> reply)
    {
        reply.ToTable("api_kept_reply");
        reply.NotAudited();
        reply.Property(r => r.Key).HasMaxLength(KeptReply.KeyLength);
        reply.Property(r => r.Location).HasMaxLength(400);
        reply.HasIndex(r => new { r.Account, r.Key }).IsUnique();
        reply.HasIndex(r => r.At);
    }
}

/// <summary>Forgets answers that nobody will ask for again.</summary>
public sealed class ForgetReplies(SamspillDb db, TimeProvider clock) : IClockJob, IGoesOnWhenClosed
{
    public async Task RunAsync(OpenSchool school, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - KeptReply.KeptFor;
        await using var work = await db.BeginAsync(ct);
        await db.Set<KeptReply>().Where(r => r.At < before).ExecuteDeleteAsync(ct);
        await work.CommitAsync(ct);
    }
}
