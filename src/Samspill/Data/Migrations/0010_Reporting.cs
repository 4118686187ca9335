using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>The council's reporting rounds, counties' answers and deliveries, and joint reports as they were published.</summary>
[DbContext(typeof(CouncilDb)), Migration("0010_reporting")]
internal sealed class ReportingSchema : Migration
{
    private static readonly string[] Kept = ["reporting_answer", "reporting_delivery", "reporting_joint_text", "reporting_joint_report"];

    protected override void Up(MigrationBuilder m)
    {
        CreateRounds(m);
        CreateReports(m);
        CreateJoint(m);
        var postgres = m.ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal);
        foreach (var statement in Kept.SelectMany(table => Frozen(table, postgres)).Concat(FrozenTemplate(postgres))) m.Sql(statement);
    }

    private static void CreateRounds(MigrationBuilder m)
    {
        m.CreateTable("reporting_round", t => new
        {
            Id = t.Column<Guid>(),
            Name = t.Column<string>(maxLength: 200),
            Plan = t.Column<Guid>(),
            From = t.Column<DateOnly>(),
            To = t.Column<DateOnly>(),
            Deadline = t.Column<DateOnly>(),
            Counties = t.Column<string>(),
            Template = t.Column<string>(),
            Guidance = t.Column<string>(maxLength: 4000),
            State = t.Column<string>(maxLength: 40),
            Revision = t.Column<int>(),
            MadeBy = t.Column<string>(maxLength: 200),
            MadeAt = t.Column<DateTime>(),
            OpenedBy = t.Column<string>(maxLength: 200, nullable: true),
            OpenedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_reporting_round", x => x.Id);
            t.CheckConstraint("ck_reporting_round_forward", "\"From\" < \"To\"");
            t.CheckConstraint("ck_reporting_round_opened", "(\"State\" = 'Open') = (\"OpenedAt\" IS NOT NULL)");
            t.ForeignKey("FK_reporting_round_strategy_plan_Plan", x => x.Plan, "strategy_plan", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_reporting_round_Plan", "reporting_round", "Plan");
    }

    private static void CreateReports(MigrationBuilder m)
    {
        m.CreateTable("reporting_report", t => new
        {
            Id = t.Column<Guid>(),
            Round = t.Column<Guid>(),
            County = t.Column<string>(maxLength: 2),
            State = t.Column<string>(maxLength: 40),
            BegunAt = t.Column<DateTime>(nullable: true),
            SignedBy = t.Column<string>(maxLength: 200, nullable: true),
            SignedAt = t.Column<DateTime>(nullable: true),
            SignedFor = t.Column<string>(maxLength: 64, nullable: true),
            HandedInBy = t.Column<string>(maxLength: 200, nullable: true),
            HandedInAt = t.Column<DateTime>(nullable: true),
            Version = t.Column<int>(),
            ReopenWhy = t.Column<string>(maxLength: 1000, nullable: true),
            ReopenBy = t.Column<string>(maxLength: 200, nullable: true),
            RemindedAt = t.Column<DateTime>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_reporting_report", x => x.Id);
            t.CheckConstraint("ck_reporting_report_handed_in", "(\"State\" = 'HandedIn') = (\"HandedInAt\" IS NOT NULL)");
            t.ForeignKey("FK_reporting_report_country_county_County", x => x.County, "country_county", "Number", onDelete: ReferentialAction.Restrict);
            t.ForeignKey("FK_reporting_report_reporting_round_Round", x => x.Round, "reporting_round", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_reporting_report_County", "reporting_report", "County");
        m.CreateIndex("IX_reporting_report_Round_County", "reporting_report", ["Round", "County"], unique: true);
        m.CreateTable("reporting_answer", t => new
        {
            Report = t.Column<Guid>(),
            Asked = t.Column<Guid>(),
            Version = t.Column<int>(),
            Proposed = t.Column<string>(maxLength: 40, nullable: true),
            Value = t.Column<string>(maxLength: 40, nullable: true),
            Words = t.Column<string>(maxLength: 8000, nullable: true),
            Reason = t.Column<string>(maxLength: 1000, nullable: true),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_reporting_answer", x => new { x.Report, x.Asked, x.Version });
            t.ForeignKey("FK_reporting_answer_reporting_report_Report", x => x.Report, "reporting_report", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("reporting_comment", t => new
        {
            Id = t.Column<Guid>(),
            Report = t.Column<Guid>(),
            Asked = t.Column<Guid>(),
            Words = t.Column<string>(maxLength: 1000),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_reporting_comment", x => x.Id);
            t.ForeignKey("FK_reporting_comment_reporting_report_Report", x => x.Report, "reporting_report", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_reporting_comment_Report", "reporting_comment", "Report");
        m.CreateTable("reporting_delivery", t => new
        {
            Report = t.Column<Guid>(),
            Version = t.Column<int>(),
            Content = t.Column<string>(),
            IsLate = t.Column<bool>(),
            SignedBy = t.Column<string>(maxLength: 200),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_reporting_delivery", x => new { x.Report, x.Version });
            t.ForeignKey("FK_reporting_delivery_reporting_report_Report", x => x.Report, "reporting_report", "Id", onDelete: ReferentialAction.Restrict);
        });
    }

    private static void CreateJoint(MigrationBuilder m)
    {
        m.CreateTable("reporting_same_event", t => new
        {
            Round = t.Column<Guid>(),
            One = t.Column<Guid>(),
            Other = t.Column<Guid>(),
            IsSame = t.Column<bool>(),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_reporting_same_event", x => new { x.Round, x.One, x.Other });
            t.ForeignKey("FK_reporting_same_event_reporting_round_Round", x => x.Round, "reporting_round", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("reporting_joint_text", t => new
        {
            Round = t.Column<Guid>(),
            Goal = t.Column<Guid>(),
            Version = t.Column<int>(),
            Words = t.Column<string>(maxLength: 12_000),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_reporting_joint_text", x => new { x.Round, x.Goal, x.Version });
            t.ForeignKey("FK_reporting_joint_text_reporting_round_Round", x => x.Round, "reporting_round", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("reporting_joint_report", t => new
        {
            Id = t.Column<Guid>(),
            Round = t.Column<Guid>(),
            Version = t.Column<int>(),
            Document = t.Column<string>(),
            Correction = t.Column<string>(maxLength: 1000, nullable: true),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_reporting_joint_report", x => x.Id);
            t.ForeignKey("FK_reporting_joint_report_reporting_round_Round", x => x.Round, "reporting_round", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_reporting_joint_report_Round_Version", "reporting_joint_report", ["Round", "Version"], unique: true);
    }

    /// <summary>The database itself refuses to change or delete what was said, handed in or published: a correction is another row.</summary>
    private static string[] Frozen(string table, bool postgres) => postgres
        ? [
            $"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'what was said in a report is never changed'; END $$",
            $"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_frozen()",
        ]
        : [
            $"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, 'what was said in a report is never changed'); END",
            $"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, 'what was said in a report is never changed'); END",
        ];

    /// <summary>What an open round asks is what every county was asked.</summary>
    private static string[] FrozenTemplate(bool postgres)
    {
        const string changed = """OLD."State" = 'Open' AND (NEW."Template" <> OLD."Template" OR NEW."Counties" <> OLD."Counties" OR NEW."State" <> OLD."State")""";
        return postgres
            ? [
                "CREATE FUNCTION reporting_round_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'what an open round asks is never changed'; END $$",
                $"CREATE TRIGGER reporting_round_frozen BEFORE UPDATE ON reporting_round FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION reporting_round_frozen()",
            ]
            : [$"CREATE TRIGGER reporting_round_no_update BEFORE UPDATE ON reporting_round WHEN {changed} BEGIN SELECT RAISE(ABORT, 'what an open round asks is never changed'); END"];
    }
}
