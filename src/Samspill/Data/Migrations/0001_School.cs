using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>The school, its sites and its calendar.</summary>
[DbContext(typeof(SamspillDb)), Migration("0001_school")]
internal sealed class SchoolSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        // Norwegian order (… z æ ø å): SQLite gets the same collation from the program at every connection.
        if (m.ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal)) m.Sql("CREATE COLLATION norsk (provider = icu, locale = 'nb-NO-x-icu', deterministic = true)");
        m.CreateTable("school_profile", t => new
        {
            Id = t.Column<int>(),
            Name = t.Column<string>(maxLength: 200),
            Municipality = t.Column<string>(maxLength: 4),
            Demo = t.Column<bool>(),
            Address = t.Column<string>(maxLength: 200, nullable: true),
            Phone = t.Column<string>(maxLength: 40, nullable: true),
            Email = t.Column<string>(maxLength: 254, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_school_profile", x => x.Id);
            t.CheckConstraint("ck_school_profile_one", "\"Id\" = 1");
        });
        m.CreateTable("school_site", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(maxLength: 100),
            Name = t.Column<string>(maxLength: 200),
            Kind = t.Column<string>(maxLength: 40),
            District = t.Column<string>(maxLength: 200, nullable: true),
            Latitude = t.Column<double>(nullable: true),
            Longitude = t.Column<double>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_school_site", x => x.Id);
        });
        m.CreateTable("school_year", t => new
        {
            Start = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_school_year", x => x.Start);
        });
        m.CreateTable("school_room", t => new
        {
            Id = t.Column<Guid>(),
            Code = t.Column<string>(maxLength: 100),
            Site = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            Capacity = t.Column<int>(nullable: true),
            Features = t.Column<string>(maxLength: 2000),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_school_room", x => x.Id);
            t.ForeignKey("FK_school_room_school_site_Site", x => x.Site, "school_site", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("school_free_period", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            Kind = t.Column<string>(maxLength: 40),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(),
            SchoolYear = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_school_free_period", x => x.Id);
            t.CheckConstraint("ck_school_free_forward", "\"From\" <= \"To\"");
            t.ForeignKey("FK_school_free_period_school_year_SchoolYear", x => x.SchoolYear, "school_year", "Start", onDelete: ReferentialAction.Cascade);
        });
        m.CreateTable("school_term", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(),
            SchoolYear = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_school_term", x => x.Id);
            t.CheckConstraint("ck_school_term_forward", "\"From\" <= \"To\"");
            t.ForeignKey("FK_school_term_school_year_SchoolYear", x => x.SchoolYear, "school_year", "Start", onDelete: ReferentialAction.Cascade);
        });
        m.CreateIndex("IX_school_free_period_SchoolYear", "school_free_period", "SchoolYear");
        m.CreateIndex("IX_school_room_Code", "school_room", "Code", unique: true);
        m.CreateIndex("IX_school_room_Site", "school_room", "Site");
        m.CreateIndex("IX_school_site_Code", "school_site", "Code", unique: true);
        m.CreateIndex("IX_school_term_SchoolYear", "school_term", "SchoolYear");
    }
}
