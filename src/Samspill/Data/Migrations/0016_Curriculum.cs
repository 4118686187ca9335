using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Local curricula in versions, and what each pupil has reached, worked with and written.</summary>
[DbContext(typeof(SamspillDb)), Migration("0016_curriculum")]
internal sealed class CurriculumSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        Curricula(m);
        Paths(m);
    }

    private static void Curricula(MigrationBuilder m)
    {
        m.CreateTable("curriculum_curriculum", t => new
        {
            Id = t.Column<Guid>(),
            Discipline = t.Column<string>(maxLength: 40),
            Subject = t.Column<string>(maxLength: 200),
            Programme = t.Column<string>(maxLength: 40),
            Version = t.Column<int>(),
            State = t.Column<string>(maxLength: 40),
            Levels = t.Column<string>(),
            Revision = t.Column<int>(),
            MadeBy = t.Column<string>(maxLength: 200),
            MadeAt = t.Column<DateTime>(),
            AdoptedBy = t.Column<string>(maxLength: 200, nullable: true),
            InForceFrom = t.Column<DateOnly>(nullable: true),
            AdoptedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_curriculum_curriculum", x => x.Id);
            t.CheckConstraint("ck_curriculum_curriculum_adopted", "(\"State\" = 'Adopted') = (\"InForceFrom\" IS NOT NULL)");
        });
        m.CreateIndex("IX_curriculum_curriculum_Discipline_Subject_Programme_Version", "curriculum_curriculum", ["Discipline", "Subject", "Programme", "Version"], unique: true);
        m.CreateIndex("IX_curriculum_curriculum_Discipline_Subject_Programme", "curriculum_curriculum", ["Discipline", "Subject", "Programme"], unique: true, filter: "\"State\" = 'Draft'");
    }

    private static void Paths(MigrationBuilder m)
    {
        m.CreateTable("curriculum_reached", t => new
        {
            Pupil = t.Column<Guid>(),
            Subject = t.Column<string>(maxLength: 200),
            Goal = t.Column<Guid>(),
            Words = t.Column<string>(maxLength: 300),
            Curriculum = t.Column<Guid>(),
            On = t.Column<DateOnly>(),
            By = t.Column<string>(maxLength: 200),
            RecordedAt = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_curriculum_reached", x => new { x.Pupil, x.Subject, x.Goal });
            t.ForeignKey("FK_curriculum_reached_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_curriculum_reached_curriculum_curriculum_Curriculum", x => x.Curriculum, "curriculum_curriculum", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_curriculum_reached_Curriculum", "curriculum_reached", "Curriculum");
        m.CreateTable("curriculum_piece", t => new
        {
            Id = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            Subject = t.Column<string>(maxLength: 200),
            Title = t.Column<string>(maxLength: 200),
            Maker = t.Column<string>(maxLength: 200),
            Since = t.Column<DateOnly>(),
            ReadyOn = t.Column<DateOnly>(nullable: true),
            AddedBy = t.Column<string>(maxLength: 200),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_curriculum_piece", x => x.Id);
            t.ForeignKey("FK_curriculum_piece_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_curriculum_piece_Pupil", "curriculum_piece", "Pupil");
        m.CreateTable("curriculum_note", t => new
        {
            Id = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            Author = t.Column<string>(maxLength: 40),
            Account = t.Column<Guid>(),
            By = t.Column<string>(maxLength: 200),
            Words = t.Column<string>(maxLength: 4000),
            Shared = t.Column<bool>(),
            WrittenAt = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_curriculum_note", x => x.Id);
            t.ForeignKey("FK_curriculum_note_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_curriculum_note_Pupil", "curriculum_note", "Pupil");
    }
}
