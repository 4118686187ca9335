using System.Data;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Samspill.Features.Access;
using Samspill.Features.Audit;
using Samspill.Host;

namespace Samspill.Data;

/// <summary>What a school's database and the council's have in common: accounts and roles, the record, and the turn to write. Every change that is saved leaves its audit entry in the same transaction.</summary>
public abstract class TenantDb(DbContextOptions options) : IdentityUserContext<UserAccount, Guid>(options)
{
    private Lease lease = Lease.None;

    public DbSet<RoleGrant> Grants => Set<RoleGrant>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<KeptForm> KeptForms => Set<KeptForm>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    /// <summary>Hands the pooled context to one piece of work: on whose behalf, for which school, by which clock.</summary>
    internal void LeaseTo(Lease to) => (lease, AuditRows) = (to, true);

    /// <summary>The actor may be known only after the context was handed out (signing in reads the database).</summary>
    internal void ActAs(Actor actor) => lease = lease with { Actor = actor };

    /// <summary>Notes that sensitive data was looked at, or that something happened which no row tells. Saved with the next save.</summary>
    public void Note(string action, string subject, string? detail = null) =>
        AuditEntries.Add(new AuditEntry(lease.Clock.GetUtcNow(), lease.Actor, action, subject, detail));

    /// <summary>Bulk work (an import) writes one audit entry of its own instead of one a row.</summary>
    public bool AuditRows { get; set; }

    /// <summary>A transaction that writes. On SQLite writers queue here instead of sleeping inside the provider.</summary>
    /// <remarks>Inside another it is a part of it: committed with the whole, or taken back alone.</remarks>
    /// <param name="isolation">Unspecified is read committed on PostgreSQL; SQLite is serializable whatever is asked.</param>
    public async Task<UnitOfWork> BeginAsync(CancellationToken ct, IsolationLevel isolation = IsolationLevel.Unspecified)
    {
        if (Database.CurrentTransaction is { } whole) return await UnitOfWork.InsideAsync(whole, ct);
        var gate = await lease.Gate.EnterAsync(ct);
        try { return new UnitOfWork(await Database.BeginTransactionAsync(isolation, ct), gate); }
        catch { gate.Dispose(); throw; }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (AuditRows) AuditTrail.Collect(this, lease);
        if (Database.CurrentTransaction is not null || !ChangeTracker.HasChanges()) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var gate = await lease.Gate.EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Save asynchronously: the write gate must not block a thread.");

    /// <summary>Whose tables are in it.</summary>
    internal abstract Side Side { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        if (Database.IsNpgsql()) builder.HasCollation("norsk", locale: "nb-NO-x-icu", provider: "icu", deterministic: true);
        builder.ApplyConfigurationsFromAssembly(typeof(TenantDb).Assembly, table => table.Namespace?.StartsWith("Samspill.Features", StringComparison.Ordinal) == true && AtAttribute.Of(table).HasFlag(Side));
    }
}

/// <summary>On whose behalf a context works.</summary>
internal sealed record Lease(Actor Actor, TimeProvider Clock, WriteGate Gate)
{
    public static readonly Lease None = new(Actor.System, TimeProvider.System, WriteGate.Open);
}

/// <summary>A transaction and, on SQLite, the turn to write; or a part of one, from a savepoint. Not committed means rolled back.</summary>
public sealed class UnitOfWork(IDbContextTransaction transaction, IDisposable? gate) : IAsyncDisposable
{
    private string? savepoint;
    private IDisposable? turn = gate;
    private bool committed;

    internal static async Task<UnitOfWork> InsideAsync(IDbContextTransaction whole, CancellationToken ct)
    {
        var part = new UnitOfWork(whole, null) { savepoint = $"part_{Guid.CreateVersion7():N}" };
        await whole.CreateSavepointAsync(part.savepoint, ct);
        return part;
    }

    public async Task CommitAsync(CancellationToken ct)
    {
        if (savepoint is null) await transaction.CommitAsync(ct);
        else await transaction.ReleaseSavepointAsync(savepoint, ct);
        committed = true;
        LeaveGate(); // what was committed is written: whoever writes next in the same method need not wait for its end
    }

    public async ValueTask DisposeAsync()
    {
        if (savepoint is null) await transaction.DisposeAsync();
        else if (!committed) await transaction.RollbackToSavepointAsync(savepoint);
        LeaveGate();
    }

    private void LeaveGate()
    {
        turn?.Dispose();
        turn = null;
    }
}

/// <summary>Lets one writer at a time through (SQLite), or all (PostgreSQL).</summary>
public sealed class WriteGate
{
    public static readonly WriteGate Open = new(null);
    private readonly SemaphoreSlim? turn;

    private WriteGate(SemaphoreSlim? turn) => this.turn = turn;

    public static WriteGate OneAtATime() => new(new SemaphoreSlim(1));

    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        if (turn is null) return new Turn(null);
        await turn.WaitAsync(ct);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim? turn) : IDisposable
    {
        private SemaphoreSlim? held = turn;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Release();
    }
}
