using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Samspill.Data;

/// <summary>A school's published statistics, the key that signs them, and the council that they are handed to.</summary>
[DbContext(typeof(SamspillDb)), Migration("0022_statistics")]
internal sealed class StatisticsSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        m.CreateTable("statistics_snapshot", t => new
        {
            Id = t.Column<Guid>(),
            Year = t.Column<int>(),
            Version = t.Column<int>(),
            Number = t.Column<long>(),
            Form = t.Column<string>(maxLength: 40),
            Date = t.Column<DateOnly>(),
            Tables = t.Column<string>(),
            Account = t.Column<Guid>(nullable: true),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_statistics_snapshot", x => x.Id);
        });
        m.CreateIndex("IX_statistics_snapshot_Year_Version", "statistics_snapshot", ["Year", "Version"], unique: true);
        m.CreateIndex("IX_statistics_snapshot_Number", "statistics_snapshot", "Number", unique: true);
        m.CreateTable("statistics_receiver", t => new
        {
            Id = t.Column<int>(),
            Key = t.Column<byte[]>(),
            Address = t.Column<string>(maxLength: 300, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_statistics_receiver", x => x.Id);
            t.CheckConstraint("ck_statistics_receiver_one", "\"Id\" = 1");
        });
        CreateKey(m);
        Freeze(m, "statistics_snapshot");
    }

    /// <summary>The key of a school or the council.</summary>
    internal static void CreateKey(MigrationBuilder m) => m.CreateTable("statistics_key", t => new
    {
        Id = t.Column<int>(),
        Public = t.Column<byte[]>(),
        Secret = t.Column<byte[]>(),
    }, constraints: t =>
    {
        t.PrimaryKey("PK_statistics_key", x => x.Id);
        t.CheckConstraint("ck_statistics_key_one", "\"Id\" = 1");
    });

    /// <summary>The database itself refuses to change or delete what was published.</summary>
    internal static void Freeze(MigrationBuilder m, string table)
    {
        const string Why = "what was published is never changed";
        string[] statements = m.ActiveProvider!.EndsWith("PostgreSQL", StringComparison.Ordinal)
            ? [
                $"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{Why}'; END $$",
                $"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_frozen()",
            ]
            : [
                $"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{Why}'); END",
                $"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{Why}'); END",
            ];
        foreach (var statement in statements) m.Sql(statement);
    }
}

/// <summary>At the council: the schools that report, their packages as they came, and the nation's tables as they were published.</summary>
[DbContext(typeof(CouncilDb)), Migration("0022_nation")]
internal sealed class NationSchema : Migration
{
    protected override void Up(MigrationBuilder m)
    {
        StatisticsSchema.CreateKey(m);
        m.CreateTable("nation_school", t => new
        {
            Municipality = t.Column<string>(maxLength: 4),
            Name = t.Column<string>(maxLength: 200),
            Key = t.Column<byte[]>(),
            Address = t.Column<string>(maxLength: 300, nullable: true),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
            AskedAt = t.Column<DateTime>(nullable: true),
            Answer = t.Column<string>(maxLength: 60, nullable: true),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_nation_school", x => x.Municipality);
            t.ForeignKey("FK_nation_school_country_municipality_Municipality", x => x.Municipality, "country_municipality", "Number", onDelete: ReferentialAction.Restrict);
        });
        m.CreateTable("nation_package", t => new
        {
            Municipality = t.Column<string>(maxLength: 4),
            Number = t.Column<long>(),
            Year = t.Column<int>(),
            Version = t.Column<int>(),
            Date = t.Column<DateOnly>(),
            IssuedAt = t.Column<DateTime>(),
            Way = t.Column<string>(maxLength: 40),
            Package = t.Column<byte[]>(),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_nation_package", x => new { x.Municipality, x.Number });
            t.ForeignKey("FK_nation_package_nation_school_Municipality", x => x.Municipality, "nation_school", "Municipality", onDelete: ReferentialAction.Restrict);
        });
        m.CreateIndex("IX_nation_package_Year", "nation_package", "Year");
        m.CreateTable("nation_publication", t => new
        {
            Id = t.Column<Guid>(),
            Year = t.Column<int>(),
            Version = t.Column<int>(),
            Schools = t.Column<int>(),
            Pupils = t.Column<long>(nullable: true),
            Places = t.Column<long>(nullable: true),
            Waiting = t.Column<long>(nullable: true),
            Tables = t.Column<string>(),
            Hidden = t.Column<byte[]>(),
            By = t.Column<string>(maxLength: 200),
            At = t.Column<DateTime>(),
        }, constraints: t =>
        {
            t.PrimaryKey("PK_nation_publication", x => x.Id);
        });
        m.CreateIndex("IX_nation_publication_Year_Version", "nation_publication", ["Year", "Version"], unique: true);
        foreach (var table in new[] { "nation_package", "nation_publication" }) StatisticsSchema.Freeze(m, table);
    }
}
