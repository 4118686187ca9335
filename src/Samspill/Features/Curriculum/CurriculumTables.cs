using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Samspill.Domain.Curriculum;
using Samspill.Domain.People;

namespace Samspill.Features.Curriculum;

internal sealed class LocalCurriculumTable : IEntityTypeConfiguration<LocalCurriculum>
{
    public void Configure(EntityTypeBuilder<LocalCurriculum> curriculum)
    {
        curriculum.ToTable("curriculum_curriculum", t => t.HasCheckConstraint("ck_curriculum_curriculum_adopted", "(\"State\" = 'Adopted') = (\"InForceFrom\" IS NOT NULL)"));
        curriculum.Property(c => c.Subject).HasMaxLength(CurriculumScope.SubjectLength);
        curriculum.Property(c => c.MadeBy).HasMaxLength(200);
        curriculum.Property(c => c.AdoptedBy).HasMaxLength(LocalCurriculum.AdoptedByLength);
        curriculum.Property(c => c.Revision).IsConcurrencyToken();
        curriculum.Property(c => c.Levels).HasConversion(
            new ValueConverter<IReadOnlyList<Level>, string>(
                levels => JsonSerializer.Serialize(levels, JsonSerializerOptions.Web), json => JsonSerializer.Deserialize<List<Level>>(json, JsonSerializerOptions.Web)!),
            new ValueComparer<IReadOnlyList<Level>>((a, b) => ReferenceEquals(a, b), levels => levels.Count)); // the list is replaced whole, never changed
        curriculum.Ignore(c => c.Scope);
        curriculum.HasIndex(c => new { c.Discipline, c.Subject, c.Programme, c.Version }).IsUnique();
        curriculum.HasIndex(c => new { c.Discipline, c.Subject, c.Programme }).IsUnique().HasFilter("\"State\" = 'Draft'");
    }
}

internal sealed class ReachedGoalTable : IEntityTypeConfiguration<ReachedGoal>
{
    public void Configure(EntityTypeBuilder<ReachedGoal> reached)
    {
        reached.ToTable("curriculum_reached");
        reached.HasKey(r => new { r.Pupil, r.Subject, r.Goal });
        reached.Property(r => r.Subject).HasMaxLength(CurriculumScope.SubjectLength);
        reached.Property(r => r.Words).HasMaxLength(Goal.Length);
        reached.Property(r => r.By).HasMaxLength(200);
        reached.HasIndex(r => r.Curriculum);
        reached.HasOne<Person>().WithMany().HasForeignKey(r => r.Pupil).OnDelete(DeleteBehavior.Restrict);
        reached.HasOne<LocalCurriculum>().WithMany().HasForeignKey(r => r.Curriculum).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RepertoirePieceTable : IEntityTypeConfiguration<RepertoirePiece>
{
    public void Configure(EntityTypeBuilder<RepertoirePiece> piece)
    {
        piece.ToTable("curriculum_piece");
        piece.Property(p => p.Id).ValueGeneratedNever();
        piece.Property(p => p.Subject).HasMaxLength(CurriculumScope.SubjectLength);
        piece.Property(p => p.Title).HasMaxLength(RepertoirePiece.Length);
        piece.Property(p => p.Maker).HasMaxLength(RepertoirePiece.Length);
        piece.Property(p => p.AddedBy).HasMaxLength(200);
        piece.HasIndex(p => p.Pupil);
        piece.HasOne<Person>().WithMany().HasForeignKey(p => p.Pupil).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PathNoteTable : IEntityTypeConfiguration<PathNote>
{
    public void Configure(EntityTypeBuilder<PathNote> note)
    {
        note.ToTable("curriculum_note");
        note.Property(n => n.Id).ValueGeneratedNever();
        note.Property(n => n.By).HasMaxLength(200);
        note.Property(n => n.Words).HasMaxLength(PathNote.Length);
        note.HasIndex(n => n.Pupil);
        note.HasOne<Person>().WithMany().HasForeignKey(n => n.Pupil).OnDelete(DeleteBehavior.Restrict);
    }
}
