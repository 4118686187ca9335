using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Families who drive together; and smaller indexes of lessons, of which a year is written at once.</summary>
[DbContext(typeof(SamspillDb)), Migration("0019_weeks")]
internal sealed class WeeksSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("groups_carpool", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(maxLength: 8),
            First = t.Column<Guid>(),
            Second = t.Column<Guid>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_groups_carpool", x => x.Id);
            t.ForeignKey("FK_groups_carpool_people_person_First", x => x.First, "people_person", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_groups_carpool_people_person_Second", x => x.Second, "people_person", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_groups_carpool_Code", "groups_carpool", "Code", unique: true);
        m.CreateIndex("IX_groups_carpool_First", "groups_carpool", "First");
        m.CreateIndex("IX_groups_carpool_Second", "groups_carpool", "Second");
        m.DropIndex("IX_lessons_lesson_Substitute_Date", "lessons_lesson");
        m.CreateIndex("IX_lessons_lesson_Substitute_Date", "lessons_lesson", ["Substitute", "Date"], filter: "\"Substitute\" IS NOT NULL");
        m.DropIndex("IX_lessons_lesson_MadeUpBy", "lessons_lesson");
        m.CreateIndex("IX_lessons_lesson_MadeUpBy", "lessons_lesson", "MadeUpBy", filter: "\"MadeUpBy\" IS NOT NULL");
        m.DropIndex("IX_lessons_lesson_State_PlannedDate", "lessons_lesson");
        m.CreateIndex("IX_lessons_lesson_PlannedDate", "lessons_lesson", "PlannedDate", filter: "\"State\" = 'Cancelled'");
    }
}
