using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Guardians who only see, invitations from one guardian to the other, and places for all the children or none.</summary>
[DbContext(typeof(SamspillDb)), Migration("0013_families")]
internal sealed class FamiliesSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.AddColumn<bool>("SeesOnly", "people_guardianship", nullable: false, defaultValue: false);

        m.CreateTable("families_invitation", t => new
        {
            Id = t.Column<Guid>(),
            TokenHash = t.Column<byte[]>(),
            By = t.Column<Guid>(),
            Email = t.Column<string>(maxLength: 254),
            CreatedAt = t.Column<DateTime>(),
            ExpiresAt = t.Column<DateTime>(),
            UsedAt = t.Column<DateTime>(nullable: true),
            UsedBy = t.Column<Guid>(nullable: true),
            WithdrawnAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_families_invitation", x => x.Id);
            t.ForeignKey("FK_families_invitation_people_person_By", x => x.By, "people_person", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_families_invitation_people_person_UsedBy", x => x.UsedBy, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_families_invitation_TokenHash", "families_invitation", "TokenHash", unique: true);
        m.CreateIndex("IX_families_invitation_By", "families_invitation", "By");
        m.CreateIndex("IX_families_invitation_UsedBy", "families_invitation", "UsedBy");

        m.CreateTable("families_invited_pupil", t => new
        {
            Invitation = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_families_invited_pupil", x => new { x.Invitation, x.Pupil });
            t.ForeignKey("FK_families_invited_pupil_families_invitation_Invitation", x => x.Invitation, "families_invitation", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_families_invited_pupil_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_families_invited_pupil_Pupil", "families_invited_pupil", "Pupil");

        m.CreateTable("admission_both_or_none", t => new
        {
            Submission = t.Column<Guid>(),
            AskedAt = t.Column<DateTime>(),
            RegrettedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_both_or_none", x => x.Submission);
            t.ForeignKey("FK_admission_both_or_none_admission_submission_Submission", x => x.Submission, "admission_submission", "Id", onDelete: ReferentialAction.Restrict);
        });

        m.CreateTable("admission_set_aside", t => new
        {
            Run = t.Column<Guid>(),
            Application = t.Column<Guid>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_set_aside", x => new { x.Run, x.Application });
            t.ForeignKey("FK_admission_set_aside_admission_run_Run", x => x.Run, "admission_run", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_set_aside_admission_application_Application", x => x.Application, "admission_application", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_admission_set_aside_Application", "admission_set_aside", "Application");
    }
}
