using Microsoft.EntityFrameworkCore;

namespace Samspill.Data;

/// <summary>The small database beside the schools: which schools there are, whether there is a council, and the keys that protect cookies. No person in it.</summary>
public sealed class HostDb(DbContextOptions<HostDb> options) : DbContext(options)
{
    public DbSet<HostedSchool> Schools => Set<HostedSchool>();
    public DbSet<HostedCouncil> Councils => Set<HostedCouncil>();
    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();
    public DbSet<UsedLogoutToken> UsedLogoutTokens => Set<UsedLogoutToken>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => Conventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<HostedSchool>(school =>
        {
            school.ToTable("host_school");
            school.HasKey(s => s.Slug);
            school.Property(s => s.Slug).HasMaxLength(40);
            school.Property(s => s.Name).HasMaxLength(200);
            school.Property(s => s.Municipality).HasMaxLength(4);
        });
        builder.Entity<HostedCouncil>(council =>
        {
            council.ToTable("host_council", t => t.HasCheckConstraint("ck_host_council_one", "\"Id\" = 1"));
            council.Property(c => c.Id).ValueGeneratedNever();
            council.Property(c => c.Name).HasMaxLength(200);
        });
        builder.Entity<ProtectionKey>(key =>
        {
            key.ToTable("host_protection_key");
            key.HasKey(k => k.Name);
            key.Property(k => k.Name).HasMaxLength(200);
        });
        builder.Entity<UsedLogoutToken>(token =>
        {
            token.ToTable("host_used_logout_token");
            token.HasKey(t => t.Hash);
            token.Property(t => t.Hash).ValueGeneratedNever();
        });
    }
}

/// <summary>A school that this installation serves.</summary>
/// <param name="Slug">First segment of its addresses.</param>
/// <param name="Municipality">Four-digit number.</param>
/// <param name="Demo">Made-up people; anybody may sign in as one of the cast.</param>
public sealed record HostedSchool(string Slug, string Name, string Municipality, bool Demo);

/// <summary>The council of this installation, one at most.</summary>
public sealed record HostedCouncil(string Name, bool Demo)
{
    public int Id { get; private init; } = 1;
}

/// <summary>One data-protection key as XML.</summary>
public sealed record ProtectionKey(string Name, string Xml);

/// <summary>A provider's logout token that has been taken, so that it counts once.</summary>
/// <param name="Hash">SHA-256 of issuer and token id.</param>
/// <param name="Until">When it would be too old anyhow, and may be forgotten.</param>
public sealed record UsedLogoutToken(byte[] Hash, DateTimeOffset Until);
