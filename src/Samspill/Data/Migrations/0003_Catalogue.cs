using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Courses and where they are taught.</summary>
[DbContext(typeof(SamspillDb)), Migration("0003_catalogue")]
internal sealed class CatalogueSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("catalogue_course", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(maxLength: 100),
            Name = t.Column<string>(maxLength: 200),
            Discipline = t.Column<string>(maxLength: 40),
            Subject = t.Column<string>(maxLength: 200, nullable: true),
            Programme = t.Column<string>(maxLength: 40),
            Form = t.Column<string>(maxLength: 40),
            Capacity = t.Column<int>(nullable: true),
            Minimum = t.Column<int>(nullable: true),
            AgeFrom = t.Column<int>(nullable: true),
            AgeTo = t.Column<int>(nullable: true),
            LessonMinutes = t.Column<int>(nullable: true),
            WeeksPerYear = t.Column<int>(nullable: true),
            FeePerTerm = t.Column<long>(nullable: true),
            Requires = t.Column<string>(maxLength: 2000),
            Status = t.Column<string>(maxLength: 40),
            Days = t.Column<string>(maxLength: 40),
            Description = t.Column<string>(maxLength: 4000, nullable: true),
            Taken = t.Column<int>(),
            Held = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_catalogue_course", x => x.Id);
            t.CheckConstraint("ck_catalogue_course_counts", "\"Taken\" >= 0 AND \"Held\" >= 0");
            t.CheckConstraint("ck_catalogue_course_seats", "\"Held\" = 0 OR \"Taken\" + \"Held\" <= COALESCE(\"Capacity\", 0)");
        });
        m.CreateTable("catalogue_course_site", t => new
        {
            Course = t.Column<Guid>(),
            Site = t.Column<Guid>(),
            Position = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_catalogue_course_site", x => new { x.Course, x.Site });
            t.ForeignKey("FK_catalogue_course_site_catalogue_course_Course", x => x.Course, "catalogue_course", "Id", onDelete: ReferentialAction.Cascade);
            t.ForeignKey("FK_catalogue_course_site_school_site_Site", x => x.Site, "school_site", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_catalogue_course_Code", "catalogue_course", "Code", unique: true);
        m.CreateIndex("IX_catalogue_course_Status", "catalogue_course", "Status");
        m.CreateIndex("IX_catalogue_course_site_Site", "catalogue_course_site", "Site");
    }
}
