using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Applications, rounds, runs, decisions, offers and places.</summary>
[DbContext(typeof(SamspillDb)), Migration("0004_admission")]
internal sealed class AdmissionSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("admission_draft", t => new
        {
            Id = t.Column<Guid>(),
            Account = t.Column<Guid>(),
            Key = t.Column<Guid>(),
            Typed = t.Column<byte[]>(),
            SavedAt = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_draft", x => x.Id);
        });
        m.CreateTable("admission_rule_set", t => new
        {
            Id = t.Column<Guid>(),
            Version = t.Column<int>(),
            InForceFrom = t.Column<DateOnly>(),
            AdoptedBy = t.Column<string>(maxLength: 200),
            RecordedAt = t.Column<DateTime>(),
            Rules = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_rule_set", x => x.Id);
        });
        m.CreateTable("admission_round", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            ClosesAt = t.Column<DateTime>(),
            Date = t.Column<DateOnly>(),
            PlacesFrom = t.Column<DateOnly>(),
            Seed = t.Column<long>(),
            Rules = t.Column<Guid>(),
            Published = t.Column<Guid>(nullable: true),
            PublishedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_round", x => x.Id);
            t.ForeignKey("FK_admission_round_admission_rule_set_Rules", x => x.Rules, "admission_rule_set", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("admission_run", t => new
        {
            Id = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 40),
            Round = t.Column<Guid>(nullable: true),
            Rules = t.Column<Guid>(),
            Number = t.Column<int>(),
            MadeAt = t.Column<DateTime>(),
            MadeBy = t.Column<string>(maxLength: 200),
            Problem = t.Column<byte[]>(),
            Result = t.Column<byte[]>(),
            ResultHash = t.Column<byte[]>(),
            Applications = t.Column<int>(),
            Placed = t.Column<int>(),
            Waiting = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_run", x => x.Id);
            t.ForeignKey("FK_admission_run_admission_round_Round", x => x.Round, "admission_round", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_run_admission_rule_set_Rules", x => x.Rules, "admission_rule_set", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("admission_submission", t => new
        {
            Id = t.Column<Guid>(),
            Receipt = t.Column<string>(maxLength: 20),
            Key = t.Column<Guid>(),
            Applicant = t.Column<Guid>(),
            Channel = t.Column<string>(maxLength: 40),
            RecordedBy = t.Column<string>(maxLength: 200, nullable: true),
            Reason = t.Column<string>(maxLength: 1000, nullable: true),
            ReceivedAt = t.Column<DateTime>(),
            Sent = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_submission", x => x.Id);
            t.ForeignKey("FK_admission_submission_people_person_Applicant", x => x.Applicant, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("admission_application", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(maxLength: 100),
            Pupil = t.Column<Guid>(),
            Course = t.Column<Guid>(),
            Submission = t.Column<Guid>(nullable: true),
            Rank = t.Column<int>(),
            Wants = t.Column<int>(),
            AppliedAt = t.Column<DateTime>(),
            AppliedOffset = t.Column<int>(),
            Flags = t.Column<string>(maxLength: 2000),
            State = t.Column<string>(maxLength: 40),
            StateAt = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_application", x => x.Id);
            t.ForeignKey("FK_admission_application_admission_submission_Submission", x => x.Submission, "admission_submission", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_application_catalogue_course_Course", x => x.Course, "catalogue_course", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_application_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("admission_statement", t => new
        {
            Submission = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            Times = t.Column<string>(maxLength: 2000),
            Needs = t.Column<byte[]>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_statement", x => new { x.Submission, x.Pupil });
            t.ForeignKey("FK_admission_statement_admission_submission_Submission", x => x.Submission, "admission_submission", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_statement_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("admission_decision", t => new
        {
            Run = t.Column<Guid>(),
            Application = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            Course = t.Column<Guid>(),
            Outcome = t.Column<string>(maxLength: 40),
            Queue = t.Column<int>(nullable: true),
            OfWaiting = t.Column<int>(nullable: true),
            DecidedBy = t.Column<string>(maxLength: 40, nullable: true),
            Flag = t.Column<string>(maxLength: 200, nullable: true),
            LastAdmitted = t.Column<Guid>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_decision", x => new { x.Run, x.Application });
            t.ForeignKey("FK_admission_decision_admission_application_Application", x => x.Application, "admission_application", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_decision_admission_run_Run", x => x.Run, "admission_run", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("admission_offer", t => new
        {
            Id = t.Column<Guid>(),
            Application = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            Course = t.Column<Guid>(),
            Run = t.Column<Guid>(),
            PlaceFrom = t.Column<DateOnly>(),
            MadeAt = t.Column<DateTime>(),
            AnswerBy = t.Column<DateTime>(),
            Status = t.Column<string>(maxLength: 40),
            AnsweredAt = t.Column<DateTime>(nullable: true),
            Reason = t.Column<string>(maxLength: 1000, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_offer", x => x.Id);
            t.ForeignKey("FK_admission_offer_admission_application_Application", x => x.Application, "admission_application", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_offer_admission_run_Run", x => x.Run, "admission_run", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("admission_place", t => new
        {
            Id = t.Column<Guid>(),
            Pupil = t.Column<Guid>(),
            Course = t.Column<Guid>(),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(nullable: true),
            Teacher = t.Column<Guid>(nullable: true),
            Offer = t.Column<Guid>(nullable: true),
            State = t.Column<string>(maxLength: 40),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_place", x => x.Id);
            t.ForeignKey("FK_admission_place_admission_offer_Offer", x => x.Offer, "admission_offer", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_place_catalogue_course_Course", x => x.Course, "catalogue_course", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_place_people_person_Pupil", x => x.Pupil, "people_person", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_place_people_staff_Teacher", x => x.Teacher, "people_staff", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_admission_application_Code", "admission_application", "Code", unique: true);
        m.CreateIndex("IX_admission_application_Course_State", "admission_application", ["Course", "State"]);
        m.CreateIndex("IX_admission_application_Pupil_Course", "admission_application", ["Pupil", "Course"], unique: true, filter: "\"State\" IN ('Waiting','Offered')");
        m.CreateIndex("IX_admission_application_Submission", "admission_application", "Submission");
        m.CreateIndex("IX_admission_decision_Application", "admission_decision", "Application");
        m.CreateIndex("IX_admission_decision_Pupil", "admission_decision", "Pupil");
        m.CreateIndex("IX_admission_draft_Account", "admission_draft", "Account", unique: true);
        m.CreateIndex("IX_admission_offer_Application", "admission_offer", "Application", unique: true, filter: "\"Status\" = 'Open'");
        m.CreateIndex("IX_admission_offer_Course_Status", "admission_offer", ["Course", "Status"]);
        m.CreateIndex("IX_admission_offer_Pupil", "admission_offer", "Pupil");
        m.CreateIndex("IX_admission_offer_Run", "admission_offer", "Run");
        m.CreateIndex("IX_admission_offer_Status_AnswerBy", "admission_offer", ["Status", "AnswerBy"]);
        m.CreateIndex("IX_admission_place_Course_State", "admission_place", ["Course", "State"]);
        m.CreateIndex("IX_admission_place_Offer", "admission_place", "Offer", unique: true);
        m.CreateIndex("IX_admission_place_Pupil_Course", "admission_place", ["Pupil", "Course"], unique: true, filter: "\"State\" = 'Live'");
        m.CreateIndex("IX_admission_place_Pupil_Course_From", "admission_place", ["Pupil", "Course", "From"], unique: true);
        m.CreateIndex("IX_admission_place_Teacher", "admission_place", "Teacher");
        m.CreateIndex("IX_admission_round_Rules", "admission_round", "Rules");
        m.CreateIndex("IX_admission_rule_set_Version", "admission_rule_set", "Version", unique: true);
        m.CreateIndex("IX_admission_run_Number", "admission_run", "Number", unique: true);
        m.CreateIndex("IX_admission_run_Round", "admission_run", "Round");
        m.CreateIndex("IX_admission_run_Rules", "admission_run", "Rules");
        m.CreateIndex("IX_admission_statement_Pupil", "admission_statement", "Pupil");
        m.CreateIndex("IX_admission_submission_Applicant", "admission_submission", "Applicant");
        m.CreateIndex("IX_admission_submission_Key", "admission_submission", "Key", unique: true);
        m.CreateIndex("IX_admission_submission_Receipt", "admission_submission", "Receipt", unique: true);
    }
}
