using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>The audit and its chain.</summary>
[DbContext(typeof(SamspillDb)), Migration("0007_audit")]
internal sealed class AuditSchema : Migration
{
    protected override void Up(MigrationBuilder m) => Create(m);

    /// <summary>The same at the council.</summary>
    internal static void Create(MigrationBuilder m)
    {
        m.CreateTable("audit_entry", t => new
        {
            Id = t.Column<Guid>(),
            At = t.Column<DateTime>(),
            Account = t.Column<Guid>(nullable: true),
            Actor = t.Column<string>(maxLength: 200),
            Action = t.Column<string>(maxLength: 60),
            Subject = t.Column<string>(maxLength: 120),
            Detail = t.Column<string>(maxLength: 2000, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_audit_entry", x => x.Id);
        });
        m.CreateTable("audit_seal", t => new
        {
            Number = t.Column<long>(),
            Entry = t.Column<Guid>(),
            Hash = t.Column<byte[]>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_audit_seal", x => x.Number);
            t.ForeignKey("FK_audit_seal_audit_entry_Entry", x => x.Entry, "audit_entry", "Id", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_audit_entry_At", "audit_entry", "At");
        m.CreateIndex("IX_audit_entry_Subject_At", "audit_entry", ["Subject", "At"]);
        m.CreateIndex("IX_audit_seal_Entry", "audit_seal", "Entry", unique: true);

        foreach (var table in new[] { "audit_entry", "audit_seal" })
            foreach (var statement in AppendOnly(table, m.ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal)))
                m.Sql(statement);
    }

    /// <summary>The database itself refuses to change or delete.</summary>
    private static string[] AppendOnly(string table, bool postgres) => postgres
        ? [
            $"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
            $"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()",
        ]
        : [
            $"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
            $"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        ];
}
