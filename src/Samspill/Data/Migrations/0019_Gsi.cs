using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>What is typed for the national report and for KOSTRA, remarks, and reports as they were delivered.</summary>
[DbContext(typeof(SamspillDb)), Migration("0019_gsi")]
internal sealed class GsiSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("gsi_year", t => new
        {
            Year = t.Column<int>(),
            Operation = t.Column<string>(maxLength: 40),
            Children = t.Column<int>(nullable: true),
            Elsewhere = t.Column<int>(nullable: true),
            Running = t.Column<int>(nullable: true),
            Depreciation = t.Column<int>(nullable: true),
            Deducted = t.Column<int>(nullable: true),
            Net = t.Column<int>(nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_gsi_year", x => x.Year);
        });
        m.CreateTable("gsi_entry", t => new
        {
            Year = t.Column<int>(),
            Line = t.Column<string>(maxLength: 10),
            Column = t.Column<string>(maxLength: 20),
            Value = t.Column<int>(),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_gsi_entry", x => new { x.Year, x.Line, x.Column });
            t.CheckConstraint("ck_gsi_entry_value", "\"Value\" >= 0");
        });
        m.CreateTable("gsi_remark", t => new
        {
            Year = t.Column<int>(),
            Line = t.Column<string>(maxLength: 10),
            Words = t.Column<string>(maxLength: 1000),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_gsi_remark", x => new { x.Year, x.Line });
        });
        m.CreateTable("gsi_delivery", t => new
        {
            Id = t.Column<Guid>(),
            Year = t.Column<int>(),
            Version = t.Column<int>(),
            Form = t.Column<string>(maxLength: 20),
            Date = t.Column<DateOnly>(),
            Report = t.Column<string>(),
            Account = t.Column<Guid>(nullable: true),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_gsi_delivery", x => x.Id);
        });
        m.CreateIndex("IX_gsi_delivery_Year_Version", "gsi_delivery", ["Year", "Version"], unique: true);
        foreach (var statement in Frozen(m.ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal))) m.Sql(statement);
    }

    /// <summary>The database itself refuses to change or delete what was delivered.</summary>
    private static string[] Frozen(bool postgres) => postgres
        ? [
            "CREATE FUNCTION gsi_delivery_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a delivered report is never changed'; END $$",
            "CREATE TRIGGER gsi_delivery_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON gsi_delivery FOR EACH STATEMENT EXECUTE FUNCTION gsi_delivery_frozen()",
        ]
        : [
            "CREATE TRIGGER gsi_delivery_no_update BEFORE UPDATE ON gsi_delivery BEGIN SELECT RAISE(ABORT, 'a delivered report is never changed'); END",
            "CREATE TRIGGER gsi_delivery_no_delete BEFORE DELETE ON gsi_delivery BEGIN SELECT RAISE(ABORT, 'a delivered report is never changed'); END",
        ];
}
