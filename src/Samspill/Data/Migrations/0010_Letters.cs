using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>The school's letter, printed letters, complaints and their answers, and who decides complaints in the end.</summary>
[DbContext(typeof(SamspillDb)), Migration("0010_letters")]
internal sealed class LettersSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.AddColumn<string>("ComplaintBody", "school_profile", maxLength: 200, nullable: true);
        Letters(m);
        Complaints(m);
    }

    private static void Letters(MigrationBuilder m)
    {
        m.CreateTable("letters_template", t => new
        {
            Version = t.Column<int>(),
            Texts = t.Column<string>(),
            SavedAt = t.Column<DateTime>(),
            SavedBy = t.Column<string>(maxLength: 200),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_letters_template", x => x.Version);
        });
        m.CreateTable("letters_job", t => new
        {
            Id = t.Column<Guid>(),
            Run = t.Column<Guid>(),
            OnlyUnreached = t.Column<bool>(),
            Letters = t.Column<int>(),
            AskedAt = t.Column<DateTime>(),
            AskedBy = t.Column<string>(maxLength: 200),
            State = t.Column<string>(maxLength: 40),
            ClaimedUntil = t.Column<DateTime>(),
            Claim = t.Column<Guid>(nullable: true),
            EndedAt = t.Column<DateTime>(nullable: true),
            Fault = t.Column<string>(maxLength: 100, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_letters_job", x => x.Id);
            t.ForeignKey("FK_letters_job_admission_run_Run", x => x.Run, "admission_run", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_letters_job_AskedAt", "letters_job", "AskedAt");
        m.CreateIndex("IX_letters_job_Run", "letters_job", "Run", unique: true, filter: "\"State\" IN ('Waiting','Printing')");
        m.CreateIndex("IX_letters_job_State_ClaimedUntil", "letters_job", ["State", "ClaimedUntil"]);
        m.CreateTable("letters_file", t => new
        {
            Id = t.Column<Guid>(),
            Job = t.Column<Guid>(),
            Number = t.Column<int>(),
            Language = t.Column<string>(maxLength: 2),
            Shielded = t.Column<bool>(),
            Letters = t.Column<int>(),
            Applications = t.Column<byte[]>(),
            Sealed = t.Column<byte[]>(nullable: true),
            PrintedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_letters_file", x => x.Id);
            t.ForeignKey("FK_letters_file_letters_job_Job", x => x.Job, "letters_job", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_letters_file_Job_Number", "letters_file", ["Job", "Number"], unique: true);
    }

    private static void Complaints(MigrationBuilder m)
    {
        m.CreateTable("complaints_complaint", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(maxLength: 20),
            Application = t.Column<Guid>(),
            Run = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            By = t.Column<Guid>(nullable: true),
            ByName = t.Column<string>(maxLength: 200),
            Text = t.Column<byte[]>(),
            Late = t.Column<byte[]>(nullable: true),
            LastDay = t.Column<DateOnly>(),
            ReceivedAt = t.Column<DateTime>(),
            State = t.Column<string>(maxLength: 40),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_complaints_complaint", x => x.Id);
            t.ForeignKey("FK_complaints_complaint_admission_application_Application", x => x.Application, "admission_application", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_complaints_complaint_admission_run_Run", x => x.Run, "admission_run", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_complaints_complaint_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_complaints_complaint_Application", "complaints_complaint", "Application", unique: true, filter: "\"State\" IN ('Open','SentOn')");
        m.CreateIndex("IX_complaints_complaint_Code", "complaints_complaint", "Code", unique: true);
        m.CreateIndex("IX_complaints_complaint_Pupil", "complaints_complaint", "Pupil");
        m.CreateIndex("IX_complaints_complaint_Run", "complaints_complaint", "Run");
        m.CreateIndex("IX_complaints_complaint_State_ReceivedAt", "complaints_complaint", ["State", "ReceivedAt"]);
        m.CreateTable("complaints_answer", t => new
        {
            Complaint = t.Column<Guid>(),
            Number = t.Column<int>(),
            Outcome = t.Column<string>(maxLength: 40),
            Reason = t.Column<byte[]>(),
            Correction = t.Column<string>(maxLength: 2000, nullable: true),
            At = t.Column<DateTime>(),
            By = t.Column<string>(maxLength: 200),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_complaints_answer", x => new { x.Complaint, x.Number });
            t.ForeignKey("FK_complaints_answer_complaints_complaint_Complaint", x => x.Complaint, "complaints_complaint", "Id", onDelete: ReferentialAction.Restrict);
        });
    }
}
