using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.School;

namespace Samspill.Features.Rooms;

internal sealed class RoomLoanTable : IEntityTypeConfiguration<RoomLoan>
{
    public void Configure(EntityTypeBuilder<RoomLoan> loan)
    {
        loan.ToTable("rooms_loan", t => t.HasCheckConstraint("ck_rooms_loan_forward", "\"From\" < \"To\""));
        loan.Property(l => l.Purpose).HasMaxLength(RoomLoan.PurposeLength);
        loan.Property(l => l.Answer).HasMaxLength(RoomLoan.AnswerLength);
        loan.HasIndex(l => new { l.Room, l.Date });
        loan.HasIndex(l => new { l.State, l.Date });
        loan.HasIndex(l => new { l.Account, l.Date });
        loan.HasOne<Room>().WithMany().HasForeignKey(l => l.Room).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SiteTermsTable : IEntityTypeConfiguration<SiteTerms>
{
    public void Configure(EntityTypeBuilder<SiteTerms> terms)
    {
        terms.ToTable("rooms_terms");
        terms.HasKey(t => t.Site);
        terms.Property(t => t.Words).HasMaxLength(SiteTerms.Length);
        terms.HasOne<Site>().WithOne().HasForeignKey<SiteTerms>(t => t.Site).OnDelete(DeleteBehavior.Restrict);
    }
}
