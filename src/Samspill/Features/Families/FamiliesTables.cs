using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Families;
using Samspill.Domain.People;

namespace Samspill.Features.Families;

internal sealed class GuardianInvitationTable : IEntityTypeConfiguration<GuardianInvitation>
{
    public void Configure(EntityTypeBuilder<GuardianInvitation> invitation)
    {
        invitation.ToTable("families_invitation");
        invitation.Property(i => i.Email).HasMaxLength(254);
        invitation.Property(i => i.UsedAt).IsConcurrencyToken();
        invitation.HasIndex(i => i.TokenHash).IsUnique();
        invitation.HasIndex(i => i.By);
        invitation.HasIndex(i => i.UsedBy);
        invitation.HasOne<Person>().WithMany().HasForeignKey(i => i.By).OnDelete(DeleteBehavior.Restrict);
        invitation.HasOne<Person>().WithMany().HasForeignKey(i => i.UsedBy).OnDelete(DeleteBehavior.Restrict);
        invitation.HasMany(i => i.Pupils).WithOne().HasForeignKey(p => p.Invitation).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class InvitedPupilTable : IEntityTypeConfiguration<InvitedPupil>
{
    public void Configure(EntityTypeBuilder<InvitedPupil> pupil)
    {
        pupil.ToTable("families_invited_pupil");
        pupil.HasKey(p => new { p.Invitation, p.Pupil });
        pupil.HasIndex(p => p.Pupil);
        pupil.HasOne<Person>().WithMany().HasForeignKey(p => p.Pupil).OnDelete(DeleteBehavior.Restrict);
    }
}
