using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>A school's own plan, and the numbers that somebody answers for in it.</summary>
[DbContext(typeof(SamspillDb)), Migration("0025_plan")]
internal sealed class PlanSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("strategy_plan", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(),
            Version = t.Column<int>(),
            County = t.Column<string>(maxLength: 2, nullable: true),
            Under = t.Column<Guid>(nullable: true),
            State = t.Column<string>(maxLength: 40),
            Areas = t.Column<string>(),
            Revision = t.Column<int>(),
            MadeBy = t.Column<string>(maxLength: 200),
            MadeAt = t.Column<DateTime>(),
            AdoptedBy = t.Column<string>(maxLength: 200, nullable: true),
            AdoptedOn = t.Column<DateOnly>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_strategy_plan", x => x.Id);
            t.CheckConstraint("ck_strategy_plan_adopted", "(\"State\" = 'Adopted') = (\"AdoptedOn\" IS NOT NULL)");
            t.CheckConstraint("ck_strategy_plan_forward", "\"From\" < \"To\"");
            t.CheckConstraint("ck_strategy_plan_under", "(\"County\" IS NULL) = (\"Under\" IS NULL)");
        });
        m.CreateIndex("IX_strategy_plan_nation", "strategy_plan", ["From", "To", "Version"], unique: true, filter: "\"County\" IS NULL");
        m.CreateTable("strategy_answer", t => new
        {
            Id = t.Column<Guid>(),
            Indicator = t.Column<Guid>(),
            On = t.Column<DateOnly>(),
            Value = t.Column<string>(maxLength: 40),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_strategy_answer", x => x.Id);
        });
        m.CreateIndex("IX_strategy_answer_Indicator_At", "strategy_answer", ["Indicator", "At"]);
    }
}
