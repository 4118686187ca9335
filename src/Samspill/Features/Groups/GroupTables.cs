using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Admission;
using Samspill.Domain.Catalogue;
using Samspill.Domain.Groups;
using Samspill.Domain.People;
using Samspill.Domain.School;

namespace Samspill.Features.Groups;

internal sealed class GroupTable : IEntityTypeConfiguration<Group>
{
    public void Configure(EntityTypeBuilder<Group> group)
    {
        group.ToTable("groups_group", t => t.HasCheckConstraint("ck_groups_group_minutes", "\"Minutes\" BETWEEN 10 AND 300"));
        group.Property(g => g.Name).HasMaxLength(Group.NameLength);
        group.Property(g => g.Needs).HasMaxLength(Group.NeedsLength);
        group.Ignore(g => g.IsIndividual);
        group.HasIndex(g => new { g.SchoolYear, g.ClosedOn });
        group.HasIndex(g => g.Course);
        group.HasIndex(g => g.Site);
        group.HasOne<Course>().WithMany().HasForeignKey(g => g.Course).OnDelete(DeleteBehavior.Restrict);
        group.HasOne<Site>().WithMany().HasForeignKey(g => g.Site).OnDelete(DeleteBehavior.Restrict);
        group.HasMany(g => g.Members).WithOne().HasForeignKey(m => m.Group).OnDelete(DeleteBehavior.Cascade);
        group.HasMany(g => g.Teachers).WithOne().HasForeignKey(t => t.Group).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class GroupMemberTable : IEntityTypeConfiguration<GroupMember>
{
    public void Configure(EntityTypeBuilder<GroupMember> member)
    {
        member.ToTable("groups_member");
        member.Property(m => m.Id).ValueGeneratedNever();
        member.HasIndex(m => m.Group);
        member.HasIndex(m => m.Pupil);
        member.HasIndex(m => m.Place);
        member.HasIndex(m => new { m.Place, m.SchoolYear }).IsUnique().HasFilter("\"To\" IS NULL");
        member.HasOne<Place>().WithMany().HasForeignKey(m => m.Place).OnDelete(DeleteBehavior.Restrict);
        member.HasOne<Person>().WithMany().HasForeignKey(m => m.Pupil).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GroupTeacherTable : IEntityTypeConfiguration<GroupTeacher>
{
    public void Configure(EntityTypeBuilder<GroupTeacher> teacher)
    {
        teacher.ToTable("groups_teacher");
        teacher.HasKey(t => new { t.Group, t.Staff });
        teacher.HasIndex(t => t.Staff);
        teacher.HasOne<Staff>().WithMany().HasForeignKey(t => t.Staff).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PossibleTimeTable : IEntityTypeConfiguration<PossibleTime>
{
    public void Configure(EntityTypeBuilder<PossibleTime> time)
    {
        time.ToTable("groups_possible_time", t => t.HasCheckConstraint("ck_groups_possible_time_forward", "\"From\" < \"To\""));
        time.Property(t => t.Id).ValueGeneratedNever();
        time.HasIndex(t => t.Person);
        time.HasOne<Person>().WithMany().HasForeignKey(t => t.Person).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CarpoolTable : IEntityTypeConfiguration<Carpool>
{
    public void Configure(EntityTypeBuilder<Carpool> carpool)
    {
        carpool.ToTable("groups_carpool");
        carpool.Property(c => c.Id).ValueGeneratedNever();
        carpool.Property(c => c.Code).HasMaxLength(Carpool.CodeLength);
        carpool.HasIndex(c => c.Code).IsUnique();
        carpool.HasIndex(c => c.First);
        carpool.HasIndex(c => c.Second);
        carpool.HasOne<Person>().WithMany().HasForeignKey(c => c.First).OnDelete(DeleteBehavior.Restrict);
        carpool.HasOne<Person>().WithMany().HasForeignKey(c => c.Second).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SiteHoursTable : IEntityTypeConfiguration<SiteHours>
{
    public void Configure(EntityTypeBuilder<SiteHours> hours)
    {
        hours.ToTable("groups_site_hours", t => t.HasCheckConstraint("ck_groups_site_hours_forward", "\"From\" < \"To\""));
        hours.Property(h => h.Id).ValueGeneratedNever();
        hours.HasIndex(h => h.Site);
        hours.HasOne<Site>().WithMany().HasForeignKey(h => h.Site).OnDelete(DeleteBehavior.Restrict);
    }
}
