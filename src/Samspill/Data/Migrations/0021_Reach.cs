using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>The municipality's tables of population, and what the advisers were asked.</summary>
[DbContext(typeof(SamspillDb)), Migration("0021_reach")]
internal sealed class ReachSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("reach_inhabitants", t => new
        {
            Year = t.Column<int>(),
            Line = t.Column<int>(),
            District = t.Column<string>(maxLength: 200),
            School = t.Column<Guid>(nullable: true),
            Age = t.Column<int>(),
            Sex = t.Column<string>(maxLength: 40, nullable: true),
            Count = t.Column<int>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_reach_inhabitants", x => new { x.Year, x.Line });
            t.CheckConstraint("ck_reach_inhabitants_count", "\"Count\" >= 0");
            t.ForeignKey("FK_reach_inhabitants_school_site_School", x => x.School, "school_site", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_reach_inhabitants_School", "reach_inhabitants", "School");
        m.CreateTable("advice_asked", t => new
        {
            Id = t.Column<Guid>(),
            Kind = t.Column<string>(maxLength: 40),
            Question = t.Column<string>(),
            AskedBy = t.Column<string>(maxLength: 200),
            AskedAt = t.Column<DateTime>(),
            State = t.Column<string>(maxLength: 40),
            StartedAt = t.Column<DateTime>(nullable: true),
            EndedAt = t.Column<DateTime>(nullable: true),
            Answer = t.Column<string>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_advice_asked", x => x.Id);
        });
        m.CreateIndex("IX_advice_asked_Kind_AskedAt", "advice_asked", ["Kind", "AskedAt"]);
        m.CreateIndex("IX_advice_asked_State", "advice_asked", "State");
    }
}
