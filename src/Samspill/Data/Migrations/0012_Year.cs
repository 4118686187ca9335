using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>The yearly confirmation, leave of absence, and what was told of birthdays.</summary>
[DbContext(typeof(SamspillDb)), Migration("0012_year")]
internal sealed class YearSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.AddColumn<bool>("Released", "admission_place", nullable: false, defaultValue: false);

        m.CreateTable("yearly_confirmation_round", t => new
        {
            Id = t.Column<Guid>(),
            SchoolYear = t.Column<int>(),
            ConfirmBy = t.Column<DateOnly>(),
            Lapses = t.Column<bool>(),
            OpenedAt = t.Column<DateTime>(),
            OpenedBy = t.Column<string>(maxLength: 200),
            RemindedAt = t.Column<DateTime>(nullable: true),
            WarnedOn = t.Column<DateOnly>(nullable: true),
            ClosedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_yearly_confirmation_round", x => x.Id);
        });
        m.CreateIndex("IX_yearly_confirmation_round_SchoolYear", "yearly_confirmation_round", "SchoolYear", unique: true);

        m.CreateTable("yearly_confirmation", t => new
        {
            Id = t.Column<Guid>(),
            Round = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            Place = t.Column<Guid>(nullable: true),
            Application = t.Column<Guid>(nullable: true),
            State = t.Column<string>(maxLength: 40),
            AnsweredAt = t.Column<DateTime>(nullable: true),
            AnsweredBy = t.Column<string>(maxLength: 200, nullable: true),
            WarnedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_yearly_confirmation", x => x.Id);
            t.CheckConstraint("ck_yearly_confirmation_one", "(\"Place\" IS NULL) <> (\"Application\" IS NULL)");
            t.ForeignKey("FK_yearly_confirmation_yearly_confirmation_round_Round", x => x.Round, "yearly_confirmation_round", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_yearly_confirmation_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_yearly_confirmation_admission_place_Place", x => x.Place, "admission_place", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_yearly_confirmation_admission_application_Application", x => x.Application, "admission_application", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_yearly_confirmation_Round_Place", "yearly_confirmation", ["Round", "Place"], unique: true);
        m.CreateIndex("IX_yearly_confirmation_Round_Application", "yearly_confirmation", ["Round", "Application"], unique: true);
        m.CreateIndex("IX_yearly_confirmation_Round_State", "yearly_confirmation", ["Round", "State"]);
        m.CreateIndex("IX_yearly_confirmation_Pupil", "yearly_confirmation", "Pupil");
        m.CreateIndex("IX_yearly_confirmation_Place", "yearly_confirmation", "Place");
        m.CreateIndex("IX_yearly_confirmation_Application", "yearly_confirmation", "Application");

        m.CreateTable("yearly_leave", t => new
        {
            Id = t.Column<Guid>(),
            Place = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(),
            State = t.Column<string>(maxLength: 40),
            AskedBy = t.Column<string>(maxLength: 200),
            AskedAt = t.Column<DateTime>(),
            RemindedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_yearly_leave", x => x.Id);
            t.ForeignKey("FK_yearly_leave_admission_place_Place", x => x.Place, "admission_place", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_yearly_leave_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_yearly_leave_Place", "yearly_leave", "Place", unique: true, filter: "\"State\" = 'Away'");
        m.CreateIndex("IX_yearly_leave_Pupil", "yearly_leave", "Pupil");
        m.CreateIndex("IX_yearly_leave_State_To", "yearly_leave", ["State", "To"]);

        m.CreateTable("yearly_place_change", t => new
        {
            Id = t.Column<Guid>(),
            Place = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            Course = t.Column<Guid>(nullable: true),
            Minutes = t.Column<int>(nullable: true),
            Words = t.Column<string>(maxLength: 1000, nullable: true),
            AskedAt = t.Column<DateTime>(),
            AskedBy = t.Column<string>(maxLength: 200),
            State = t.Column<string>(maxLength: 40),
            From = t.Column<DateOnly>(nullable: true),
            Reason = t.Column<string>(maxLength: 1000, nullable: true),
            DecidedAt = t.Column<DateTime>(nullable: true),
            DecidedBy = t.Column<string>(maxLength: 200, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_yearly_place_change", x => x.Id);
            t.ForeignKey("FK_yearly_place_change_admission_place_Place", x => x.Place, "admission_place", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_yearly_place_change_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_yearly_place_change_catalogue_course_Course", x => x.Course, "catalogue_course", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_yearly_place_change_Place", "yearly_place_change", "Place", unique: true, filter: "\"State\" = 'Asked'");
        m.CreateIndex("IX_yearly_place_change_Pupil", "yearly_place_change", "Pupil");
        m.CreateIndex("IX_yearly_place_change_Course", "yearly_place_change", "Course");
        m.CreateIndex("IX_yearly_place_change_State_AskedAt", "yearly_place_change", ["State", "AskedAt"]);

        m.CreateTable("yearly_age_notice", t => new
        {
            Pupil = t.Column<Guid>(),
            Change = t.Column<string>(maxLength: 40),
            On = t.Column<DateOnly>(),
            ToldAt = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_yearly_age_notice", x => new { x.Pupil, x.Change });
            t.ForeignKey("FK_yearly_age_notice_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
    }
}
