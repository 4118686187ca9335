using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Surveys, who is asked, and what was answered: apart where nobody is to know who said what.</summary>
[DbContext(typeof(SamspillDb)), Migration("0023_surveys")]
internal sealed class SurveysSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("surveys_survey", t => new
        {
            Id = t.Column<Guid>(),
            Title = t.Column<string>(),
            Intro = t.Column<string>(),
            Audience = t.Column<string>(maxLength: 40),
            Anonymous = t.Column<bool>(),
            Opens = t.Column<DateOnly>(),
            Closes = t.Column<DateOnly>(),
            DeleteOn = t.Column<DateOnly>(),
            Questions = t.Column<string>(),
            State = t.Column<string>(maxLength: 40),
            Revision = t.Column<int>(),
            MadeBy = t.Column<string>(maxLength: 200),
            MadeAt = t.Column<DateTime>(),
            SentBy = t.Column<string>(maxLength: 200, nullable: true),
            SentAt = t.Column<DateTime>(nullable: true),
            Receivers = t.Column<int>(),
            RemindedOn = t.Column<DateOnly>(nullable: true),
            DeletedOn = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_surveys_survey", x => x.Id);
            t.CheckConstraint("ck_surveys_survey_forward", "\"Opens\" <= \"Closes\" AND \"Closes\" < \"DeleteOn\"");
            t.CheckConstraint("ck_surveys_survey_sent", "(\"State\" = 'Sent') = (\"SentAt\" IS NOT NULL)");
        });
        m.CreateIndex("IX_surveys_survey_MadeAt", "surveys_survey", "MadeAt");
        m.CreateTable("surveys_invitation", t => new
        {
            Id = t.Column<Guid>(),
            Survey = t.Column<Guid>(),
            Person = t.Column<Guid>(),
            Answered = t.Column<bool>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_surveys_invitation", x => x.Id);
            t.ForeignKey("FK_surveys_invitation_surveys_survey_Survey", x => x.Survey, "surveys_survey", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_surveys_invitation_people_person_Person", x => x.Person, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_surveys_invitation_Survey_Person", "surveys_invitation", ["Survey", "Person"], unique: true);
        m.CreateIndex("IX_surveys_invitation_Person", "surveys_invitation", "Person");
        m.CreateTable("surveys_answer", t => new
        {
            Id = t.Column<Guid>(),
            Survey = t.Column<Guid>(),
            Values = t.Column<string>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_surveys_answer", x => x.Id);
            t.ForeignKey("FK_surveys_answer_surveys_survey_Survey", x => x.Survey, "surveys_survey", "Id", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_surveys_answer_Survey", "surveys_answer", "Survey");
        m.CreateTable("surveys_named_answer", t => new
        {
            Survey = t.Column<Guid>(),
            Person = t.Column<Guid>(),
            Values = t.Column<string>(),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_surveys_named_answer", x => new { x.Survey, x.Person });
            t.ForeignKey("FK_surveys_named_answer_surveys_survey_Survey", x => x.Survey, "surveys_survey", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_surveys_named_answer_people_person_Person", x => x.Person, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_surveys_named_answer_Person", "surveys_named_answer", "Person");
    }
}
