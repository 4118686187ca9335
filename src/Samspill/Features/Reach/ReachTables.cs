using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Reach;
using Samspill.Domain.School;

namespace Samspill.Features.Reach;

internal sealed class InhabitantsTable : IEntityTypeConfiguration<Inhabitants>
{
    public void Configure(EntityTypeBuilder<Inhabitants> line)
    {
        line.ToTable("reach_inhabitants", t => t.HasCheckConstraint("ck_reach_inhabitants_count", "\"Count\" >= 0"));
        line.HasKey(i => new { i.Year, i.Line });
        line.Property(i => i.District).HasMaxLength(200);
        line.HasIndex(i => i.School);
        line.HasOne<Site>().WithMany().HasForeignKey(i => i.School).OnDelete(DeleteBehavior.Restrict);
    }
}
