using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Merging;
using Samspill.Features.Audit;

namespace Samspill.Features.Merging;

internal sealed class HandoverTable : IEntityTypeConfiguration<Handover>
{
    public void Configure(EntityTypeBuilder<Handover> handover)
    {
        handover.ToTable("merging_handover", t => t.HasCheckConstraint("ck_merging_handover_one", "\"Id\" = 1"));
        handover.Property(h => h.Id).ValueGeneratedNever();
        handover.Property(h => h.Into).HasMaxLength(40);
        handover.Property(h => h.Name).HasMaxLength(200);
        handover.Property(h => h.By).HasMaxLength(200);
    }
}

internal sealed class MergeOfferTable : IEntityTypeConfiguration<MergeOffer>
{
    public void Configure(EntityTypeBuilder<MergeOffer> offer)
    {
        offer.ToTable("merging_offer");
        offer.HasKey(o => o.From);
        offer.Property(o => o.From).HasMaxLength(40);
        offer.Property(o => o.Name).HasMaxLength(200);
        offer.Property(o => o.By).HasMaxLength(200);
    }
}

internal sealed class MergeTable : IEntityTypeConfiguration<Merge>
{
    public void Configure(EntityTypeBuilder<Merge> merge)
    {
        merge.ToTable("merging_merge");
        merge.HasKey(m => m.From);
        merge.Property(m => m.From).HasMaxLength(40);
        merge.Property(m => m.Name).HasMaxLength(200);
        merge.Property(m => m.Municipality).HasMaxLength(4);
        merge.Property(m => m.By).HasMaxLength(200);
    }
}

internal sealed class DoubleAnswerTable : IEntityTypeConfiguration<DoubleAnswer>
{
    public void Configure(EntityTypeBuilder<DoubleAnswer> answer)
    {
        answer.ToTable("merging_answer");
        answer.NotAudited(); // it says itself who answered, and when
        answer.HasKey(a => new { a.From, a.Theirs, a.Ours });
        answer.Property(a => a.From).HasMaxLength(40);
        answer.Property(a => a.By).HasMaxLength(200);
    }
}
