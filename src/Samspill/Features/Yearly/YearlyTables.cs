using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Admission;
using Samspill.Domain.People;
using Samspill.Domain.Yearly;

namespace Samspill.Features.Yearly;

internal sealed class ConfirmationRoundTable : IEntityTypeConfiguration<ConfirmationRound>
{
    public void Configure(EntityTypeBuilder<ConfirmationRound> round)
    {
        round.ToTable("yearly_confirmation_round");
        round.Property(r => r.OpenedBy).HasMaxLength(200);
        round.HasIndex(r => r.SchoolYear).IsUnique();
    }
}

internal sealed class ConfirmationTable : IEntityTypeConfiguration<Confirmation>
{
    public void Configure(EntityTypeBuilder<Confirmation> confirmation)
    {
        confirmation.ToTable("yearly_confirmation", t => t.HasCheckConstraint("ck_yearly_confirmation_one", "(\"Place\" IS NULL) <> (\"Application\" IS NULL)"));
        confirmation.Property(c => c.State).IsConcurrencyToken();
        confirmation.Property(c => c.AnsweredBy).HasMaxLength(200);
        confirmation.HasIndex(c => new { c.Round, c.Place }).IsUnique();
        confirmation.HasIndex(c => new { c.Round, c.Application }).IsUnique();
        confirmation.HasIndex(c => new { c.Round, c.State });
        confirmation.HasIndex(c => c.Pupil);
        confirmation.HasIndex(c => c.Place);
        confirmation.HasIndex(c => c.Application);
        confirmation.HasOne<ConfirmationRound>().WithMany().HasForeignKey(c => c.Round).OnDelete(DeleteBehavior.Restrict);
        confirmation.HasOne<Person>().WithMany().HasForeignKey(c => c.Pupil).OnDelete(DeleteBehavior.Restrict);
        confirmation.HasOne<Place>().WithMany().HasForeignKey(c => c.Place).OnDelete(DeleteBehavior.Restrict);
        confirmation.HasOne<Application>().WithMany().HasForeignKey(c => c.Application).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LeaveTable : IEntityTypeConfiguration<LeaveOfAbsence>
{
    public void Configure(EntityTypeBuilder<LeaveOfAbsence> leave)
    {
        leave.ToTable("yearly_leave");
        leave.Property(l => l.State).IsConcurrencyToken();
        leave.Property(l => l.AskedBy).HasMaxLength(200);
        leave.HasIndex(l => l.Place).IsUnique().HasFilter("\"State\" = 'Away'");
        leave.HasIndex(l => l.Pupil);
        leave.HasIndex(l => new { l.State, l.To });
        leave.HasOne<Place>().WithMany().HasForeignKey(l => l.Place).OnDelete(DeleteBehavior.Restrict);
        leave.HasOne<Person>().WithMany().HasForeignKey(l => l.Pupil).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PlaceChangeTable : IEntityTypeConfiguration<PlaceChange>
{
    public void Configure(EntityTypeBuilder<PlaceChange> change)
    {
        change.ToTable("yearly_place_change");
        change.Property(c => c.State).IsConcurrencyToken();
        change.Property(c => c.Words).HasMaxLength(PlaceChange.TextLength);
        change.Property(c => c.Reason).HasMaxLength(PlaceChange.TextLength);
        change.Property(c => c.AskedBy).HasMaxLength(200);
        change.Property(c => c.DecidedBy).HasMaxLength(200);
        change.HasIndex(c => c.Place).IsUnique().HasFilter("\"State\" = 'Asked'");
        change.HasIndex(c => c.Pupil);
        change.HasIndex(c => c.Course);
        change.HasIndex(c => new { c.State, c.AskedAt });
        change.HasOne<Place>().WithMany().HasForeignKey(c => c.Place).OnDelete(DeleteBehavior.Restrict);
        change.HasOne<Person>().WithMany().HasForeignKey(c => c.Pupil).OnDelete(DeleteBehavior.Restrict);
        change.HasOne<Domain.Catalogue.Course>().WithMany().HasForeignKey(c => c.Course).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AgeNoticeTable : IEntityTypeConfiguration<AgeNotice>
{
    public void Configure(EntityTypeBuilder<AgeNotice> notice)
    {
        notice.ToTable("yearly_age_notice");
        notice.HasKey(n => new { n.Pupil, n.Change });
        notice.HasOne<Person>().WithMany().HasForeignKey(n => n.Pupil).OnDelete(DeleteBehavior.Restrict);
    }
}
