using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Advice;

namespace Samspill.Features.Advice;

internal sealed class AskedAdviceTable : IEntityTypeConfiguration<AskedAdvice>
{
    public void Configure(EntityTypeBuilder<AskedAdvice> asked)
    {
        asked.ToTable("advice_asked");
        asked.Property(a => a.AskedBy).HasMaxLength(200);
        asked.HasIndex(a => a.State);
        asked.HasIndex(a => new { a.Kind, a.AskedAt });
    }
}
