using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samspill.Domain.Groups;
using Samspill.Domain.Lessons;
using Samspill.Domain.People;
using Samspill.Domain.School;

namespace Samspill.Features.Lessons;

internal sealed class LessonTable : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> lesson)
    {
        lesson.ToTable("lessons_lesson", t => t.HasCheckConstraint("ck_lessons_lesson_cause", "(\"State\" = 'Cancelled') = (\"Cause\" IS NOT NULL)"));
        lesson.Property(l => l.Note).HasMaxLength(Lesson.NoteLength);
        lesson.Property(l => l.Sequence).IsConcurrencyToken();
        lesson.Ignore(l => l.End).Ignore(l => l.IsMoved).Ignore(l => l.GivenBy);
        lesson.HasIndex(l => new { l.Group, l.PlannedDate, l.PlannedStart }).IsUnique();
        lesson.HasIndex(l => new { l.Group, l.Date });
        lesson.HasIndex(l => new { l.Teacher, l.Date });
        lesson.HasIndex(l => new { l.Substitute, l.Date }).HasFilter("\"Substitute\" IS NOT NULL"); // few have one, and a year is written at once
        lesson.HasIndex(l => new { l.Room, l.Date });
        lesson.HasIndex(l => new { l.Date, l.State });
        lesson.HasIndex(l => l.PlannedDate).HasFilter("\"State\" = 'Cancelled'");
        lesson.HasIndex(l => l.MadeUpBy).HasFilter("\"MadeUpBy\" IS NOT NULL");
        lesson.HasOne<Group>().WithMany().HasForeignKey(l => l.Group).OnDelete(DeleteBehavior.Restrict);
        lesson.HasOne<Room>().WithMany().HasForeignKey(l => l.Room).OnDelete(DeleteBehavior.Restrict);
        lesson.HasOne<Staff>().WithMany().HasForeignKey(l => l.Teacher).OnDelete(DeleteBehavior.Restrict);
        lesson.HasOne<Staff>().WithMany().HasForeignKey(l => l.Substitute).OnDelete(DeleteBehavior.Restrict);
        lesson.HasOne<Lesson>().WithMany().HasForeignKey(l => l.MadeUpBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AttendanceTable : IEntityTypeConfiguration<Attendance>
{
    public void Configure(EntityTypeBuilder<Attendance> attendance)
    {
        attendance.ToTable("lessons_attendance");
        attendance.HasKey(a => new { a.Lesson, a.Pupil });
        attendance.Property(a => a.By).HasMaxLength(200);
        attendance.HasIndex(a => a.Pupil);
        attendance.HasOne<Lesson>().WithMany().HasForeignKey(a => a.Lesson).OnDelete(DeleteBehavior.Restrict);
        attendance.HasOne<Person>().WithMany().HasForeignKey(a => a.Pupil).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StaffAbsenceTable : IEntityTypeConfiguration<StaffAbsence>
{
    public void Configure(EntityTypeBuilder<StaffAbsence> absence)
    {
        absence.ToTable("lessons_staff_absence", t => t.HasCheckConstraint("ck_lessons_staff_absence_forward", "\"From\" <= \"To\""));
        absence.Property(a => a.SaidBy).HasMaxLength(200);
        absence.HasIndex(a => new { a.Staff, a.From }).IsUnique();
        absence.HasIndex(a => a.To);
        absence.HasOne<Staff>().WithMany().HasForeignKey(a => a.Staff).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LessonSettingsTable : IEntityTypeConfiguration<LessonSettings>
{
    public void Configure(EntityTypeBuilder<LessonSettings> settings)
    {
        settings.ToTable("lessons_settings", t => t.HasCheckConstraint("ck_lessons_settings_one", "\"Id\" = 1"));
        settings.Property(s => s.Id).ValueGeneratedNever();
    }
}

internal sealed class CalendarFeedTable : IEntityTypeConfiguration<CalendarFeed>
{
    public void Configure(EntityTypeBuilder<CalendarFeed> feed)
    {
        feed.ToTable("lessons_feed");
        feed.Property(f => f.Digest).HasMaxLength(64);
        feed.Ignore(f => f.IsTheSchools);
        feed.HasIndex(f => f.Digest).IsUnique();
        feed.HasIndex(f => f.Account);
    }
}
