using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Groups;
using Samspill.Domain.People;
using Samspill.Domain.School;
using Samspill.Domain.Timetables;

namespace Samspill.Features.Timetables;

internal sealed class WeekPlanTable : IEntityTypeConfiguration<WeekPlan>
{
    public void Configure(EntityTypeBuilder<WeekPlan> plan)
    {
        plan.ToTable("timetables_plan");
        plan.Property(p => p.Name).HasMaxLength(WeekPlan.NameLength);
        plan.Property(p => p.MadeBy).HasMaxLength(200);
        plan.Property(p => p.PublishedBy).HasMaxLength(200);
        plan.Property(p => p.Version).IsConcurrencyToken();
        plan.HasIndex(p => p.SchoolYear).IsUnique().HasFilter("\"State\" = 'Published'");
        plan.HasIndex(p => new { p.SchoolYear, p.MadeAt });
    }
}

internal sealed class PlannedLessonTable : IEntityTypeConfiguration<PlannedLesson>
{
    public void Configure(EntityTypeBuilder<PlannedLesson> lesson)
    {
        lesson.ToTable("timetables_lesson");
        lesson.HasKey(l => new { l.Plan, l.Group });
        lesson.Property(l => l.Accepted).HasMaxLength(400);
        lesson.Property(l => l.Version).IsConcurrencyToken();
        lesson.Ignore(l => l.End);
        lesson.HasIndex(l => new { l.Plan, l.Teacher });
        lesson.HasIndex(l => new { l.Plan, l.Room });
        lesson.HasIndex(l => new { l.Plan, l.Day });
        lesson.HasIndex(l => l.Group);
        lesson.HasIndex(l => l.Room);
        lesson.HasIndex(l => l.Teacher);
        lesson.HasOne<WeekPlan>().WithMany().HasForeignKey(l => l.Plan).OnDelete(DeleteBehavior.Cascade);
        lesson.HasOne<Group>().WithMany().HasForeignKey(l => l.Group).OnDelete(DeleteBehavior.Restrict);
        lesson.HasOne<Room>().WithMany().HasForeignKey(l => l.Room).OnDelete(DeleteBehavior.Restrict);
        lesson.HasOne<Staff>().WithMany().HasForeignKey(l => l.Teacher).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TimetableRunTable : IEntityTypeConfiguration<TimetableRun>
{
    public void Configure(EntityTypeBuilder<TimetableRun> run)
    {
        run.ToTable("timetables_run", t => t.HasCheckConstraint("ck_timetables_run_seconds", "\"Seconds\" BETWEEN 1 AND 3600"));
        run.Property(r => r.Name).HasMaxLength(WeekPlan.NameLength);
        run.Property(r => r.AskedBy).HasMaxLength(200);
        run.HasIndex(r => r.State);
        run.HasIndex(r => new { r.SchoolYear, r.AskedAt });
        run.HasIndex(r => r.Plan);
        run.HasOne<WeekPlan>().WithMany().HasForeignKey(r => r.Plan).OnDelete(DeleteBehavior.SetNull);
    }
}
