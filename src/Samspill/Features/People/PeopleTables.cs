using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.People;
using Samspill.Domain.School;

namespace Samspill.Features.People;

internal sealed class PersonTable : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("people_person");
        person.Property(p => p.GivenName).HasMaxLength(200);
        person.Property(p => p.FamilyName).HasMaxLength(200);
        person.Property(p => p.SearchName).HasMaxLength(401);
        person.Property(p => p.Address).HasMaxLength(500);
        person.Property(p => p.PostalCode).HasMaxLength(20);
        person.Property(p => p.Municipality).HasMaxLength(4);
        person.Property(p => p.Language).HasMaxLength(20);
        person.Property(p => p.Email).HasMaxLength(254);
        person.Property(p => p.Phone).HasMaxLength(40);
        person.Property(p => p.Flags).HasMaxLength(2000);
        person.Property(p => p.PupilCode).HasMaxLength(100);
        person.Property(p => p.GuardianCode).HasMaxLength(100);
        person.HasIndex(p => p.PupilCode).IsUnique();
        person.HasIndex(p => p.GuardianCode).IsUnique();
        person.HasIndex(p => p.NationalIdIndex).IsUnique();
        person.HasIndex(p => p.SearchName);
        person.HasIndex(p => p.Email);
        person.HasIndex(p => p.Phone);
        person.HasOne<Site>().WithMany().HasForeignKey(p => p.School).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GuardianshipTable : IEntityTypeConfiguration<Guardianship>
{
    public void Configure(EntityTypeBuilder<Guardianship> guardianship)
    {
        guardianship.ToTable("people_guardianship", t => t.HasCheckConstraint("ck_people_guardianship_two", "\"Pupil\" <> \"Guardian\""));
        guardianship.HasKey(g => new { g.Pupil, g.Guardian });
        guardianship.Property(g => g.SeesOnly).HasDefaultValue(false);
        guardianship.HasIndex(g => g.Guardian);
        guardianship.HasOne<Person>().WithMany().HasForeignKey(g => g.Pupil).OnDelete(DeleteBehavior.Restrict);
        guardianship.HasOne<Person>().WithMany().HasForeignKey(g => g.Guardian).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StaffTable : IEntityTypeConfiguration<Staff>
{
    public void Configure(EntityTypeBuilder<Staff> staff)
    {
        staff.ToTable("people_staff");
        staff.Property(s => s.Code).HasMaxLength(100);
        staff.Property(s => s.Subjects).HasMaxLength(2000);
        staff.HasIndex(s => s.Code).IsUnique();
        staff.HasIndex(s => s.Person);
        staff.HasOne<Person>().WithMany().HasForeignKey(s => s.Person).OnDelete(DeleteBehavior.Restrict);
        staff.HasOne<Site>().WithMany().HasForeignKey(s => s.HomeSite).OnDelete(DeleteBehavior.Restrict);
    }
}
