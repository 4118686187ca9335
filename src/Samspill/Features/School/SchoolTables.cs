using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.School;

namespace Samspill.Features.School;

internal sealed class ProfileTable : IEntityTypeConfiguration<SchoolProfile>
{
    public void Configure(EntityTypeBuilder<SchoolProfile> profile)
    {
        profile.ToTable("school_profile", t => t.HasCheckConstraint("ck_school_profile_one", "\"Id\" = 1"));
        profile.Property(p => p.Id).ValueGeneratedNever();
        profile.Property(p => p.Name).HasMaxLength(200);
        profile.Property(p => p.Municipality).HasMaxLength(4);
        profile.Property(p => p.Address).HasMaxLength(200);
        profile.Property(p => p.Phone).HasMaxLength(40);
        profile.Property(p => p.Email).HasMaxLength(254);
        profile.Property(p => p.ComplaintBody).HasMaxLength(200);
    }
}

internal sealed class SiteTable : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> site)
    {
        site.ToTable("school_site");
        site.Property(s => s.Code).HasMaxLength(100);
        site.Property(s => s.Name).HasMaxLength(200);
        site.Property(s => s.District).HasMaxLength(200);
        site.Ignore(s => s.Position);
        site.HasIndex(s => s.Code).IsUnique();
    }
}

internal sealed class RoomTable : IEntityTypeConfiguration<Room>
{
    public void Configure(EntityTypeBuilder<Room> room)
    {
        room.ToTable("school_room");
        room.Property(r => r.Code).HasMaxLength(100);
        room.Property(r => r.Name).HasMaxLength(200);
        room.Property(r => r.Features).HasMaxLength(2000);
        room.HasIndex(r => r.Code).IsUnique();
        room.HasIndex(r => r.Site);
        room.HasOne<Site>().WithMany().HasForeignKey(r => r.Site).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SchoolYearTable : IEntityTypeConfiguration<SchoolYear>
{
    public void Configure(EntityTypeBuilder<SchoolYear> year)
    {
        year.ToTable("school_year");
        year.HasKey(y => y.Start);
        year.Property(y => y.Start).ValueGeneratedNever();
        year.HasMany(y => y.Terms).WithOne().HasForeignKey("SchoolYear").IsRequired();
        year.HasMany(y => y.Free).WithOne().HasForeignKey("SchoolYear").IsRequired();
    }
}

internal sealed class TermTable : IEntityTypeConfiguration<Term>
{
    public void Configure(EntityTypeBuilder<Term> term)
    {
        term.ToTable("school_term", t => t.HasCheckConstraint("ck_school_term_forward", "\"From\" <= \"To\""));
        term.Property(t => t.Id).ValueGeneratedNever();
        term.Property(t => t.Name).HasMaxLength(200);
    }
}

internal sealed class FreePeriodTable : IEntityTypeConfiguration<FreePeriod>
{
    public void Configure(EntityTypeBuilder<FreePeriod> free)
    {
        free.ToTable("school_free_period", t => t.HasCheckConstraint("ck_school_free_forward", "\"From\" <= \"To\""));
        free.Property(f => f.Id).ValueGeneratedNever();
        free.Property(f => f.Name).HasMaxLength(200);
    }
}
