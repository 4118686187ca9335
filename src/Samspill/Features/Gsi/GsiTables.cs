using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Gsi;

namespace Samspill.Features.Gsi;

internal sealed class GsiYearTable : IEntityTypeConfiguration<GsiYear>
{
    public void Configure(EntityTypeBuilder<GsiYear> year)
    {
        year.ToTable("gsi_year");
        year.HasKey(y => y.Year);
        year.Property(y => y.Year).ValueGeneratedNever();
    }
}

internal sealed class GsiEntryTable : IEntityTypeConfiguration<GsiEntry>
{
    public void Configure(EntityTypeBuilder<GsiEntry> entry)
    {
        entry.ToTable("gsi_entry", t => t.HasCheckConstraint("ck_gsi_entry_value", "\"Value\" >= 0"));
        entry.HasKey(e => new { e.Year, e.Line, e.Column });
        entry.Property(e => e.Line).HasMaxLength(10);
        entry.Property(e => e.Column).HasMaxLength(20);
        entry.Property(e => e.By).HasMaxLength(200);
    }
}

internal sealed class GsiRemarkTable : IEntityTypeConfiguration<GsiRemark>
{
    public void Configure(EntityTypeBuilder<GsiRemark> remark)
    {
        remark.ToTable("gsi_remark");
        remark.HasKey(r => new { r.Year, r.Line });
        remark.Property(r => r.Line).HasMaxLength(10);
        remark.Property(r => r.Words).HasMaxLength(GsiRemark.Length);
        remark.Property(r => r.By).HasMaxLength(200);
    }
}

internal sealed class GsiDeliveryTable : IEntityTypeConfiguration<GsiDelivery>
{
    public void Configure(EntityTypeBuilder<GsiDelivery> delivery)
    {
        delivery.ToTable("gsi_delivery");
        delivery.Property(d => d.Form).HasMaxLength(20);
        delivery.Property(d => d.By).HasMaxLength(200);
        delivery.HasIndex(d => new { d.Year, d.Version }).IsUnique();
    }
}
