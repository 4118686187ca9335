using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Statistics;
using Samspill.Host;

namespace Samspill.Features.Statistics;

internal sealed class StatisticsSnapshotTable : IEntityTypeConfiguration<StatisticsSnapshot>
{
    public void Configure(EntityTypeBuilder<StatisticsSnapshot> snapshot)
    {
        snapshot.ToTable("statistics_snapshot");
        snapshot.Property(s => s.Form).HasMaxLength(40);
        snapshot.Property(s => s.By).HasMaxLength(200);
        snapshot.HasIndex(s => new { s.Year, s.Version }).IsUnique();
        snapshot.HasIndex(s => s.Number).IsUnique();
    }
}

internal sealed class StatisticsReceiverTable : IEntityTypeConfiguration<StatisticsReceiver>
{
    public void Configure(EntityTypeBuilder<StatisticsReceiver> receiver)
    {
        receiver.ToTable("statistics_receiver", t => t.HasCheckConstraint("ck_statistics_receiver_one", "\"Id\" = 1"));
        receiver.Property(r => r.Id).ValueGeneratedNever();
        receiver.Property(r => r.Address).HasMaxLength(StatisticsReceiver.AddressLength);
    }
}

[At(Side.Both)]
internal sealed class OwnKeyTable : IEntityTypeConfiguration<OwnKey>
{
    public void Configure(EntityTypeBuilder<OwnKey> key)
    {
        key.ToTable("statistics_key", t => t.HasCheckConstraint("ck_statistics_key_one", "\"Id\" = 1"));
        key.Property(k => k.Id).ValueGeneratedNever();
    }
}
