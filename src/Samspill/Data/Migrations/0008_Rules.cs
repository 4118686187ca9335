using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>Scenarios, applications passed over, seniority that is moved, and the lottery's secret.</summary>
[DbContext(typeof(SamspillDb)), Migration("0008_rules")]
internal sealed class RulesSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.AddColumn<DateTime>("SeniorityFrom", "admission_application", nullable: true);
        m.AddColumn<Guid>("Scenario", "admission_run", nullable: true);
        m.AddColumn<byte[]>("Secret", "admission_round", nullable: true);
        m.AddColumn<string>("Reason", "admission_round", maxLength: 1000, nullable: true);
        m.CreateTable("admission_scenario", t => new
        {
            Id = t.Column<Guid>(),
            Round = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 100),
            RuleSet = t.Column<Guid>(nullable: true),
            Rules = t.Column<string>(),
            Capacities = t.Column<string>(),
            MadeAt = t.Column<DateTime>(),
            MadeBy = t.Column<string>(maxLength: 200),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_scenario", x => x.Id);
            t.ForeignKey("FK_admission_scenario_admission_round_Round", x => x.Round, "admission_round", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_scenario_admission_rule_set_RuleSet", x => x.RuleSet, "admission_rule_set", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("admission_pass_over", t => new
        {
            Id = t.Column<Guid>(),
            Application = t.Column<Guid>(),
            Round = t.Column<Guid>(nullable: true),
            Reason = t.Column<string>(maxLength: 1000),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
            Run = t.Column<Guid>(nullable: true),
            RegrettedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_admission_pass_over", x => x.Id);
            t.ForeignKey("FK_admission_pass_over_admission_application_Application", x => x.Application, "admission_application", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_pass_over_admission_round_Round", x => x.Round, "admission_round", "Id", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_admission_pass_over_admission_run_Run", x => x.Run, "admission_run", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_admission_run_Scenario", "admission_run", "Scenario");
        m.CreateIndex("IX_admission_scenario_Round_Name", "admission_scenario", ["Round", "Name"], unique: true);
        m.CreateIndex("IX_admission_scenario_RuleSet", "admission_scenario", "RuleSet");
        m.CreateIndex("IX_admission_pass_over_Application", "admission_pass_over", "Application", unique: true, filter: "\"Run\" IS NULL AND \"RegrettedAt\" IS NULL");
        m.CreateIndex("IX_admission_pass_over_Round", "admission_pass_over", "Round");
        m.CreateIndex("IX_admission_pass_over_Run", "admission_pass_over", "Run");

        foreach (var statement in DrawnOnce(m.ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal))) m.Sql(statement);
    }

    /// <summary>The database itself refuses to draw a round's lottery again.</summary>
    private static string[] DrawnOnce(bool postgres) => postgres
        ? [
            "CREATE FUNCTION admission_round_drawn_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the lottery of a round is drawn once'; END $$",
            """CREATE TRIGGER admission_round_drawn_once BEFORE UPDATE ON admission_round FOR EACH ROW WHEN (OLD."Seed" IS DISTINCT FROM NEW."Seed" OR OLD."Secret" IS DISTINCT FROM NEW."Secret") EXECUTE FUNCTION admission_round_drawn_once()""",
        ]
        : ["""CREATE TRIGGER admission_round_drawn_once BEFORE UPDATE ON admission_round WHEN OLD."Seed" IS NOT NEW."Seed" OR OLD."Secret" IS NOT NEW."Secret" BEGIN SELECT RAISE(ABORT, 'the lottery of a round is drawn once'); END"""];
}
