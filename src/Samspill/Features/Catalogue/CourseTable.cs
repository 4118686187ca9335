using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Catalogue;
using Samspill.Domain.School;

namespace Samspill.Features.Catalogue;

internal sealed class CourseTable : IEntityTypeConfiguration<Course>
{
    public void Configure(EntityTypeBuilder<Course> course)
    {
        course.ToTable("catalogue_course", t =>
        {
            // An import may bring more places than seats; from then on no seat is offered until there is room.
            t.HasCheckConstraint("ck_catalogue_course_seats", "\"Held\" = 0 OR \"Taken\" + \"Held\" <= COALESCE(\"Capacity\", 0)");
            t.HasCheckConstraint("ck_catalogue_course_counts", "\"Taken\" >= 0 AND \"Held\" >= 0");
        });
        course.Property(c => c.Code).HasMaxLength(100);
        course.Property(c => c.Name).HasMaxLength(200);
        course.Property(c => c.Subject).HasMaxLength(200);
        course.Property(c => c.Requires).HasMaxLength(2000);
        course.Property(c => c.Days).HasMaxLength(40);
        course.Property(c => c.Description).HasMaxLength(4000);
        course.HasIndex(c => c.Code).IsUnique();
        course.HasIndex(c => c.Status);
        course.HasMany(c => c.Sites).WithOne().HasForeignKey(s => s.Course).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CourseSiteTable : IEntityTypeConfiguration<CourseSite>
{
    public void Configure(EntityTypeBuilder<CourseSite> site)
    {
        site.ToTable("catalogue_course_site");
        site.HasKey(s => new { s.Course, s.Site });
        site.HasIndex(s => s.Site);
        site.HasOne<Site>().WithMany().HasForeignKey(s => s.Site).OnDelete(DeleteBehavior.Restrict);
    }
}
